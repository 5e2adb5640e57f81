import { afterEach, describe, expect, it } from 'vitest';
import { metresBetween } from '../san-francisco/lat-lng.ts';
import { practiceClients } from './practice-clients.ts';
import { MINUTE, START, sampleJob } from './simulator-for-tests.ts';
import { startTwinJetSimulator } from './start-twinjet-simulator.ts';
import type { TwinJetSimulator, TwinJetSimulatorOptions } from './twinjet-simulator.ts';

let now = START;
const running: TwinJetSimulator[] = [];
async function morning(options: Partial<TwinJetSimulatorOptions> = {}): Promise<TwinJetSimulator> {
  now = START;
  const simulator = await startTwinJetSimulator({
    clients: practiceClients,
    morning: true,
    clock: () => now,
    ...options,
  });
  running.push(simulator);
  return simulator;
}
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.stop();
});

const dueAt = (payload: unknown): number =>
  Date.parse((payload as { deliver_to_time: string }).deliver_to_time);
const count = (codes: readonly number[], code: number): number => codes.filter((one) => one === code).length;

describe.each([1, 2, 3])('the practice morning of seed %i', (seed) => {
  it('has 60 jobs on the desk in every phase and 400 done yesterday', async () => {
    const simulator = await morning({ seed });
    const books = simulator.books();
    const yesterday = books.slice(0, 400);
    const today = books.slice(400);
    for (const job of yesterday) {
      expect([52, 62]).toContain(job.statusCode);
      expect(job.createdAt).toBeLessThan(START - 3 * 60 * MINUTE);
    }
    const desk = today.filter((job) => job.statusCode !== 62 && job.statusCode !== 52);
    expect(desk).toHaveLength(60);
    const codes = desk.map((job) => job.statusCode);
    for (const code of [40, 50, 53, 60, 61, 63, 30]) expect(count(codes, code)).toBeGreaterThan(0);
    const trouble = codes.filter((code) => [30, 51, 53, 63].includes(code)).length;
    expect(trouble).toBeGreaterThanOrEqual(3);
    expect(trouble).toBeLessThanOrEqual(4);
    const late = desk.filter((job) => [50, 60, 61].includes(job.statusCode) && dueAt(job.payload) < START);
    expect(late.length).toBeGreaterThanOrEqual(3);
    expect(late.length).toBeLessThanOrEqual(8);
    const soon = desk.filter(
      (job) => dueAt(job.payload) >= START && dueAt(job.payload) < START + 15 * MINUTE,
    );
    expect(soon.length).toBeGreaterThanOrEqual(3);
    for (const job of desk) expect(dueAt(job.payload)).toBeGreaterThan(START - 40 * MINUTE);
    expect(new Set(books.map((job) => job.clientName)).size).toBe(3);
    expect(new Set(books.map((job) => job.courier)).size).toBe(13); // twelve, and nobody
    expect(new Set(books.map((job) => job.requestId)).size).toBe(books.length);
  });

  it('has twelve couriers at work for one client each, all heard of just now but one', async () => {
    const simulator = await morning({ seed });
    const lastHeard = new Map<string, number>();
    const clients = new Map<string, Set<string>>();
    for (const { requestId, courier, clientName } of simulator.books()) {
      if (courier === undefined) continue;
      clients.set(courier, (clients.get(courier) ?? new Set()).add(clientName));
      const status = simulator.statusOf(requestId) as { job_locations: { date: string; courier: string }[] };
      for (const { date, courier: who } of status.job_locations) {
        const name = who.replace(' (Practice Couriers)', '');
        lastHeard.set(name, Math.max(lastHeard.get(name) ?? 0, Date.parse(date)));
      }
    }
    expect([...clients.values()].map((names) => names.size)).toEqual(Array(12).fill(1));
    const ages = [...lastHeard.values()].map((at) => START - at).sort((a, b) => b - a);
    expect(ages).toHaveLength(12);
    expect(ages[0]).toBeGreaterThanOrEqual(8 * MINUTE);
    expect(ages[0]).toBeLessThan(15 * MINUTE);
    expect(ages[1]).toBeLessThan(5 * MINUTE);
  });

  it('bills no two jobs under one reference and keeps every job inside its client’s area', async () => {
    const books = (await morning({ seed })).books();
    expect(new Set(books.map((job) => job.reference)).size).toBe(books.length);
    for (const { reference, externalId } of books) {
      expect(reference).toMatch(/^(PO|LR|PJ)-\d{5}$/);
      expect(externalId).toMatch(/^(TR|BD|HP)-\d{4}$/);
    }
    expect(books.map((job) => job.statusCode)).not.toContain(51);
  });

  it('tells each story in order', async () => {
    const simulator = await morning({ seed });
    for (const { requestId, createdAt } of simulator.morningJobs()) {
      const status = simulator.statusOf(requestId) as {
        job_history: { date: string }[];
        job_locations: { date: string; lat: string; lng: string }[];
      };
      for (const list of [status.job_history, status.job_locations]) {
        const dates = list.map((entry) => Date.parse(entry.date));
        expect(dates).toEqual(dates.toSorted((a, b) => a - b));
        for (const at of dates) {
          expect(at).toBeGreaterThanOrEqual(createdAt);
          expect(at).toBeLessThanOrEqual(START);
        }
      }
    }
  });
});

