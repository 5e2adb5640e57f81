// What the console meets on a bad day, over real sockets.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, sampleJob, startBench, TOKEN } from './simulator-for-tests.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.simulator.stop());

const create = () => bench.call('POST', '/api/v1/jobs/', sampleJob);
const booked = () => bench.simulator.books().length;
const outcomes = () => bench.simulator.requests().map((request) => request.outcome);

describe('the fault dial', () => {
  it.each([
    ['429', 429],
    ['500', 500],
    ['503', 503],
  ] as const)('answers %s without doing anything', async (kind, status) => {
    bench.simulator.setFault({ kind, retryAfterS: 7 });
    const answer = await create();
    expect([answer.status, booked()]).toEqual([status, 0]);
    expect(answer.headers.get('retry-after')).toBe(kind === '500' ? null : '7');
    bench.simulator.setFault({});
    expect((await create()).status).toBe(200);
  });

  it.each([
    ['html', 0],
    ['empty', 1],
    ['garbage', 1],
  ] as const)('answers %s with 200 and no use, having booked %i', async (kind, jobs) => {
    bench.simulator.setFault({ kind });
    const answer = await create();
    expect([answer.status, answer.json, booked()]).toEqual([200, undefined, jobs]);
  });

  it.each([
    ['reset-before', 0],
    ['reset-after', 1],
    ['half-body', 1],
  ] as const)('%s breaks the connection, having booked %i', async (kind, jobs) => {
    bench.simulator.setFault({ kind });
    await expect(create()).rejects.toThrow();
    expect(booked()).toBe(jobs);
  });

  it.each([
    ['timeout-before', 0],
    ['timeout-after', 1],
  ] as const)('%s says nothing for ever, having booked %i', async (kind, jobs) => {
    bench.simulator.setFault({ kind });
    const patience = new AbortController();
    const silent = fetch(`${bench.simulator.url}/api/v1/jobs/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sampleJob),
      signal: patience.signal,
    });
    while (outcomes().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    patience.abort();
    await expect(silent).rejects.toThrow();
    expect(booked()).toBe(jobs);
    expect(outcomes()[0]).toBe(kind === 'timeout-after' ? 'timeout-after (200)' : 'timeout-before');
  });

  it('strikes only the paths, methods and number of requests it is set to', async () => {
    bench.simulator.setFault({ kind: '500', paths: ['/api/v1/jobs'], methods: ['POST'], count: 2 });
    const gone = { api_token: TOKEN, request_id: 'A1B2C3D4E5' };
    expect((await bench.status(gone)).status).toBe(404);
    expect((await bench.call('DELETE', '/api/v1/jobs/', gone)).status).toBe(404);
    const answers = [(await create()).status, (await create()).status, (await create()).status];
    expect(answers).toEqual([500, 500, 200]);
  });

  it('refuses every connection while the network is cut, even those already open, and is back where it was', async () => {
    const { url } = bench.simulator;
    bench.simulator.setFault({ kind: 'timeout-before' });
    const hanging = create();
    while (outcomes().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    bench.simulator.setFault({});
    await bench.simulator.cutNetwork(true);
    await bench.simulator.cutNetwork(true);
    await expect(hanging).rejects.toThrow();
    await expect(create()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect(booked()).toBe(0);
    await bench.simulator.cutNetwork(false);
    await bench.simulator.cutNetwork(false);
    expect([bench.simulator.url, (await create()).status]).toEqual([url, 200]);
  });

  it('strikes its share', async () => {
    bench.simulator.setFault({ kind: '503', rate: 0.5 });
    for (let times = 0; times < 40; times += 1) await create();
    expect(booked()).toBeGreaterThan(8);
    expect(booked()).toBeLessThan(32);
  });
});

describe('the control surface', () => {
  const post = async (name: string, body: unknown) => {
    const response = await fetch(`${bench.simulator.controlUrl}${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return response.status;
  };
  const view = async (name: string) => (await fetch(`${bench.simulator.controlUrl}${name}`)).json();

  it('turns the same dials and is not struck by them', async () => {
    const requestId = await bench.book();
    bench.pass(10_000);
    expect(await post('pause', { paused: true })).toBe(200);
    expect(await post('advance', { requestId, status: 61 })).toBe(200);
    expect(await view('books')).toMatchObject([{ requestId, statusCode: 61 }]);
    expect(await post('fault', { kind: '500' })).toBe(200);
    expect((await create()).status).toBe(500);
    expect(await post('fault', {})).toBe(200);
    expect(await post('speed', { speed: 10 })).toBe(200);
    expect(await post('revoke', { token: TOKEN })).toBe(200);
    expect((await create()).status).toBe(401);
    expect(await post('renew', { token: TOKEN, newToken: 'fresh' })).toBe(200);
    expect(await view('requests')).toHaveLength(3);
    expect(await view('couriers')).toHaveLength(12);
  });

  it('refuses nonsense, and anybody without the key', async () => {
    expect(await post('speed', { speed: -1 })).toBe(400);
    expect(await post('fault', { kind: 'plague' })).toBe(400);
    expect(await post('advance', { requestId: 'X', status: 99 })).toBe(400);
    expect(await post('unheard-of', {})).toBe(404);
    const guess = await fetch(`${bench.simulator.url}/practice/guess/books`);
    expect(guess.status).toBe(404);
  });
});
