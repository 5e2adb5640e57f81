// Seed 002, Edit / Update Job and Cancel Job: what leaves, by which name of the job, and what the answers become.

import { describe, expect, it } from 'vitest';
import { NO_IDS } from '../../support/command-to-send.ts';
import { command, loopback, TOKEN } from './loopback.ts';
import { CANCEL_SAMPLE, STATUS_ANSWER } from './seed-samples.ts';

const twinjet = loopback();

const ids = { requestId: 'A1B2C3D4E5' };
const names = [
  [
    'request_id',
    { ids: { requestId: 'A1B2C3D4E5', jobId: '5265', externalId: 'X1' }, reference: 'R1' },
    'A1B2C3D4E5',
  ],
  ['job_id', { ids: { jobId: '5265', externalId: 'X1' }, reference: 'R1' }, 5265],
  ['external_id', { ids: { externalId: 'X1' }, reference: 'R1' }, 'X1'],
  ['reference', { ids: {}, reference: 'R1' }, 'R1'],
] as const;

function send(kind: 'edit' | 'cancel', payload: object, known: Parameters<typeof command>[2]) {
  return twinjet.provider.send(twinjet.account, command(kind, payload, known), { priority: 'command' });
}

describe('seed 002 · Cancel Job', () => {
  it('sends the sample payload as JSON in the body of a DELETE', async () => {
    twinjet.answer(STATUS_ANSWER);
    await send('cancel', {}, { ids });
    const { method, url, headers, json } = twinjet.only();
    expect(method).toBe('DELETE');
    expect(url).toBe('/api/v1/jobs/');
    expect(headers['content-type']).toBe('application/json');
    expect(json).toEqual(JSON.parse(CANCEL_SAMPLE));
  });

  it.each(names)('names the job by `%s` alone', async (name, known, value) => {
    twinjet.answer(STATUS_ANSWER);
    await send('cancel', {}, known);
    expect(twinjet.only().json).toEqual({ api_token: TOKEN, [name]: value });
  });

  it('reads the status object of the answer', async () => {
    twinjet.answer(
      STATUS_ANSWER.replace('"status_code": 62', '"status_code": 52').replace('"delivered"', '"cancelled"'),
    );
    expect(await send('cancel', {}, { ids })).toMatchObject({
      kind: 'accepted',
      news: { status: 'cancelled', rawStatus: '52', rawStatusText: 'cancelled' },
    });
  });

  it('does not leave for a job without any name', async () => {
    expect(await send('cancel', {}, {})).toMatchObject({ kind: 'refused', error: { kind: 'invalid' } });
    expect(twinjet.received).toEqual([]);
  });

  it('406: says that the courier has it and whom to call', async () => {
    twinjet.answer('', 406);
    const outcome = await send('cancel', {}, { ids });
    expect(outcome).toMatchObject({ kind: 'refused', error: { kind: 'too-late', status: 406 } });
    expect(outcome.kind === 'refused' && outcome.error.sentence).toMatch(
      /courier already has this job.*Call the courier company to cancel it/,
    );
  });
});

describe('seed 002 · Edit / Update Job', () => {
  const place = { street_address: '1 Ferry Building', city: 'San Francisco', state: 'CA', zip_code: '94111' };
  const parameters: [name: string, value: unknown][] = [
    ['order_contact_name', 'Ana Ruiz'],
    ['order_contact_phone', '+1 415 555 0100'],
    ['pick_address', place],
    ['deliver_address', place],
    ['ready_time', '2026-11-21T09:00:00-08:00'],
    ['deliver_from_time', '2026-11-21T09:30:00-08:00'],
    ['deliver_to_time', '2026-11-21T11:30:00.630613-08:00'],
    ['webhook_url', 'https://hooks.example.com/twinjet/9f2c'],
    ['service_id', 22],
    ['payment_method', 6],
    ['order_total', 31],
    ['delivery_fee', 7.25],
    ['tip', 2.5],
    ['job_items', [{ quantity: 3, description: 'Coke', sku: 'CK' }]],
    ['special_instructions', 'Ring twice'],
  ];
  it.each(parameters)('sends `%s` and nothing else', async (name, value) => {
    twinjet.answer(STATUS_ANSWER);
    await send('edit', { [name]: value }, { ids });
    const { method, url, headers, json } = twinjet.only();
    expect([method, url, headers['content-type']]).toEqual(['PATCH', '/api/v1/jobs/', 'application/json']);
    expect(json).toEqual({ api_token: TOKEN, request_id: 'A1B2C3D4E5', [name]: value });
  });

  it.each(names)('names the job by `%s` alone', async (name, known, value) => {
    twinjet.answer(STATUS_ANSWER);
    await send('edit', { tip: 1 }, known);
    expect(twinjet.only().json).toEqual({ api_token: TOKEN, [name]: value, tip: 1 });
  });

  it('can empty a text', async () => {
    twinjet.answer(STATUS_ANSWER);
    await send('edit', { special_instructions: '' }, { ids });
    expect(twinjet.only().json).toHaveProperty('special_instructions', '');
  });

  it.each(['reference', 'photo', 'external_id', 'live'])('does not leave with `%s`', async (name) => {
    const value = name === 'photo' || name === 'live' ? true : 'X';
    expect(await send('edit', { [name]: value }, { ids })).toMatchObject({
      kind: 'refused',
      error: { kind: 'invalid' },
    });
    expect(twinjet.received).toEqual([]);
  });

  it('reads the status object of the answer', async () => {
    twinjet.answer(STATUS_ANSWER.replace('"status_code": 62', '"status_code": 60'));
    expect(await send('edit', { tip: 1 }, { ids })).toMatchObject({
      kind: 'accepted',
      news: { status: 'assigned', courier: { key: 'billybiker', name: '411 Billy Bikeracer' } },
    });
  });

  it('406: says that the courier has it and whom to call', async () => {
    twinjet.answer('{"errors":[{"job":"Already picked up"}]}', 406);
    const outcome = await send('edit', { tip: 1 }, { ids });
    expect(outcome).toMatchObject({
      kind: 'refused',
      error: { kind: 'too-late', fields: [{ field: 'job', message: 'Already picked up' }] },
    });
    expect(outcome.kind === 'refused' && outcome.error.sentence).toMatch(
      /courier already has this job.*Call the courier company to change it/,
    );
  });

  it('an answer without a readable status leaves open what happened', async () => {
    twinjet.answer('{"ok":true}');
    expect(await send('edit', { tip: 1 }, { ids: { ...NO_IDS, ...ids } })).toMatchObject({
      kind: 'unknown',
      error: { kind: 'bad-answer', fields: [{ field: 'current_status.status_code' }] },
    });
  });
});
