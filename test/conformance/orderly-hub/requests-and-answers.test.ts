// Seed 001: each of the ten requests as the document's sample has it, and each sample answer as it is read.

import { describe, expect, it } from 'vitest';
import type {
  CarrierAccountChanges,
  FedexAccount,
  InvoiceInfo,
  NewCarrierAccount,
} from '../../../shared/contract/carrier-accounts.ts';
import {
  carrierAccountChangesSchema,
  fedexAccountSchema,
  invoiceInfoSchema,
  newCarrierAccountSchema,
} from '../../../shared/contract/carrier-accounts.ts';
import { NOW } from '../../support/canned-server.ts';
import { hubServer, KEY, sample } from './hub-server.ts';

const hub = hubServer();
const ID = '550e8400-e29b-41d4-a716-446655440000';
const PATH = '/api/v1/carrier-accounts';

const typed = <Shape>(name: string) => JSON.parse(sample(name)) as Shape;

describe('seed 001 · carrier accounts', () => {
  it('List: filters as query, the sample page read whole', async () => {
    hub.answer(sample('list-answer'));
    const page = await hub.provider.list(hub.account, { carrier: 'fedex', status: 'active' }, NOW);
    expect(hub.only()).toMatchObject({
      method: 'GET',
      url: `${PATH}?carrier=fedex&status=active`,
      headers: { authorization: `Bearer ${KEY}` },
      json: undefined,
    });
    expect(page).toEqual({ ok: true, value: { ...typed<object>('list-answer'), unreadable: 0 } });
  });

  it('List: page and limit only where they are given', async () => {
    hub.answer(sample('list-answer'));
    await hub.provider.list(hub.account, { page: 2, limit: 100 }, NOW);
    expect(hub.only().url).toBe(`${PATH}?page=2&limit=100`);
    hub.received.length = 0;
    await hub.provider.list(hub.account, {}, NOW);
    expect(hub.only().url).toBe(PATH);
  });

  it('Get', async () => {
    hub.answer(sample('get-answer'));
    const got = await hub.provider.get(hub.account, ID, NOW);
    expect(hub.only()).toMatchObject({ method: 'GET', url: `${PATH}/${ID}` });
    expect(got).toEqual({ ok: true, value: typed<{ data: object }>('get-answer').data });
  });

  it('Create: 201 with the account', async () => {
    hub.answer(sample('create-answer'), 201);
    const wanted = newCarrierAccountSchema.parse(typed<NewCarrierAccount>('create-sample'));
    const made = await hub.provider.create(hub.account, wanted, NOW);
    expect(hub.only()).toMatchObject({ method: 'POST', url: PATH, json: typed('create-sample') });
    expect(made).toEqual({ ok: true, value: typed<{ data: object }>('create-answer').data });
  });

  it('Update: PATCH with nothing but the changes', async () => {
    hub.answer(sample('update-answer'));
    const changes = carrierAccountChangesSchema.parse(typed<CarrierAccountChanges>('update-sample'));
    const updated = await hub.provider.update(hub.account, ID, changes, NOW);
    expect(hub.only()).toMatchObject({
      method: 'PATCH',
      url: `${PATH}/${ID}`,
      json: typed('update-sample'),
    });
    expect(updated).toEqual({ ok: true, value: typed<{ data: object }>('update-answer').data });
  });

  it('Update: a mask is never sent back as a credential', async () => {
    hub.answer(sample('update-answer'));
    const credentials = { accountNumber: '********', childKey: '--------', childSecret: 'new' };
    expect(carrierAccountChangesSchema.safeParse({ credentials }).success).toBe(false);
    await hub.provider.update(hub.account, ID, { credentials }, NOW);
    expect(hub.only().json).toEqual({ credentials: { childSecret: 'new' } });
  });

  it('Delete', async () => {
    hub.answer(sample('delete-answer'));
    const gone = await hub.provider.remove(hub.account, ID, NOW);
    expect(hub.only()).toMatchObject({ method: 'DELETE', url: `${PATH}/${ID}`, json: undefined });
    expect(gone).toEqual({ ok: true, value: { success: true, message: null } });
  });

  it.each(['test-answer', 'test-failure'])('Test: %s', async (name) => {
    hub.answer(sample(name));
    const tested = await hub.provider.testAccount(hub.account, ID, NOW);
    expect(hub.only()).toMatchObject({ method: 'POST', url: `${PATH}/${ID}/test` });
    expect(tested).toEqual({ ok: true, value: typed(name) });
  });
});

