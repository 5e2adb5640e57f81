// Seed 001: Orderly Hub, carrier accounts.

import type { SeedCoverage } from './coverage-table.ts';

const requests = (title: string) => `conformance/orderly-hub/requests-and-answers.test.ts: ${title}`;
const failures = (title: string) => `conformance/orderly-hub/failures.test.ts: ${title}`;
const service = (title: string) =>
  `electron/core/carrier-accounts/carrier-accounts-service.test.ts: ${title}`;
const e2e = (title: string) => `e2e/carrier-accounts.test.ts: ${title}`;
const LIFE = e2e('are created, tested, changed one credential at a time, and deleted');

export const seed001: SeedCoverage = {
  seed: '001',
  title: 'Orderly Hub',
  sections: [
    {
      title: 'Carrier accounts',
      rows: [
        {
          rule: 'Bearer key; scopes carrier-accounts:read and :write',
          procedures: ['connections.test'],
          shownBy: [
            failures('a list without the scope signs the connection out'),
            failures('no scope'),
            failures('a bad key'),
          ],
        },
        {
          rule: 'Credentials come redacted, and a mask is never written back',
          procedures: [],
          shownBy: [
            requests('Update: a mask is never sent back as a credential'),
            requests('lets no credential through that the hub forgot to mask'),
            service('keeps neither credentials nor PIN nor invoice nor the account number on disk'),
          ],
        },
        {
          rule: 'GET list: page, limit, carrier, status; pagination',
          procedures: ['carrierAccounts.list'],
          shownBy: [
            requests('List: filters as query, the sample page read whole'),
            requests('List: page and limit only where they are given'),
          ],
        },
        { rule: 'GET one', procedures: ['carrierAccounts.get'], shownBy: [requests('Get')] },
        {
          rule: 'POST create: name, carrier, credentials, isTest, metadata; FedEx goes by registration',
          procedures: ['carrierAccounts.create'],
          shownBy: [requests('Create: 201 with the account'), LIFE],
        },
        {
          rule: 'A create of unknown fate is found again, not repeated',
          procedures: [],
          shownBy: [
            service('finds an account again whose create was under way when the program died'),
            service('sends nothing blindly while the list cannot be looked at'),
          ],
        },
        {
          rule: 'PATCH: name, status, metadata, and only the credentials that were typed',
          procedures: ['carrierAccounts.update'],
          shownBy: [requests('Update: PATCH with nothing but the changes'), LIFE],
        },
        {
          rule: 'DELETE, with what it means for shipments',
          procedures: ['carrierAccounts.remove'],
          shownBy: [requests('Delete'), LIFE],
        },
        {
          rule: 'POST test: valid, or the error; 200 in both cases',
          procedures: ['carrierAccounts.test'],
          shownBy: [requests('Test: %s'), LIFE],
        },
        {
          rule: 'Unknown carriers, statuses and fields are kept and shown',
          procedures: [],
          shownBy: [requests('keeps carriers, statuses and fields that nobody knows')],
        },
      ],
    },
    {
      title: 'FedEx registration',
      rows: [
        {
          rule: 'POST register: account number, customer name, address; the ways to prove it; testModeBypass and mfaRequired: false',
          procedures: ['carrierAccounts.fedexRegister'],
          shownBy: [requests('Register'), e2e('is proved by an invoice, and needs no proof in test mode')],
        },
        {
          rule: 'POST request-pin: SMS, CALL or EMAIL, never repeated by the machine',
          procedures: ['carrierAccounts.fedexRequestPin'],
          shownBy: [
            requests('Request PIN'),
            failures('a read is asked again after a fault, a request for a PIN never'),
          ],
        },
        {
          rule: 'POST verify-pin: verified, or the error; a wrong PIN keeps what was typed',
          procedures: ['carrierAccounts.fedexVerifyPin'],
          shownBy: [
            requests('Verify PIN: %s'),
            requests('a failure told with 400 is the same answer'),
            service('says of a wrong, an expired and a too often tried PIN what the hub says'),
          ],
        },
        {
          rule: 'POST verify-invoice: number, date, amount, currency',
          procedures: ['carrierAccounts.fedexVerifyInvoice'],
          shownBy: [
            requests('Verify with Invoice: %s'),
            e2e('is proved by an invoice, and needs no proof in test mode'),
          ],
        },
        {
          rule: 'Interrupted at any step, it goes on where it was',
          procedures: [],
          shownBy: [e2e('goes on where it was after every kill -9')],
        },
      ],
    },
    {
      title: 'Failures',
      rows: [
        {
          rule: '400 with messages in any shape, 401, 403, 404, 409, 410, 429, 5xx, pages and garbage: each its own sentence',
          procedures: [],
          shownBy: [
            failures('%s: certainly nothing was done'),
            failures('is told when it may come again after 429'),
            failures('%s: it is not known, and it leaves once'),
            failures('an account that is gone is told as that'),
          ],
        },
      ],
    },
  ],
};
