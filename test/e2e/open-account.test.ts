// An account opened with Jet Delivery, from the page to the provider: by the link, by a code after two wrong ones and a
// new mail, with the core killed between steps, past the end of the mail. And its secrets are found nowhere.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import {
  type JetSimulator,
  type JetSimulatorOptions,
  startJetDeliverySimulator,
} from '../../electron/core/practice/jet-delivery/start-jet-delivery-simulator.ts';
import { deskPage, type } from '../support/desk-page.ts';
import { test as deskTest, patience } from '../support/desk-test.ts';

const EMAIL = 'dispatch@tcb-courier.test';
const PASSWORD = 'canary-password-5d1e';

const test = deskTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads what a fixture needs off this pattern
  .extend('startJet', async ({}, { onCleanup }) => {
    const started: JetSimulator[] = [];
    onCleanup(async () => {
      for (const jet of started) await jet.stop();
    });
    return async (options: JetSimulatorOptions = {}) => {
      const jet = await startJetDeliverySimulator({ requestsPerMinute: 1_000, ...options });
      started.push(jet);
      return jet;
    };
  });

async function connect(page: Page, jet: JetSimulator): Promise<void> {
  await deskPage(page).run('Add a connection');
  const form = page.getByRole('form', { name: 'Connect an account' });
  await form.getByRole('radio', { name: 'Jet Delivery' }).check();
  await type(form.getByRole('textbox', { name: 'Name' }), 'Jet');
  await form.getByText('Another address').click();
  await type(form.getByRole('textbox', { name: 'Address' }), jet.url);
  await form.getByRole('button', { name: 'Connect' }).click();
  await deskPage(page).connection('Jet').getByText('it answers').waitFor();
}

function opening(page: Page) {
  const region = page.getByRole('region', { name: EMAIL });
  return {
    region,
    code: region.getByRole('textbox', { name: /six digits/ }),
    button: (name: string) => region.getByRole('button', { name, exact: true }),
    async show(): Promise<void> {
      await page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('button', { name: 'Open an account' })
        .click();
    },
    async register(email = EMAIL): Promise<void> {
      const form = page.getByRole('form', { name: 'Register the address' });
      await type(form.getByRole('textbox', { name: /Business e-mail/ }), email);
      await type(form.getByLabel('Password of the new account'), PASSWORD);
      await form.getByRole('button', { name: 'Register and send the mail' }).click();
    },
    async tryCode(code: string): Promise<void> {
      await type(this.code, code);
      await this.button('Confirm with the code').click();
    },
    async fill(form: string, values: Record<string, string>): Promise<void> {
      const fields = region.getByRole('form', { name: form });
      for (const [label, value] of Object.entries(values)) {
        await type(fields.getByRole('textbox', { name: label, exact: true }), value);
      }
    },
  };
}

const JANE = {
  'First name': 'Jane',
  'Last name': 'Doe',
  Company: 'TCB Courier',
  Street: '123 Main St',
  City: 'Los Angeles',
  State: 'CA',
  'Zip code': '90021',
  Phone: '(213) 555-1212',
};

