// What only Electron itself can show: that the window, its rules and the port hold with the real runtime underneath.
// Left out where there is no runtime or no display.
import { expect, it } from 'vitest';
import { startElectron, whyNoElectron } from '../support/electron-app.ts';

it.skipIf(whyNoElectron() !== null)('the console runs in Electron, shut in as it should be', async () => {
  await using desk = await startElectron();
  const { app, page } = desk;
  await page.locator('[role="gridcell"]').first().waitFor({ timeout: 60_000 });
  expect(page.url()).toMatch(/^switchyard-app:\/\/console\/(index\.html)?(#.*)?$/);

  expect(
    await page.evaluate(() =>
      ['require', 'process', 'electron', 'ipcRenderer'].filter((name) => name in window),
    ),
  ).toEqual([]);
  const outside = ['https://example.com/', 'http://127.0.0.1:1/', 'file:///etc/hosts'];
  expect(
    await page.evaluate(
      (addresses) =>
        Promise.all(
          addresses.map((address) =>
            fetch(address).then(
              () => true,
              () => false,
            ),
          ),
        ),
      outside,
    ),
  ).toEqual(outside.map(() => false));
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  expect(await page.evaluate(() => location.protocol)).toBe('switchyard-app:');
  expect(app.windows()).toHaveLength(1);

  await desk.startAgain('switchyard://job/job-of-a-link');
  await page.waitForFunction(() => location.hash === '#/job/job-of-a-link');
  expect(app.windows()).toHaveLength(1);

  await page.reload();
  await page.locator('[role="gridcell"], [role="row"]').first().waitFor({ timeout: 60_000 });
});
