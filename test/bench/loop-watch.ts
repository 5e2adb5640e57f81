// How long the main loop of a process was held, asked from outside; and an idle process beside it, whose figures are
// what the machine itself does to any process at that time.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const INSIDE = join(import.meta.dirname, 'inside-server.ts');

export interface LoopDelay {
  p99: number;
  longest: number;
  ticks: number;
  cpuMs: number;
  memoryMb: number;
}

/** For the environment of a process that is to be watched. */
export function watched(env: Record<string, string> = {}): Record<string, string> {
  return { NODE_OPTIONS: `--import=${INSIDE}`, ...env };
}

/** What it saw since it was asked last. */
export async function askLoop(pid: number, stderr: () => string): Promise<LoopDelay> {
  const before = answersIn(stderr()).length;
  process.kill(pid, 'SIGUSR2');
  for (let wait = 0; wait < 500; wait += 1) {
    const answers = answersIn(stderr());
    const last = answers.at(-1);
    if (answers.length > before && last !== undefined) return JSON.parse(last) as LoopDelay;
    await sleep(20);
  }
  throw new Error(`No answer of process ${pid} about its main loop.`);
}

function answersIn(text: string): string[] {
  return [...text.matchAll(/^bench (\{.*\})$/gm)].map(([, line]) => line ?? '');
}

/** Queries that the log names as slow (over 50 ms), slowest first. */
export function slowQueries(stderr: string): { query: string; tookMs: number }[] {
  return [...stderr.matchAll(/^\{.*"message":"Slow query".*\}$/gm)]
    .map(([line]) => JSON.parse(line) as { query: string; tookMs: number })
    .toSorted((a, b) => b.tookMs - a.tookMs);
}

export async function startIdle(): Promise<AsyncDisposable & { ask(): Promise<LoopDelay> }> {
  const child = spawn(process.execPath, [`--import=${INSIDE}`, '-e', 'setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await sleep(500);
  return {
    ask: () => askLoop(child.pid ?? 0, () => said),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
