// What the procedures of section `carrierAccounts` must do, whichever way they are reached. Read by rows.ts.

import { expect } from 'vitest';
import type { FedexAccount } from '../../shared/contract/carrier-accounts.ts';
import type { Desk } from './desk.ts';
import type { Row } from './rows.ts';

const NOWHERE = 'no-such-account';

const fedex = (accountNumber: string): FedexAccount => ({
  accountNumber,
  customerName: 'Acme Corp',
  address: {
    streetLines: ['123 Main St'],
    city: 'New York',
    stateOrProvinceCode: 'NY',
    postalCode: '10001',
    countryCode: 'US',
  },
});

async function made({ client, hubId }: Desk, name = 'Cold one'): Promise<string> {
  const { data } = await client.carrierAccounts.create({
    connectionId: hubId,
    account: { name, carrier: 'coldtrack', credentials: { apiKey: 'ct_live_secret_of_row' } },
  });
  return data.id;
}

async function registered({ client, hubId }: Desk, number = '123456785'): Promise<string> {
  const { accountId } = await client.carrierAccounts.fedexRegister({
    connectionId: hubId,
    account: fedex(number),
  });
  return accountId;
}

async function step({ client, hubId }: Desk, accountId: string): Promise<string | undefined> {
  const { registrations } = await client.carrierAccounts.fedexRegistrations({ connectionId: hubId });
  return registrations.find((one) => one.accountId === accountId)?.step;
}

const fields = (...names: string[]) => ({
  fields: names.map((field) => expect.objectContaining({ field })),
});

const unknownAccount = (call: (desk: Desk, id: string) => Promise<unknown>) => ({
  'an unknown account': { code: 'PROVIDER', call: (desk: Desk) => call(desk, NOWHERE) },
});