describe('the practice morning', () => {
  it('is played in pieces, so that the process can do something else meanwhile', async () => {
    let turns = 0;
    let done = false;
    const count = (): void => {
      turns += 1;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    await morning();
    done = true;
    expect(turns).toBeGreaterThan(40);
  });

  it('is of one day even shortly after midnight', async () => {
    const midnight = new Date(2026, 10, 24).getTime();
    now = midnight + 40 * MINUTE;
    const simulator = await startTwinJetSimulator({
      clients: practiceClients,
      morning: true,
      clock: () => now,
    });
    running.push(simulator);
    const open = simulator.books().filter((job) => [40, 50, 53, 60, 61].includes(job.statusCode));
    const begins = open.map(({ payload }) =>
      Date.parse((payload as { deliver_from_time: string }).deliver_from_time),
    );
    expect(begins.filter((at) => at >= midnight).length).toBeGreaterThan(begins.length - 6);
    for (const { payload } of open) {
      const { ready_time, deliver_from_time } = payload as Record<string, string>;
      expect(Date.parse(deliver_from_time ?? '')).toBeGreaterThanOrEqual(Date.parse(ready_time ?? ''));
    }
  });

  it('knows what a validation said when a job was booked: a price, both ends, times after the booking', async () => {
    const simulator = await morning({ zoneKey: 'delivery_zone' });
    for (const { requestId, createdAt } of simulator.morningJobs()) {
      const quote = simulator.quoteOf(requestId);
      expect(quote?.quotedAt).toBe(createdAt);
      // biome-ignore lint/suspicious/noExplicitAny: an answer as it comes over the wire.
      const answer = quote?.answer as any;
      expect(answer.price).toMatch(/^\d+\.\d\d$/);
      expect(Date.parse(answer.pickup_eta)).toBeGreaterThan(createdAt);
      expect(Date.parse(answer.delivery_eta)).toBeGreaterThan(Date.parse(answer.pickup_eta));
      for (const end of [answer.pick_address, answer.drop_address])
        expect([typeof end.lat, typeof end.lng]).toEqual(['number', 'number']);
    }
    expect(simulator.quoteOf('NOSUCHJOB1')).toBeUndefined();
  });

  it('quotes a job that is just being booked as the API does', async () => {
    const simulator = await morning({ zoneKey: 'delivery_zone' });
    const ask = async (path: string) => {
      const response = await fetch(`${simulator.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...sampleJob, api_token: practiceClients[0]?.token }),
      });
      return (await response.json()) as Record<string, string>;
    };
    const { request_id } = await ask('/api/v1/jobs/');
    expect(simulator.quoteOf(request_id ?? '')?.answer).toEqual(await ask('/api/v1/validate/'));
  });

  it('tells each client its own area, and refuses what lies outside of it', async () => {
    const simulator = await morning({ zoneKey: 'delivery_zone' });
    const validate = async (api_token: string, street_address: string, zip_code: string) => {
      const deliver_address = { street_address, zip_code, city: 'San Francisco', state: 'CA' };
      const response = await fetch(`${simulator.url}/api/v1/validate/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ api_token, deliver_address }),
      });
      // biome-ignore lint/suspicious/noExplicitAny: an answer as it comes over the wire.
      return (await response.json()) as any;
    };
    const answers = await Promise.all(
      practiceClients.map(({ token }) => validate(token, '4400 3rd Street', '94124')),
    );
    expect(
      answers.map(({ delivery_zone }) =>
        delivery_zone.features.map((feature: { properties: { name: string } }) => feature.properties.name),
      ),
    ).toEqual([['City', 'Bayview'], ['City'], ['Inner city']]);
    expect(answers.map(({ errors }) => errors?.length ?? 0)).toEqual([0, 1, 1]);
  });

  it('is the same for the same seed and start', async () => {
    const one = await morning({ seed: 5 });
    const other = await morning({ seed: 5 });
    expect(one.books()).toEqual(other.books());
    expect(one.couriers()).toEqual(other.couriers());
  });

  it('moves by itself, without leaps', async () => {
    const simulator = await morning();
    const statuses = new Map(simulator.books().map((job) => [job.requestId, job.statusCode]));
    let before = simulator.couriers();
    let moved = 0;
    for (let step = 0; step < 90; step += 1) {
      now += 10_000;
      const after = simulator.couriers();
      for (const [index, courier] of after.entries()) {
        const was = before[index];
        if (was === undefined) continue;
        const metres = metresBetween(was, courier);
        // Straight from one end of ten seconds to the other, at 4.4 metres a second.
        expect(metres).toBeLessThan(45);
        if (metres > 5) moved += 1;
      }
      before = after;
    }
    expect(moved).toBeGreaterThan(200);
    const changed = simulator.books().filter((job) => statuses.get(job.requestId) !== job.statusCode);
    expect(changed.length).toBeGreaterThan(10);
  });

  it('hands out its jobs for the console to list, without tokens in the payloads', async () => {
    const simulator = await morning();
    const jobs = simulator.morningJobs();
    expect(jobs.length).toBe(simulator.books().length);
    const tokens = practiceClients.map((client) => client.token);
    for (const job of jobs) {
      expect(tokens).toContain(job.clientToken);
      expect(job.payload).not.toHaveProperty('api_token');
      expect((job.payload as { external_id: string }).external_id).toBe(job.externalId);
    }
    const [first] = jobs;
    const response = await fetch(`${simulator.url}/api/v1/status/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ api_token: first?.clientToken, external_id: first?.externalId }),
    });
    expect(await response.json()).toEqual(simulator.statusOf(first?.requestId ?? ''));
  });

  it('does not die: new jobs arrive when asked to, none otherwise', async () => {
    const quiet = await morning();
    const atFirst = quiet.books().length;
    now += 300 * MINUTE;
    expect(quiet.books().length).toBe(atFirst);
    const busy = await morning({ arrivalsPerHour: 12, troubleRate: 0.1 });
    busy.setArrivals(30);
    const arrived: string[] = [];
    busy.onArrival((job) => arrived.push(job.requestId));
    now += 300 * MINUTE;
    const books = busy.books();
    expect(books.length - atFirst).toBeGreaterThan(100);
    expect(arrived).toEqual(books.slice(atFirst).map((job) => job.requestId));
    const unfinished = books.filter((job) => [40, 50, 53, 60, 61].includes(job.statusCode)).length;
    expect(unfinished).toBeGreaterThan(5);
    expect(unfinished).toBeLessThan(75);
    busy.setArrivals(0);
    now += 300 * MINUTE;
    expect(busy.books().length).toBe(books.length);
  });
});
