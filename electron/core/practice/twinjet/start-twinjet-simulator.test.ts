// The five calls as TwinJet's documentation describes them, over real HTTP; the sample requests are its own.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { metresBetween } from '../san-francisco/lat-lng.ts';
import { snapToStreet } from '../san-francisco/street-network.ts';
import {
  type Bench,
  ellis,
  MINUTE,
  mission,
  OTHER_TOKEN,
  START,
  sampleJob,
  startBench,
  TOKEN,
} from './simulator-for-tests.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.simulator.stop());

/** Lets time pass in small steps until the job has that status; the statuses seen on the way. */
async function until(requestId: string, code: number, wholeMinutes = 400): Promise<number[]> {
  const seen: number[] = [];
  for (let step = 0; step < wholeMinutes * 4; step += 1) {
    const { json } = await bench.status({ request_id: requestId });
    const now = json.current_status.status_code as number;
    if (seen.at(-1) !== now) seen.push(now);
    if (now === code) return seen;
    bench.pass(15_000);
  }
  throw new Error(`status ${code} was not reached, only ${seen.join(', ')}`);
}

describe('a new job', () => {
  it('takes the documented sample and goes from unknown to delivered', async () => {
    const created = await bench.call('POST', '/api/v1/jobs/', sampleJob);
    expect(created.status).toBe(200);
    expect(Object.keys(created.json)).toEqual(['request_id']);
    const { request_id: requestId } = created.json;
    expect(requestId).toMatch(/^[A-Z0-9]{10}$/);
    expect((await bench.status({ request_id: requestId })).status).toBe(404);

    bench.pass(1000);
    const processing = (await bench.status({ request_id: requestId })).json;
    expect(processing.current_status).toMatchObject({
      status_code: 40,
      status_string: 'processing',
      courier_name: null,
      last_location: null,
      remarks: '',
    });
    expect(processing.job_info).toEqual({
      reference: '',
      external_id: '',
      courier: null,
      request_id: requestId,
    });
    expect(processing.job_locations).toEqual([]);

    bench.pass(5000);
    const accepted = (await bench.status({ request_id: requestId })).json;
    expect(accepted.current_status.status_code).toBe(50);
    expect(Number.isInteger(accepted.job_info.job_id)).toBe(true);
    expect(await until(requestId, 62)).toEqual([50, 60, 61, 62]);

    const { json } = await bench.status({ request_id: requestId });
    const badge = json.job_info.courier as string;
    expect(badge).toMatch(/^\d{3} \S/);
    expect(json.current_status.courier_name).toBe(badge);
    expect(json.job_history.map((entry: { log: string }) => entry.log)).toEqual([
      'Job was created via the TwinJet API v1.',
      `Job was assigned to ${badge}.`,
      'Job was marked as picked up.',
      'Job was marked as completed.',
    ]);
    for (const entry of json.job_history.slice(1)) {
      expect(entry.courier).toBe(`${badge} (Practice Couriers)`);
      expect(entry.user).toBe(json.job_info.user);
    }
    expect(json.job_history[0].user).toBeNull();
    for (const entry of [...json.job_history, ...json.job_locations])
      expect(entry.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    expect(json.current_status.status_time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
    // UTC without saying so: the same second as the history's last entry, which does say so.
    expect(json.current_status.status_time.slice(0, 19)).toBe(json.job_history.at(-1).date.slice(0, 19));
  });

  it('gives positions as strings along streets, ending at the door', async () => {
    const requestId = await bench.book();
    bench.pass(1000);
    await until(requestId, 62);
    const { json } = await bench.status({ request_id: requestId });
    const trail = json.job_locations as { lat: string; lng: string; courier: string }[];
    expect(trail.length).toBeGreaterThan(4);
    for (const { lat, lng } of trail) {
      expect([typeof lat, typeof lng]).toEqual(['string', 'string']);
      expect(snapToStreet({ lat: Number(lat), lng: Number(lng) })?.metres ?? 1e6).toBeLessThan(120);
    }
    expect(json.current_status.last_location).toEqual([trail.at(-1)?.lat, trail.at(-1)?.lng]);
    const [lat, lng] = json.current_status.last_location.map(Number);
    expect(metresBetween({ lat, lng }, { lat: 37.7888061913173, lng: -122.399442005392 })).toBeLessThan(10);
  });

  it('never rewrites a trail', async () => {
    const requestId = await bench.book();
    bench.pass(1000);
    await until(requestId, 60);
    let before: unknown[] = [];
    for (let step = 0; step < 60; step += 1) {
      const { json } = await bench.status({ request_id: requestId });
      if (json.current_status.status_code === 62) break;
      expect(json.job_locations.slice(0, before.length)).toEqual(before);
      before = json.job_locations;
      bench.pass(17_000);
    }
    expect(before.length).toBeGreaterThan(3);
  });

  it.each([
    ['live', undefined],
    ['live', 'true'],
    ['order_contact_name', ''],
    ['order_contact_phone', undefined],
    ['ready_time', '2026-11-23T10:00:00'],
    ['deliver_from_time', undefined],
    ['deliver_to_time', 'soon'],
    ['webhook_url', 'not a url'],
    ['service_id', 1.5],
    ['service_id', 99],
    ['payment_method', 3],
    ['order_total', 'ten'],
    ['delivery_fee', -1],
    ['tip', {}],
    ['photo', 'yes'],
    ['special_instructions', 7],
    ['job_items', 'one'],
  ])('refuses %s = %j and names it', async (name, value) => {
    const answer = await bench.call('POST', '/api/v1/jobs/', { ...sampleJob, [name]: value });
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toHaveLength(1);
    expect(Object.keys(answer.json.errors[0])).toEqual([name]);
    expect(bench.simulator.books()).toEqual([]);
  });

  it.each([
    ['street_address', '', 'pick_address.street_address'],
    ['city', undefined, 'pick_address.city'],
    ['state', 'California', 'pick_address.state'],
    ['zip_code', '94109-1234', 'pick_address.zip_code'],
    ['zip_code', 94109, 'pick_address.zip_code'],
    ['floor', 3, 'pick_address.floor'],
  ])('refuses an address with %s = %j', async (name, value, key) => {
    const answer = await bench.call('POST', '/api/v1/jobs/', {
      ...sampleJob,
      pick_address: { ...ellis, [name]: value },
    });
    expect([answer.status, answer.json.errors.map(Object.keys)]).toEqual([400, [[key]]]);
  });

  it('refuses an item without a whole quantity, and a job with neither address', async () => {
    const item = await bench.call('POST', '/api/v1/jobs/', {
      ...sampleJob,
      job_items: [{ quantity: 1 }, { description: 'Coke' }],
    });
    expect([item.status, Object.keys(item.json.errors[0])]).toEqual([400, ['job_items.1.quantity']]);
    const { pick_address: _pick, deliver_address: _drop, ...neither } = sampleJob;
    expect((await bench.call('POST', '/api/v1/jobs/', neither)).status).toBe(400);
  });

  it('uses the client as the end that is missing', async () => {
    const { pick_address: _pick, ...dropOnly } = sampleJob;
    const answer = await bench.call('POST', '/api/v1/jobs', dropOnly);
    bench.pass(1000);
    expect(await until(answer.json.request_id, 62)).toContain(61);
  });

  it('takes all four spellings of a time, and Canadian codes only where they are wanted', async () => {
    for (const time of [
      '2026-11-23T18:00:00Z',
      '2026-11-23T10:00:00-08:00',
      '2026-11-23T10:00:00-0800',
      '2026-11-23T10:00:00.123456-08:00',
    ])
      expect((await bench.call('POST', '/api/v1/jobs/', { ...sampleJob, ready_time: time })).status).toBe(
        200,
      );
    const job = { ...sampleJob, pick_address: { ...ellis, state: 'QC', zip_code: 'H2X 1Y4' } };
    expect((await bench.call('POST', '/api/v1/jobs/', job)).status).toBe(400);
    const tolerant = await startBench({ canadian: true });
    expect((await tolerant.call('POST', '/api/v1/jobs/', job)).status).toBe(200);
    await tolerant.simulator.stop();
  });

  it('does not process a job that is not live', async () => {
    const requestId = await bench.book({ live: false });
    bench.pass(MINUTE);
    expect((await bench.status({ request_id: requestId })).status).toBe(404);
  });

  it('waits for a job that is not ready yet', async () => {
    const requestId = await bench.book({ ready_time: new Date(START + 120 * MINUTE).toISOString() });
    bench.pass(60 * MINUTE);
    expect((await bench.status({ request_id: requestId })).json.current_status.status_code).toBe(50);
    bench.pass(59 * MINUTE);
    expect((await bench.status({ request_id: requestId })).json.current_status.status_code).toBe(60);
    await until(requestId, 61);
    const { json } = await bench.status({ request_id: requestId });
    expect(Date.parse(`${json.current_status.status_time}Z`)).toBeGreaterThanOrEqual(START + 120 * MINUTE);
  });
});

describe('fates', () => {
  it.each([
    ['not-ready', [40, 50, 60, 53, 60, 61, 62]],
    ['undeliverable', [40, 50, 60, 61, 63]],
    ['error', [40, 30]],
    ['rejected', [40, 51]],
  ])('"practice: %s" leads through %j', async (word, codes) => {
    const requestId = await bench.book({ special_instructions: `practice: ${word}` });
    bench.pass(1000);
    expect(await until(requestId, codes.at(-1) ?? 0)).toEqual(codes);
  });

  it('rejects a job outside the area after having taken it', async () => {
    const requestId = await bench.book({
      deliver_address: { ...mission, street_address: '544 19th Ave', zip_code: '94121' },
    });
    bench.pass(1000);
    expect(await until(requestId, 51)).toEqual([40, 51]);
    const { json } = await bench.status({ request_id: requestId });
    expect(json.current_status.remarks).toBe('Outside of available delivery area');
  });

  it('"practice: late" is delivered after its window', async () => {
    const dueAt = START + 60 * MINUTE;
    const requestId = await bench.book({
      ready_time: new Date(START).toISOString(),
      deliver_to_time: new Date(dueAt).toISOString(),
      deliver_address: { ...mission, floor: 'practice: late' },
    });
    bench.pass(1000);
    await until(requestId, 62);
    const { json } = await bench.status({ request_id: requestId });
    expect(Date.parse(`${json.current_status.status_time}Z`)).toBeGreaterThan(dueAt);
  });
});

describe('look-up', () => {
  it('finds a job by each identifier, and by the first of several', async () => {
    const one = await bench.book({ external_id: 'E-1', reference: 'R-1' });
    const two = await bench.book({ external_id: 'E-2', reference: 'R-2' });
    bench.pass(10_000);
    const found = async (identifier: Record<string, unknown>): Promise<unknown> => {
      const answer = await bench.status(identifier);
      return answer.json.job_info?.request_id ?? answer.status;
    };
    const jobId = (await bench.status({ request_id: one })).json.job_info.job_id;
    expect(await found({ job_id: jobId })).toBe(one);
    expect(await found({ job_id: String(jobId) })).toBe(one);
    expect(await found({ external_id: 'E-2' })).toBe(two);
    expect(await found({ reference: 'R-2' })).toBe(two);
    expect(await found({ request_id: one, external_id: 'E-2' })).toBe(one);
    expect(await found({ external_id: 'E-2', reference: 'R-1' })).toBe(two);
    expect(await found({ external_id: 'E-3', reference: 'R-1' })).toBe(404);
    expect(await found({})).toBe(400);
    const { json } = await bench.status({ request_id: two });
    expect(json.job_info).toMatchObject({ external_id: 'E-2', reference: 'R-2' });
  });

  it('shows nobody the jobs of another token', async () => {
    const requestId = await bench.book();
    bench.pass(10_000);
    const answer = await bench.status({ request_id: requestId, api_token: OTHER_TOKEN });
    expect(answer.status).toBe(404);
  });

  it('has the variants seen live', async () => {
    const seen = await startBench({ echoReference: true, historyPositions: false });
    const requestId = await seen.book();
    seen.pass(10_000);
    const { json } = await seen.status({ request_id: requestId });
    expect(json.job_info.reference).toBe(requestId);
    expect(json.job_history[0]).not.toHaveProperty('lat');
    await seen.simulator.stop();
  });
});

describe('edit and cancel', () => {
  it('edits what is editable and leaves the rest', async () => {
    const requestId = await bench.book({ external_id: 'E-1' });
    bench.pass(10_000);
    const answer = await bench.call('PATCH', '/api/v1/jobs/', {
      api_token: TOKEN,
      request_id: requestId,
      tip: 9.5,
      external_id: 'E-2',
      deliver_address: { ...mission, floor: '14th floor' },
    });
    expect([answer.status, answer.json.job_info.external_id]).toEqual([200, 'E-1']);
    expect(bench.simulator.books()[0]?.edits.map((edit) => edit.changes)).toEqual([
      { tip: 9.5, deliver_address: { ...mission, floor: '14th floor' } },
    ]);
    const bad = { api_token: TOKEN, request_id: requestId, ready_time: 'now' };
    expect((await bench.call('PATCH', '/api/v1/jobs/', bad)).status).toBe(400);
    const far = { ...mission, street_address: '544 19th Ave', zip_code: '94121' };
    const outside = { api_token: TOKEN, request_id: requestId, deliver_address: far };
    expect((await bench.call('PATCH', '/api/v1/jobs/', outside)).status).toBe(400);
  });

  it('takes the courier to the new address', async () => {
    const requestId = await bench.book();
    bench.pass(1000);
    await until(requestId, 60);
    const castro = { ...mission, street_address: '400 Castro Street', zip_code: '94114' };
    const change = { api_token: TOKEN, request_id: requestId, deliver_address: castro };
    expect((await bench.call('PATCH', '/api/v1/jobs/', change)).status).toBe(200);
    await until(requestId, 62);
    const [lat, lng] = (await bench.status({ request_id: requestId })).json.current_status.last_location;
    const end = { lat: Number(lat), lng: Number(lng) };
    expect(metresBetween(end, { lat: 37.7622, lng: -122.4352 })).toBeLessThan(10);
  });

  it('cancels by DELETE with a JSON body until it is picked up', async () => {
    const requestId = await bench.book();
    bench.pass(1000);
    await until(requestId, 60);
    const answer = await bench.call('DELETE', '/api/v1/jobs', { api_token: TOKEN, request_id: requestId });
    expect([answer.status, answer.json.current_status.status_code]).toEqual([200, 52]);
    bench.pass(600 * MINUTE);
    expect((await bench.status({ request_id: requestId })).json.current_status.status_code).toBe(52);
    expect(bench.simulator.couriers().flatMap((courier) => courier.jobs)).toEqual([]);
  });

  it.each([30, 51, 52, 61, 62, 63] as const)('answers 406 to both in status %i', async (code) => {
    const requestId = await bench.book();
    bench.pass(10_000);
    bench.simulator.pauseLife(true);
    expect(bench.simulator.advanceJob(requestId, code)).toBe(true);
    const body = { api_token: TOKEN, request_id: requestId };
    expect((await bench.call('PATCH', '/api/v1/jobs/', { ...body, tip: 1 })).status).toBe(406);
    expect((await bench.call('DELETE', '/api/v1/jobs/', body)).status).toBe(406);
    expect((await bench.status(body)).json.current_status.status_code).toBe(code);
  });

  it('answers 400 without an identifier and 404 to an unknown one', async () => {
    for (const method of ['PATCH', 'DELETE']) {
      expect((await bench.call(method, '/api/v1/jobs/', { api_token: TOKEN })).status).toBe(400);
      const unknown = { api_token: TOKEN, request_id: 'A1B2C3D4E5' };
      expect((await bench.call(method, '/api/v1/jobs/', unknown)).status).toBe(404);
    }
  });
});

describe('validate', () => {
  it('quotes the documented sample', async () => {
    const { status, json } = await bench.call('POST', '/api/v1/validate/', {
      api_token: TOKEN,
      pick_address: ellis,
      deliver_address: mission,
    });
    expect(status).toBe(200);
    expect(json.pick_address).toEqual({
      address: '565 Ellis Street',
      city: 'San Francisco',
      state: 'CA',
      floor: 'Unit B',
      zip: '94109',
      lat: 37.7843461905875,
      lng: -122.415412005654,
    });
    expect(json.drop_address).toMatchObject({ address: '560 Mission Street', lat: 37.7888061913173 });
    expect(json.price).toBe('8.00');
    for (const eta of [json.pickup_eta, json.delivery_eta])
      expect(eta).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}-0[78]:00$/);
    expect(Date.parse(json.pickup_eta)).toBeGreaterThan(START);
    expect(Date.parse(json.delivery_eta)).toBeGreaterThan(Date.parse(json.pickup_eta));
    expect(json).not.toHaveProperty('delivery_zone');
    expect(json).not.toHaveProperty('errors');
  });

  it('names the end that is outside, as in the documented sample', async () => {
    const { status, json } = await bench.call('POST', '/api/v1/validate/', {
      api_token: TOKEN,
      pick_address: { ...ellis, street_address: '544 19th Ave', zip_code: '94121' },
      deliver_address: mission,
    });
    expect(status).toBe(200);
    expect(json.errors).toEqual([{ pick_address: 'Outside of available delivery area' }]);
    expect(json.pick_address).toEqual({
      address: '544 19th Avenue',
      city: 'San Francisco',
      state: 'CA',
      floor: 'Unit B',
      zip: '94121',
      lat: 37.7776461894887,
      lng: -122.477902006678,
    });
    expect(json).not.toHaveProperty('price');
    expect(json).not.toHaveProperty('pickup_eta');
  });

  it('uses the client as the missing end, costs more further out, and needs at least one end', async () => {
    const priceTo = async (street_address: string, zip_code: string): Promise<number> => {
      const deliver_address = { ...mission, street_address, zip_code };
      const { json } = await bench.call('POST', '/api/v1/validate', { api_token: TOKEN, deliver_address });
      return Number(json.price);
    };
    expect(await priceTo('4400 3rd Street', '94124')).toBeGreaterThan(
      await priceTo('560 Mission St', '94105'),
    );
    expect((await bench.call('POST', '/api/v1/validate/', { api_token: TOKEN })).status).toBe(400);
  });

  it('sends the zones under the key it is given', async () => {
    const zoned = await startBench({ zoneKey: 'delivery_zone' });
    const { json } = await zoned.call('POST', '/api/v1/validate/', { api_token: TOKEN, pick_address: ellis });
    await zoned.simulator.stop();
    expect(json.delivery_zone.type).toBe('FeatureCollection');
    for (const feature of json.delivery_zone.features) {
      expect(feature.geometry.type).toBe('Polygon');
      for (const ring of feature.geometry.coordinates) expect(ring[0]).toEqual(ring.at(-1));
    }
  });
});

