// Loaded into a process that is measured (`node --import`), before anything of the program: watches how long its main
// loop is held, and, where BENCH_PROVIDER is set, stands in for the network: every status request is answered at once
// with the job's next status. The program itself is the built one, unchanged. Speaks by lines on stderr.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';

/** Finer than what is looked for; each tick costs a little itself. */
const RESOLUTION_MS = 5;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

// Asked from outside what it saw since the last time.
process.on('SIGUSR2', () => {
  const inMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  const seen = {
    p99: inMs(delay.percentile(99)),
    longest: inMs(delay.max),
    ticks: delay.count,
    cpuMs: process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
    memoryMb: process.memoryUsage().rss / 2 ** 20,
  };
  delay.reset();
  process.stderr.write(`bench ${JSON.stringify(seen)}\n`);
});

if (process.env.BENCH_PROVIDER) globalThis.fetch = answer;

/** TwinJet's codes for a job on its way, round and round. */
const CODES = [50, 60, 61];
const turns = new Map<string, number>();

async function answer(_url: unknown, init?: RequestInit): Promise<Response> {
  const asked = JSON.parse(String(init?.body)) as { request_id: string };
  const turn = (turns.get(asked.request_id) ?? 0) + 1;
  turns.set(asked.request_id, turn);
  const now = new Date().toISOString();
  return Response.json({
    job_info: {
      job_id: 1,
      request_id: asked.request_id,
      reference: '',
      courier: '7 Rosa Reyes',
      user: 'rosa',
    },
    job_locations: [
      { date: now, lat: 37.7 + (turn % 100) / 1000, lng: -122.4, user: 'rosa', courier: '7 Rosa Reyes' },
    ],
    current_status: {
      status_code: CODES[turn % CODES.length],
      status_string: 'moving',
      courier_name: '7 Rosa Reyes',
      remarks: '',
      status_time: now.slice(0, 23),
      last_location: null,
    },
    job_history: [{ date: '2026-01-01T00:00:00+00:00', log: 'Job was created.', user: null }],
  });
}
