// Every screen, light and dark, under axe-core: no violation. And nothing on any of them that the policy refuses.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { deskPage } from '../support/desk-page.ts';
import { patience, test } from '../support/desk-test.ts';

/** What axe has to say, as lines that name rule, element and reason. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test('the practice desk has no violation on any screen', { timeout: 400_000 }, async ({ openDesk }) => {
    const { page } = await openDesk({ workspace: 'practice', colorScheme });
    const desk = deskPage(page);
    const check = async (screen: string) => expect(await violations(page), screen).toEqual([]);
    await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(10);
    await page.getByRole('button', { name: 'Look around in practice' }).waitFor();
    await check('board, map and welcome');
    await page.getByRole('button', { name: 'Look around in practice' }).click();

    await desk.jobRows.first().click();
    await desk.panel.getByRole('heading', { level: 2 }).first().waitFor();
    await desk.part('Timeline').waitFor();
    await check('job panel');
    await page.keyboard.press('Escape');

    await page.keyboard.press('n');
    await desk.panel.getByRole('button', { name: /^Send/ }).waitFor();
    await check('compose');
    await page.keyboard.press('Escape');

    await desk.run('Follow a job');
    await desk.panel.or(desk.dialog).getByRole('button').first().waitFor();
    await check('follow a job');
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+k');
    await desk.palette.waitFor();
    await check('command palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await desk.dialog.waitFor();
    await check('shortcut sheet');
    await page.keyboard.press('Escape');

    for (const screen of ['Map', 'Outbox', 'Connections', 'Settings'] as const) {
      await desk.show(screen);
      await page.getByRole('main').waitFor();
      await check(screen);
    }
  });

  test('a live desk without any connection has no violation', async ({ openDesk }) => {
    const { page } = await openDesk({ colorScheme });
    const desk = deskPage(page);
    await page.getByRole('main').waitFor();
    expect(await violations(page)).toEqual([]);
    await desk.run('Add a connection');
    await page.getByRole('form', { name: 'Connect an account' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