describe('who may ask, and how', () => {
  it('refuses unknown, missing and revoked tokens, and takes a renewed one', async () => {
    const requestId = await bench.book();
    bench.pass(10_000);
    expect((await bench.status({ request_id: requestId, api_token: 'nobody' })).status).toBe(401);
    expect((await bench.status({ request_id: requestId, api_token: undefined })).status).toBe(401);
    bench.simulator.revokeToken(TOKEN);
    const refused = await bench.status({ request_id: requestId });
    expect([refused.status, Object.keys(refused.json.errors[0])]).toEqual([401, ['api_token']]);
    expect((await bench.status({ request_id: requestId, api_token: OTHER_TOKEN })).status).toBe(404);
    expect(bench.simulator.renewToken(TOKEN, 'fresh')).toBe(true);
    expect((await bench.status({ request_id: requestId, api_token: 'fresh' })).status).toBe(200);
    expect((await bench.status({ request_id: requestId })).status).toBe(401);
  });

  it('never redirects, and says what it does not know', async () => {
    expect((await bench.call('POST', '/api/v1/status', { api_token: TOKEN })).status).toBe(400);
    expect((await bench.call('PUT', '/api/v1/jobs/', {})).status).toBe(405);
    expect((await bench.call('POST', '/api/v2/jobs/', {})).status).toBe(404);
    expect((await bench.call('POST', '/api/v1/jobs/', '{"live":')).status).toBe(400);
    expect((await bench.call('POST', '/api/v1/jobs/', '[]')).status).toBe(400);
  });

  it.each([
    ['html', /^<!DOCTYPE html>/],
    ['none', /^$/],
  ] as const)('can word its errors as %s', async (errorBody, expected) => {
    const other = await startBench({ errorBody });
    const answer = await other.status({ request_id: 'X', api_token: 'nobody' });
    await other.simulator.stop();
    expect(answer.status).toBe(401);
    expect(answer.text).toMatch(expected);
  });
});