describe('seed 001 · FedEx Account Registration', () => {
  it('Register', async () => {
    hub.answer(sample('register-answer'));
    const account = fedexAccountSchema.parse(typed<FedexAccount>('register-sample'));
    const registered = await hub.provider.register(hub.account, account, NOW);
    expect(hub.only()).toMatchObject({
      method: 'POST',
      url: `${PATH}/fedex/register`,
      json: typed('register-sample'),
    });
    expect(registered).toEqual({ ok: true, value: typed('register-answer') });
  });

  it('Request PIN', async () => {
    hub.answer(sample('request-pin-answer'));
    const asked = await hub.provider.requestPin(hub.account, ID, 'SMS', NOW);
    expect(hub.only()).toMatchObject({
      method: 'POST',
      url: `${PATH}/fedex/request-pin`,
      json: typed('request-pin-sample'),
    });
    expect(asked).toEqual({ ok: true, value: { success: true, message: 'PIN sent via SMS' } });
  });

  it.each([
    ['verify-pin-answer', { verified: true, error: null }],
    ['verify-pin-failure', { verified: false, error: 'PIN verification failed' }],
  ])('Verify PIN: %s', async (name, value) => {
    hub.answer(sample(name));
    const verified = await hub.provider.verifyPin(hub.account, ID, '123456', NOW);
    expect(hub.only()).toMatchObject({
      method: 'POST',
      url: `${PATH}/fedex/verify-pin`,
      json: typed('verify-pin-sample'),
    });
    expect(verified).toEqual({ ok: true, value });
  });

  it.each([
    ['verify-invoice-answer', { verified: true, error: null }],
    ['verify-invoice-failure', { verified: false, error: 'Invoice verification failed' }],
  ])('Verify with Invoice: %s', async (name, value) => {
    hub.answer(sample(name));
    const { invoiceInfo } = typed<{ invoiceInfo: InvoiceInfo }>('verify-invoice-sample');
    const verified = await hub.provider.verifyInvoice(
      hub.account,
      ID,
      invoiceInfoSchema.parse(invoiceInfo),
      NOW,
    );
    expect(hub.only()).toMatchObject({
      method: 'POST',
      url: `${PATH}/fedex/verify-invoice`,
      json: typed('verify-invoice-sample'),
    });
    expect(verified).toEqual({ ok: true, value });
  });

  it('a failure told with 400 is the same answer', async () => {
    hub.answer(sample('verify-pin-failure'), 400);
    expect(await hub.provider.verifyPin(hub.account, ID, '000000', NOW)).toEqual({
      ok: true,
      value: { verified: false, error: 'PIN verification failed' },
    });
  });
});

describe('answers that are newer or poorer than the document', () => {
  it('keeps carriers, statuses and fields that nobody knows', async () => {
    hub.answer('{"data":{"id":"1","carrier":"ontrac","status":"pending_verification","region":"west"}}');
    expect(await hub.provider.get(hub.account, '1', NOW)).toEqual({
      ok: true,
      value: {
        id: '1',
        name: '1',
        carrier: 'ontrac',
        status: 'pending_verification',
        region: 'west',
        credentials: {},
        metadata: {},
      },
    });
  });

  it('lets no credential through that the hub forgot to mask', async () => {
    hub.answer('{"data":{"id":"1","credentials":{"apiKey":"ct_live_open"},"webhookSecret":"also-open"}}');
    const got = await hub.provider.get(hub.account, '1', NOW);
    expect(got).toMatchObject({ ok: true, value: { credentials: { apiKey: '********' } } });
    expect(JSON.stringify(got)).not.toContain('open"');
  });

  it('keeps the neighbours of an account that cannot be read', async () => {
    hub.answer('{"data":[{"id":"1"},{"name":"nameless"},7]}');
    expect(await hub.provider.list(hub.account, {}, NOW)).toMatchObject({
      ok: true,
      value: { data: [{ id: '1' }], unreadable: 2, pagination: { page: 1, total: 3, hasMore: false } },
    });
  });

  it.each([
    [
      'testModeBypass',
      '{"accountId":"1","mfaOptions":{"mfaRequired":true},"testModeBypass":true}',
      true,
      true,
    ],
    ['mfaRequired false', '{"accountId":"1","mfaOptions":{"mfaRequired":false}}', false, false],
  ])('register with %s', async (_what, body, mfaRequired, testModeBypass) => {
    hub.answer(body);
    const account = fedexAccountSchema.parse(typed<FedexAccount>('register-sample'));
    expect(await hub.provider.register(hub.account, account, NOW)).toEqual({
      ok: true,
      value: {
        accountId: '1',
        testModeBypass,
        mfaOptions: {
          mfaRequired,
          email: null,
          phoneNumber: null,
          options: { invoice: null, secureCode: [] },
        },
      },
    });
  });
});
