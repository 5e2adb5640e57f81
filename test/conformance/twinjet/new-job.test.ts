// Seed 002, New Job: what leaves, parameter by parameter, and what its answer becomes.

import { describe, expect, it } from 'vitest';
import { command, loopback, TOKEN } from './loopback.ts';
import { NEW_JOB_ANSWER, NEW_JOB_SAMPLE } from './seed-samples.ts';

const twinjet = loopback();

const address = { street_address: '565 Ellis St', city: 'San Francisco', state: 'CA', zip_code: '94109' };
const smallest = {
  live: true,
  order_contact_name: 'Larry Bluejeans',
  order_contact_phone: '5555555555',
  deliver_address: address,
  ready_time: '2026-11-21T09:00:00-08:00',
  deliver_from_time: '2026-11-21T09:00:00-08:00',
  deliver_to_time: '2026-11-21T11:00:00-08:00',
};

async function book(job: object) {
  twinjet.answer(NEW_JOB_ANSWER);
  const item = command('create', job, { ids: { externalId: 'SY-1' } });
  const outcome = await twinjet.provider.send(twinjet.account, item, { priority: 'command' });
  return { outcome, sent: twinjet.only().json };
}

describe('seed 002 · New Job', () => {
  it('posts JSON to the documented address, slash included', async () => {
    await book(smallest);
    const { method, url, headers } = twinjet.only();
    expect(method).toBe('POST');
    expect(url).toBe('/api/v1/jobs/');
    expect(headers['content-type']).toBe('application/json');
  });

  it('sends the sample payload field by field, and the external id by which it can be found again', async () => {
    const { api_token, ...job } = JSON.parse(NEW_JOB_SAMPLE);
    const { sent } = await book(job);
    expect(sent).toEqual({ ...JSON.parse(NEW_JOB_SAMPLE), external_id: 'SY-1' });
    expect(api_token).toBe(TOKEN);
  });

  it('reads the sample answer', async () => {
    const { outcome } = await book(smallest);
    expect(outcome).toEqual({
      kind: 'accepted',
      ids: { requestId: 'A1B2C3D4E5', externalId: 'SY-1' },
      news: null,
    });
  });

  it('sends nothing but what was given', async () => {
    const { sent } = await book({ ...smallest, reference: '', special_instructions: '' });
    expect(sent).toEqual({ api_token: TOKEN, ...smallest, external_id: 'SY-1' });
  });

  const parameters: [name: string, value: unknown][] = [
    ['live', false],
    ['order_contact_name', 'Ana Ruiz'],
    ['order_contact_phone', '+1 415 555 0100'],
    ['pick_address', { ...address, street_address: '1 Ferry Building' }],
    ['deliver_address', { ...address, street_address: '560 Mission St' }],
    ['ready_time', '2026-11-21T08:30:00Z'],
    ['deliver_from_time', '2026-11-21T08:45:00-0800'],
    ['deliver_to_time', '2026-11-21T20:00:00.630613-08:00'],
    ['webhook_url', 'https://hooks.example.com/twinjet/9f2c'],
    ['reference', 'PO-77'],
    ['service_id', 21],
    ['payment_method', 1],
    ['payment_method', 2],
    ['payment_method', 4],
    ['payment_method', 6],
    ['order_total', 20.5],
    ['delivery_fee', 7.25],
    ['tip', 0],
    ['job_items', [{ quantity: 2, description: 'Boxes', sku: 'BX-1' }]],
    ['special_instructions', 'Ring twice'],
    ['photo', true],
    ['external_id', 'ORDER-9'],
  ];
  it.each(parameters)('sends `%s` as given (%j)', async (name, value) => {
    const { sent } = await book({ ...smallest, [name]: value });
    expect(sent[name]).toEqual(value);
  });

  it('sends `api_token` from the connection', async () => {
    expect((await book(smallest)).sent.api_token).toBe(TOKEN);
  });

  it.each(['pick_address', 'deliver_address'])('goes with `%s` alone', async (end) => {
    const { deliver_address, ...rest } = smallest;
    const { sent, outcome } = await book({ ...rest, [end]: deliver_address });
    expect(outcome.kind).toBe('accepted');
    expect(Object.keys(sent).filter((key) => key.endsWith('_address'))).toEqual([end]);
  });

  it('does not leave without any address', async () => {
    const { deliver_address, ...rest } = smallest;
    const outcome = await twinjet.provider.send(
      twinjet.account,
      command('create', rest, { ids: { externalId: 'SY-1' } }),
      { priority: 'command' },
    );
    expect(deliver_address).toBeDefined();
    expect(outcome).toMatchObject({
      kind: 'refused',
      error: { kind: 'invalid', fields: [{ field: 'deliver_address' }] },
    });
    expect(twinjet.received).toEqual([]);
  });

  it('does not leave without an external id, since a lost one could never be found again', async () => {
    const outcome = await twinjet.provider.send(twinjet.account, command('create', smallest), {
      priority: 'command',
    });
    expect(outcome).toMatchObject({ kind: 'refused', error: { kind: 'invalid' } });
    expect(twinjet.received).toEqual([]);
  });

  it.each([200, 201, 202])('takes status %i for success', async (status) => {
    twinjet.answer(NEW_JOB_ANSWER, status);
    const item = command('create', smallest, { ids: { externalId: 'SY-1' } });
    const outcome = await twinjet.provider.send(twinjet.account, item, { priority: 'command' });
    expect(outcome.kind).toBe('accepted');
  });
});

describe('seed 002 · Address Object', () => {
  const fields: [name: string, value: string][] = [
    ['address_name', 'TCB Courier'],
    ['street_address', '565 Ellis St'],
    ['floor', 'Unit B'],
    ['city', 'Oakland'],
    ['state', 'CA'],
    ['zip_code', '02134'],
    ['contact', 'P. Pete'],
    ['phone_number', '415-555-0101'],
    ['special_instructions', 'Go to the messenger center'],
  ];
  for (const end of ['pick_address', 'deliver_address']) {
    it.each(fields)(`sends \`${end}.%s\``, async (name, value) => {
      const { sent } = await book({ ...smallest, [end]: { ...address, [name]: value } });
      expect(sent[end]).toEqual({ ...address, [name]: value });
    });
  }

  it('leaves empty fields out', async () => {
    const { sent } = await book({ ...smallest, deliver_address: { ...address, floor: '', contact: '' } });
    expect(sent.deliver_address).toEqual(address);
  });
});

describe('seed 002 · JobItem Object', () => {
  it.each([
    ['quantity', 12],
    ['description', 'Fried Chickens'],
    ['sku', 'FC-4'],
  ])('sends `job_items.%s`', async (name, value) => {
    const { sent } = await book({ ...smallest, job_items: [{ quantity: 1, [name]: value }] });
    expect(sent.job_items).toEqual([{ quantity: 1, [name]: value }]);
  });
});