describe('time and the dials', () => {
  it('comes to the same end however often it is asked, and whenever', async () => {
    const busy = await startBench();
    const ids: string[][] = [[], []];
    for (let index = 0; index < 12; index += 1) {
      for (const [which, one] of [bench, busy].entries()) {
        ids[which]?.push(await one.book({ external_id: `E-${index}` }));
        one.pass(45_000);
      }
      for (let times = 0; times < 3; times += 1) {
        busy.simulator.books();
        busy.pass(100);
      }
      bench.pass(300);
    }
    for (let step = 0; step < 50; step += 1) {
      busy.pass(MINUTE);
      busy.simulator.couriers();
    }
    bench.pass(50 * MINUTE);
    expect(ids[0]).toEqual(ids[1]);
    expect(bench.simulator.books().map(({ requests: _requests, ...job }) => job)).toEqual(
      busy.simulator.books().map(({ requests: _requests, ...job }) => job),
    );
    await busy.simulator.stop();
  });

  it('lives faster on a higher speed, stands still on pause, and never goes back', async () => {
    const requestId = await bench.book();
    bench.pass(10_000);
    bench.simulator.pauseLife(true);
    bench.pass(600 * MINUTE);
    expect(bench.simulator.books()[0]?.statusCode).toBe(50);
    bench.simulator.setSpeed(60);
    bench.pass(MINUTE);
    expect(bench.simulator.books()[0]?.statusCode).toBe(50);
    bench.simulator.pauseLife(false);
    bench.pass(3 * MINUTE);
    const before = await bench.status({ request_id: requestId });
    expect(before.json.current_status.status_code).toBe(62);
    bench.simulator.setSpeed(0.1);
    expect((await bench.status({ request_id: requestId })).json).toEqual(before.json);
    // Told in the time of the wall clock, not of the couriers.
    expect(Date.parse(`${before.json.current_status.status_time}Z`)).toBeLessThanOrEqual(
      START + 10_000 + 604 * MINUTE,
    );
  });

  it('puts a job into any status', async () => {
    for (const code of [30, 40, 50, 51, 52, 53, 60, 61, 62, 63] as const) {
      const requestId = await bench.book();
      bench.pass(1000);
      bench.simulator.pauseLife(true);
      bench.simulator.advanceJob(requestId, code, 'for practice');
      bench.pass(MINUTE);
      const { json } = await bench.status({ request_id: requestId });
      expect(json.current_status.status_code).toBe(code);
      expect(json.job_info.job_id === undefined).toBe(code === 30 || code === 40);
      bench.simulator.pauseLife(false);
    }
    expect(bench.simulator.advanceJob('A1B2C3D4E5', 62)).toBe(false);
  });

  it('keeps the books: what was received, and how often it was asked about', async () => {
    const requestId = await bench.book({ external_id: 'E-1', unheard_of: 1 });
    bench.pass(1000);
    await bench.status({ request_id: requestId });
    await bench.status({ external_id: 'E-1' });
    const [job, ...more] = bench.simulator.books();
    expect(more).toEqual([]);
    expect(job?.payload).toEqual({ ...sampleJob, external_id: 'E-1', unheard_of: 1 });
    expect(job?.requests).toEqual({ create: 1, status: 2, edit: 0, cancel: 0 });
    expect(bench.simulator.requests().map(({ method, path, outcome }) => [method, path, outcome])).toEqual([
      ['POST', '/api/v1/jobs/', '200'],
      ['POST', '/api/v1/status/', '200'],
      ['POST', '/api/v1/status/', '200'],
    ]);
  });
});

describe('webhooks', () => {
  it('posts the status object to this machine', async () => {
    const received: unknown[] = [];
    const heard = Promise.withResolvers<void>();
    const listener = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.on('end', () => {
        received.push(JSON.parse(text));
        response.end();
        heard.resolve();
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    const requestId = await bench.book({ webhook_url: `http://127.0.0.1:${port}/unguessable` });
    bench.pass(5000);
    await heard.promise;
    expect(received[0]).toMatchObject({
      job_info: { request_id: requestId },
      current_status: { status_code: 50 },
    });
    listener.close();
  });
});