const wrongFor = (jet: JetSimulator) => (jet.mails()[0]?.code === '111111' ? '222222' : '111111');
const sent = (jet: JetSimulator, action: string) =>
  jet.requests().filter((request) => request.action === action).length;

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: page as never }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('opening an account', () => {
  test('by the link: noticed by itself, to the billing address and the payment check', async ({
    openDesk,
    startJet,
  }) => {
    const jet = await startJet({ paymentEnabled: true });
    const { page } = await openDesk();
    await connect(page, jet);
    const account = opening(page);
    await account.show();

    await account.register('jane@gmail.com');
    await page.getByText(/business addresses only, and gmail.com/).waitFor();
    expect(sent(jet, 'pre-register')).toBe(0);
    await account.register();
    await account.region.getByText(/Open the link in the mail/).waitFor();
    await account.region.getByText(/The mail works for another/).waitFor();
    expect(await violations(page)).toEqual([]);

    jet.openLink(EMAIL);
    await account.button('Start').click();
    await account.region.getByText(/^Customer number/).waitFor();
    await account.region.getByText(jet.accounts()[0]?.customerNo ?? 'nobody', { exact: true }).waitFor();
    await account.region.getByText(/company particulars are not known yet/).waitFor();

    await account.button('Activate').click();
    await account.region.getByText('The first name is missing.').waitFor();
    await account.fill('Activate the account', JANE);
    await account.button('Activate').click();
    await account.region.getByText(/Activated at/).waitFor();
    expect(jet.accounts()[0]?.user).toMatchObject({ first_name: 'Jane', local_phone: '2135551212' });

    await account.region.getByRole('checkbox', { name: /another one/ }).check();
    await account.fill('Billing address', {
      'PO box or second line': 'PO Box 123',
      City: 'Los Angeles',
      State: 'CA',
      'Zip code': '90021',
    });
    await account.button('Send the billing address').click();
    await account.region.getByText(/^Sent at/).waitFor();
    expect(jet.accounts()[0]?.billing).toEqual({
      billing_addr2: 'PO Box 123',
      billing_city: 'Los Angeles',
      billing_state: 'CA',
      billing_zip_postal: '90021',
    });
    await account.button('Check').click();
    await account.region.getByText(/Payment is set up/).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(sent(jet, 'pre-register')).toBe(1);
    expect(sent(jet, 'step1')).toBe(1);
  });

  test('by the code: two wrong ones, a new mail, the right one', async ({ openDesk, startJet }) => {
    const jet = await startJet({ wrongCodesAllowed: 2 });
    const { page } = await openDesk({ colorScheme: 'dark' });
    await connect(page, jet);
    const account = opening(page);
    await account.show();
    await account.register();
    await account.code.waitFor();

    const wrong = wrongFor(jet);
    await account.tryCode(wrong);
    await account.region.getByText(/^1 wrong code so far/).waitFor();
    expect(await account.code.inputValue()).toBe(wrong);
    await account.button('Confirm with the code').click();
    await account.region.getByText(/^2 wrong codes so far/).waitFor();
    const old = jet.mails()[0]?.code ?? '';
    await account.tryCode(old);
    await account.region.getByText(/This code is closed/).waitFor();
    expect(await violations(page)).toEqual([]);

    await account.button('Send a new mail').click();
    await account.region.getByText(/Codes of earlier mails are void/).waitFor();
    expect(jet.mails()).toHaveLength(2);
    await account.tryCode(jet.mails()[0]?.code ?? '');
    await account.button('Start').waitFor();
  });

  test('killed between its steps, it goes on where it was', { timeout: 300_000 }, async ({
    openDesk,
    startJet,
  }) => {
    const jet = await startJet();
    const desk = await openDesk();
    desk.expectComplaints(() => true);
    await connect(desk.page, jet);
    const account = () => opening(desk.page);
    const killed = async () => {
      await desk.kill();
      await desk.startAgain();
      await desk.reopen();
      await account().show();
    };
    await account().show();
    await account().register();
    await account().code.waitFor();
    await killed();
    await account().tryCode(jet.mails()[0]?.code ?? '');
    await account().button('Start').waitFor();
    await killed();
    await account().button('Start').click();
    await account()
      .region.getByText(/^Customer number/)
      .waitFor();
    await account().fill('Activate the account', { 'First name': 'Jane', 'Last name': 'Doe' });
    await account().region.getByRole('textbox', { name: 'Company', exact: true }).focus();
    await expect
      .poll(async () => {
        const rpc = await desk.server?.rpc();
        const drafts = (await rpc?.client.drafts.list()) ?? [];
        await rpc?.close();
        return JSON.stringify(drafts);
      }, patience)
      .toContain('Doe');
    await killed();
    const first = account().region.getByRole('textbox', { name: 'First name', exact: true });
    await expect.poll(() => first.inputValue(), patience).toBe('Jane');
    await account().fill('Activate the account', JANE);
    await account().button('Activate').click();
    await account()
      .region.getByText(/Activated at/)
      .waitFor();
    expect([sent(jet, 'pre-register'), sent(jet, 'step1'), jet.accounts().length]).toEqual([1, 1, 1]);

    // What must be nowhere but in the sealed vault and at the provider.
    const form = (action: string) => jet.requests().find((request) => request.action === action)?.form ?? {};
    const secrets = [
      PASSWORD,
      form('pre-register-verify').idx ?? '',
      form('pre-register-verify').verify_code ?? '',
      form('start').validation_key ?? '',
    ];
    expect(secrets.every((secret) => secret.length >= 6)).toBe(true);
    const files = readdirSync(desk.dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name)).toContain('live.sqlite');
    const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
    const told = [...texts, await desk.page.content(), desk.server?.stderr() ?? ''];
    for (const secret of secrets) expect(told.filter((text) => text.includes(secret))).toEqual([]);
  });

  test('past the end of its mail it asks no more, says so, and a new mail brings it back', async ({
    openDesk,
    startJet,
  }) => {
    const jet = await startJet({ windowMs: 4_000 });
    const { page } = await openDesk();
    await connect(page, jet);
    const account = opening(page);
    await account.show();
    await account.register();
    await account.region.getByText(/Link and code ended at/).waitFor();
    await page.getByText('The mail has ended').waitFor();
    jet.setRules({ windowMs: 600_000 });
    await account.button('Send a new mail').click();
    await account.region.getByText(/Codes of earlier mails are void/).waitFor();
    await account.tryCode(jet.mails()[0]?.code ?? '');
    await account.button('Start').waitFor();
  });

  test('no frame to the page carries a key, a password or a code', async ({ openDesk, startJet }) => {
    const jet = await startJet();
    const { page } = await openDesk();
    const frames: string[] = [];
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => frames.push(payload.toString())),
    );
    await page.reload();
    await connect(page, jet);
    const account = opening(page);
    await account.show();
    await account.register();
    await account.code.waitFor();
    await account.tryCode(jet.mails()[0]?.code ?? '');
    await account.button('Start').click();
    await account.region.getByText(/Customer number/).waitFor();
    const { idx = '', verify_code = '' } =
      jet.requests().find(({ action }) => action === 'pre-register-verify')?.form ?? {};
    const { validation_key = '' } = jet.requests().find(({ action }) => action === 'start')?.form ?? {};
    expect(frames.join()).toContain(EMAIL);
    for (const secret of [idx, verify_code, validation_key, PASSWORD]) {
      expect(secret.length).toBeGreaterThan(5);
      expect(frames.filter((frame) => frame.includes(secret))).toEqual([]);
    }
  });

  test('in practice: the code is read in the practice mailbox', async ({ openDesk }) => {
    const { page } = await openDesk({ workspace: 'practice' });
    const account = opening(page);
    await account.show();
    await account.register();
    await account.code.waitFor();
    const popup = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Open the practice mailbox' }).click();
    const mailbox = await popup;
    const code = await mailbox.locator('[data-code]').first().getAttribute('data-code');
    await mailbox.close();
    await account.tryCode(code ?? '');
    await account.button('Start').waitFor();
  });
});
