// The console's page by what a person finds on it: roles and names, never classes. Locators and the few steps that most
// specs share; what they expect of it stands in the specs.

import type { Locator, Page } from 'playwright-core';

export type Screen =
  | 'Board'
  | 'Map'
  | 'Inbox'
  | 'Labels'
  | 'Accounts'
  | 'Connections'
  | 'Open an account'
  | 'Outbox'
  | 'Settings';
export type DeskPage = ReturnType<typeof deskPage>;

export function deskPage(page: Page) {
  const rail = page.getByRole('navigation', { name: 'Main' });
  const grid = page.getByRole('grid', { name: 'Jobs' });
  const panel = page.getByRole('complementary', { name: 'Details' });

  return {
    page,
    grid,
    panel,
    search: page.getByRole('textbox', { name: 'Search jobs' }),
    palette: page.getByRole('combobox', { name: 'Search or type a command' }),
    dialog: page.getByRole('dialog'),
    /** Bars under the top bar: offline, core lost, practice. */
    bar: (words: string | RegExp) => page.getByRole('status').filter({ hasText: words }),
    /** Rows of jobs, without the column names and the group headings. */
    jobRows: grid.getByRole('row').filter({ has: page.locator('[data-column]') }),
    row: (words: string | RegExp) => grid.getByRole('row').filter({ hasText: words }),
    cell: (row: Locator, column: string) => row.locator(`[data-column="${column}"]`),
    group: (name: string) => grid.getByRole('row').getByRole('button', { name: new RegExp(`^${name}`) }),
    /** How the top bar says a connection is: `LABEL: sentence`. */
    mark: (label: string | RegExp) =>
      page.getByRole('list', { name: 'Connections' }).getByRole('button', { name: label }),
    connection: (label: string) => page.getByRole('region', { name: label, exact: true }),
    /** What the panel says the job's status is. */
    status: (words: string) => panel.getByRole('heading', { level: 2, name: words }),
    part: (name: string) => panel.getByRole('region', { name, exact: true }),

    async show(screen: Screen): Promise<void> {
      await rail.getByRole('button', { name: new RegExp(`^${screen}`) }).click();
    },

    /** A page that has just been loaded hears no key before it has nothing else to do. */
    async press(key: string): Promise<void> {
      await rail.waitFor();
      await page.evaluate(
        () => new Promise<void>((heard) => requestIdleCallback(() => heard(), { timeout: 2_000 })),
      );
      await page.keyboard.press(key);
    },

    async run(command: string): Promise<void> {
      await this.press('Control+k');
      await this.palette.fill(command);
      await page.getByRole('option', { name: command }).first().click();
    },

    /** Connects an account by typing, and waits until it is said to answer. */
    async connect(account: { label: string; token: string; address: string }): Promise<void> {
      await this.run('Add a connection');
      const form = page.getByRole('form', { name: 'Connect an account' });
      await type(form.getByRole('textbox', { name: 'Name' }), account.label);
      await type(form.getByLabel('API token'), account.token);
      await form.getByText('Another address').click();
      await type(form.getByRole('textbox', { name: 'Address' }), account.address);
      await form.getByRole('button', { name: 'Connect' }).click();
      await this.connection(account.label).getByText('it answers, and the credential is accepted').waitFor();
    },

    /** The first such row, where there are several. */
    async openRow(words: string | RegExp): Promise<void> {
      await this.row(words).first().click();
      await panel.getByRole('heading', { level: 2 }).first().waitFor();
    },
  };
}

/** Key by key, over whatever stands there. */
export async function type(field: Locator, text: string): Promise<void> {
  await field.click();
  await field.press('Control+a');
  if (text === '') await field.press('Delete');
  else await field.pressSequentially(text);
}