export const carrierAccountRows: Record<string, Row> = {
  'carrierAccounts.list': {
    async works({ client, hubId, hub }) {
      const first = await client.carrierAccounts.list({ connectionId: hubId });
      expect(first.data).toHaveLength(20);
      expect(first.pagination).toMatchObject({ page: 1, limit: 20, hasMore: true });
      const page = await client.carrierAccounts.list({ connectionId: hubId, page: 2 });
      expect(first.data.length + page.data.length).toBe(hub.accounts().length);
      const { data } = await client.carrierAccounts.list({
        connectionId: hubId,
        carrier: 'coldtrack',
        status: 'error',
        limit: 100,
      });
      expect(data.map(({ carrier, status }) => [carrier, status])).toEqual([['coldtrack', 'error']]);
      expect(JSON.stringify(first)).not.toContain('practice-child-secret');
    },
    fails: {
      'a page that is too long': {
        code: 'INVALID',
        call: ({ client, hubId }) => client.carrierAccounts.list({ connectionId: hubId, limit: 101 }),
        data: fields('limit'),
      },
      'a connection of another system': {
        code: 'INVALID',
        call: ({ client, connectionId }) => client.carrierAccounts.list({ connectionId }),
        data: fields('connectionId'),
      },
      'an unknown connection': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.carrierAccounts.list({ connectionId: 'nowhere' as never }),
      },
    },
  },
  'carrierAccounts.get': {
    async works(desk) {
      const id = await made(desk);
      const { data, test } = await desk.client.carrierAccounts.get({ connectionId: desk.hubId, id });
      expect(data).toMatchObject({ id, credentials: { apiKey: '********' }, status: 'active' });
      expect(test).toBeNull();
    },
    fails: unknownAccount(({ client, hubId }, id) => client.carrierAccounts.get({ connectionId: hubId, id })),
  },
  'carrierAccounts.create': {
    async works(desk) {
      const id = await made(desk, 'Brand new');
      expect(desk.hub.accounts().find((account) => account.id === id)).toMatchObject({
        name: 'Brand new',
        credentials: { apiKey: 'ct_live_secret_of_row' },
      });
      // An answer that is lost: the account is found again, and nothing is sent twice.
      desk.hub.setFault({ kind: 'reset-after', methods: ['POST'], count: 1 });
      const { data, foundAgain } = await desk.client.carrierAccounts.create({
        connectionId: desk.hubId,
        account: { name: 'Lost answer', carrier: 'ups', credentials: { clientId: 'u1' } },
      });
      expect(foundAgain).toBe(true);
      expect(desk.hub.accounts().filter(({ name }) => name === 'Lost answer')).toEqual([
        expect.objectContaining({ id: data.id }),
      ]);
    },
    fails: {
      fedex: {
        code: 'INVALID',
        call: ({ client, hubId }) =>
          client.carrierAccounts.create({
            connectionId: hubId,
            account: { name: 'F', carrier: 'fedex', credentials: { accountNumber: '1' } },
          }),
        data: fields('account.carrier'),
      },
      'a long name and no credential': {
        code: 'INVALID',
        call: ({ client, hubId }) =>
          client.carrierAccounts.create({
            connectionId: hubId,
            account: { name: 'x'.repeat(101), carrier: 'ups', credentials: {} },
          }),
        data: fields('account.name', 'account.credentials'),
      },
      'what the hub refuses': {
        code: 'PROVIDER',
        call: ({ client, hubId }) =>
          client.carrierAccounts.create({
            connectionId: hubId,
            account: { name: 'Short', carrier: 'coldtrack', credentials: { apiKey: 'ct' } },
          }),
      },
    },
  },
  'carrierAccounts.update': {
    async works(desk) {
      const { client, hubId, hub } = desk;
      const id = await made(desk);
      const { data } = await client.carrierAccounts.update({
        connectionId: hubId,
        id,
        changes: { name: 'Renamed', status: 'inactive', metadata: { floor: 3 } },
      });
      expect(data).toMatchObject({ name: 'Renamed', status: 'inactive', metadata: { floor: 3 } });
      await client.carrierAccounts.update({
        connectionId: hubId,
        id,
        changes: { credentials: { region: 'west' } },
      });
      expect(hub.requests().at(-1)?.body).toEqual({ credentials: { region: 'west' } });
      expect(hub.accounts().find((account) => account.id === id)?.credentials).toEqual({
        apiKey: 'ct_live_secret_of_row',
        region: 'west',
      });
    },
    fails: {
      'a mask as a credential': {
        code: 'INVALID',
        call: ({ client, hubId }) =>
          client.carrierAccounts.update({
            connectionId: hubId,
            id: NOWHERE,
            changes: { credentials: { apiKey: '********' } },
          }),
        data: fields('changes.credentials.apiKey'),
      },
      nothing: {
        code: 'INVALID',
        call: ({ client, hubId }) =>
          client.carrierAccounts.update({ connectionId: hubId, id: NOWHERE, changes: {} }),
        data: fields('changes'),
      },
      ...unknownAccount(({ client, hubId }, id) =>
        client.carrierAccounts.update({ connectionId: hubId, id, changes: { name: 'X' } }),
      ),
    },
  },
  'carrierAccounts.remove': {
    async works(desk) {
      const id = await made(desk);
      expect(await desk.client.carrierAccounts.remove({ connectionId: desk.hubId, id })).toEqual({
        success: true,
      });
      expect(desk.hub.accounts().some((account) => account.id === id)).toBe(false);
    },
    fails: unknownAccount(({ client, hubId }, id) =>
      client.carrierAccounts.remove({ connectionId: hubId, id }),
    ),
  },
  'carrierAccounts.test': {
    async works(desk) {
      const { client, hubId } = desk;
      const id = await made(desk);
      expect(await client.carrierAccounts.test({ connectionId: hubId, id })).toEqual({
        valid: true,
        error: null,
      });
      await client.carrierAccounts.update({
        connectionId: hubId,
        id,
        changes: { credentials: { apiKey: 'ct_bad_key' } },
      });
      expect((await client.carrierAccounts.get({ connectionId: hubId, id })).test).toBeNull();
      expect(await client.carrierAccounts.test({ connectionId: hubId, id })).toEqual({
        valid: false,
        error: 'Authentication failed: invalid API key',
      });
      const { data, test } = await client.carrierAccounts.get({ connectionId: hubId, id });
      expect(data.status).toBe('error');
      expect(test).toMatchObject({ valid: false, error: 'Authentication failed: invalid API key' });
    },
    fails: unknownAccount(({ client, hubId }, id) =>
      client.carrierAccounts.test({ connectionId: hubId, id }),
    ),
  },
  'carrierAccounts.fedexRegister': {
    async works(desk) {
      const answer = await desk.client.carrierAccounts.fedexRegister({
        connectionId: desk.hubId,
        account: fedex('123456785'),
      });
      expect(answer).toMatchObject({
        mfaOptions: {
          mfaRequired: true,
          options: { invoice: 'INVOICE', secureCode: ['SMS', 'CALL', 'EMAIL'] },
        },
        testModeBypass: false,
      });
      expect(await step(desk, answer.accountId)).toBe('choose');
      // The same number again updates; with no proof wanted it is linked at once.
      expect(await registered(desk)).toBe(answer.accountId);
      expect(await step(desk, await registered(desk, '123456780'))).toBe('done');
      expect(await step(desk, await registered(desk, '123456781'))).toBe('done');
    },
    fails: {
      'a number of eight digits': {
        code: 'INVALID',
        call: ({ client, hubId }) =>
          client.carrierAccounts.fedexRegister({ connectionId: hubId, account: fedex('12345678') }),
        data: fields('account.accountNumber'),
      },
      'what FedEx refuses': {
        code: 'PROVIDER',
        call: ({ client, hubId }) =>
          client.carrierAccounts.fedexRegister({ connectionId: hubId, account: fedex('123456789') }),
      },
    },
  },
  'carrierAccounts.fedexRequestPin': {
    async works(desk) {
      const accountId = await registered(desk);
      const answer = await desk.client.carrierAccounts.fedexRequestPin({
        connectionId: desk.hubId,
        accountId,
        option: 'SMS',
      });
      expect(answer).toEqual({ success: true, message: 'PIN sent via SMS' });
      expect(await step(desk, accountId)).toBe('pin');
      // A lost answer is not asked for again: the registration says that it is not known.
      const before = desk.hub.requests().length;
      desk.hub.setFault({ kind: 'reset-after', count: 1 });
      await expect(
        desk.client.carrierAccounts.fedexRequestPin({ connectionId: desk.hubId, accountId, option: 'CALL' }),
      ).rejects.toMatchObject({ code: 'PROVIDER' });
      expect(desk.hub.requests().length).toBe(before + 1);
      const { registrations } = await desk.client.carrierAccounts.fedexRegistrations({
        connectionId: desk.hubId,
      });
      expect(registrations.find((one) => one.accountId === accountId)).toMatchObject({
        step: 'pin',
        pin: { option: 'CALL', sent: null },
      });
    },
    fails: {
      'an unknown way': {
        code: 'INVALID',
        call: ({ client, hubId }) =>
          client.carrierAccounts.fedexRequestPin({
            connectionId: hubId,
            accountId: NOWHERE,
            option: 'FAX' as 'SMS',
          }),
        data: fields('option'),
      },
      ...unknownAccount(({ client, hubId }, accountId) =>
        client.carrierAccounts.fedexRequestPin({ connectionId: hubId, accountId, option: 'SMS' }),
      ),
    },
  },
  'carrierAccounts.fedexVerifyPin': {
    async works(desk) {
      const { client, hubId } = desk;
      const accountId = await registered(desk);
      await client.carrierAccounts.fedexRequestPin({ connectionId: hubId, accountId, option: 'EMAIL' });
      expect(
        await client.carrierAccounts.fedexVerifyPin({ connectionId: hubId, accountId, pin: '000000' }),
      ).toEqual({ verified: false, error: 'PIN verification failed' });
      expect(await step(desk, accountId)).toBe('pin');
      expect(
        await client.carrierAccounts.fedexVerifyPin({ connectionId: hubId, accountId, pin: '123456' }),
      ).toEqual({ verified: true, error: null });
      expect(await step(desk, accountId)).toBe('done');
    },
    fails: {
      'no PIN': {
        code: 'INVALID',
        call: ({ client, hubId }) =>
          client.carrierAccounts.fedexVerifyPin({ connectionId: hubId, accountId: NOWHERE, pin: ' ' }),
        data: fields('pin'),
      },
    },
  },
  'carrierAccounts.fedexVerifyInvoice': {
    async works(desk) {
      const { client, hubId } = desk;
      const accountId = await registered(desk);
      const invoiceInfo = { invoiceNumber: 'X-1', invoiceDate: '2026-03-15', invoiceAmount: 1542.87 };
      expect(
        await client.carrierAccounts.fedexVerifyInvoice({ connectionId: hubId, accountId, invoiceInfo }),
      ).toEqual({ verified: false, error: 'Invoice verification failed' });
      expect(await step(desk, accountId)).toBe('invoice');
      expect(
        await client.carrierAccounts.fedexVerifyInvoice({
          connectionId: hubId,
          accountId,
          invoiceInfo: { ...invoiceInfo, invoiceNumber: 'INV-2026-001234' },
        }),
      ).toEqual({ verified: true, error: null });
      expect(await step(desk, accountId)).toBe('done');
    },
    fails: {
      'a day that is none': {
        code: 'INVALID',
        call: ({ client, hubId }) =>
          client.carrierAccounts.fedexVerifyInvoice({
            connectionId: hubId,
            accountId: NOWHERE,
            invoiceInfo: { invoiceNumber: 'INV-1', invoiceDate: '2026-02-30', invoiceAmount: 1 },
          }),
        data: fields('invoiceInfo.invoiceDate'),
      },
    },
  },
  'carrierAccounts.fedexRegistrations': {
    async works(desk) {
      const accountId = await registered(desk);
      const { registrations } = await desk.client.carrierAccounts.fedexRegistrations({
        connectionId: desk.hubId,
      });
      const kept = registrations.find((one) => one.accountId === accountId);
      expect(kept).toMatchObject({ customerName: 'Acme Corp', numberEnding: '6785', pin: null, refusals: 0 });
      expect(JSON.stringify(kept)).not.toContain('123456785');
    },
  },
  'carrierAccounts.fedexCheck': {
    async works(desk) {
      const { client, hubId, hub } = desk;
      const accountId = await registered(desk);
      await client.carrierAccounts.fedexRequestPin({ connectionId: hubId, accountId, option: 'SMS' });
      hub.setFault({ kind: 'reset-after', count: 1 });
      await expect(
        client.carrierAccounts.fedexVerifyPin({ connectionId: hubId, accountId, pin: '123456' }),
      ).rejects.toMatchObject({ code: 'PROVIDER' });
      expect(await step(desk, accountId)).toBe('check');
      const { registration } = await client.carrierAccounts.fedexCheck({ connectionId: hubId, accountId });
      expect(registration.step).toBe('done');
    },
    fails: {
      'a registration that was not begun here': {
        code: 'NOT_FOUND',
        call: ({ client, hubId }) =>
          client.carrierAccounts.fedexCheck({ connectionId: hubId, accountId: NOWHERE }),
      },
    },
  },
  'carrierAccounts.fedexForget': {
    async works(desk) {
      const { client, hubId } = desk;
      const accountId = await registered(desk);
      expect(await client.carrierAccounts.fedexForget({ connectionId: hubId, accountId })).toEqual({
        removed: true,
      });
      expect(await step(desk, accountId)).toBeUndefined();
      expect(await client.carrierAccounts.fedexForget({ connectionId: hubId, accountId })).toEqual({
        removed: false,
      });
    },
  },
};
