import { afterEach, describe, expect, it } from 'vitest';
import { metresBetween } from '../san-francisco/lat-lng.ts';
import { practiceClients } from './practice-clients.ts';
import { MINUTE, START } from './simulator-for-tests.ts';
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
    expect(new Set(books.map((job) => job.clientName)).size).toBe(3);
    expect(new Set(books.map((job) => job.courier)).size).toBe(13); // twelve, and nobody
    expect(new Set(books.map((job) => job.requestId)).size).toBe(books.length);
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
    const busy = await morning({ arrivalsPerHour: 30, troubleRate: 0.1 });
    const arrived: string[] = [];
    busy.onArrival((job) => arrived.push(job.requestId));
    now += 300 * MINUTE;
    const books = busy.books();
    expect(books.length - atFirst).toBeGreaterThan(100);
    expect(arrived).toEqual(books.slice(atFirst).map((job) => job.requestId));
    const unfinished = books.filter((job) => [40, 50, 53, 60, 61].includes(job.statusCode)).length;
    expect(unfinished).toBeGreaterThan(5);
    expect(unfinished).toBeLessThan(75);
  });
});
