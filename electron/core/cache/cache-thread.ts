// The thread that works on the cache file: opens it, answers calls by their names, and says what it logs.
// Started by open-cache-thread.ts with the path in its workerData; it is bundled beside the hosts as an entry of its own.

import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Logger } from '../ports.ts';
import { CacheProblem } from './cache-problem.ts';
import { mayShare, type NamedCall, openCache } from './open-cache.ts';

/** What the thread needs to begin. `now` names copies of the file (backup, damaged) by the time of the core's clock. */
export interface ThreadStart {
  path: string;
  now: number;
}

/** One call of a method of the cache, with a number of its own. */
export interface ThreadCall extends NamedCall {
  call: number;
}

/** A CacheProblem, or a bug, in a shape that a message keeps whole. */
export type ThreadFailure =
  | { kind: CacheProblem['kind']; message: string; cause: string | null }
  | { kind: null; message: string; stack: string | undefined };

export type ThreadMessage =
  | { say: 'open'; names: string[]; notice: string | null }
  | { say: 'cannot-open'; failure: ThreadFailure }
  | { say: 'answer'; call: number; value: unknown }
  | { say: 'failure'; call: number; failure: ThreadFailure }
  | { say: 'log'; level: keyof Logger; message: string; fields: Record<string, unknown> | undefined };

/** Who waits for the last of them waits for all; a status takes some 0.1 ms. */
const MOST_TOGETHER = 50;

const port = parentPort;
if (port === null) throw new Error('cache-thread.ts runs as a thread only.');
const { path, now } = workerData as ThreadStart;
const say = (message: ThreadMessage) => port.postMessage(message);
const logAs = (level: keyof Logger) => (message: string, fields?: Record<string, unknown>) =>
  say({ say: 'log', level, message, fields });

try {
  const { notice, together, ...calls } = await openCache({
    path,
    clock: { now: () => now, setTimeout: () => () => {} },
    log: { debug: logAs('debug'), info: logAs('info'), warn: logAs('warn'), error: logAs('error') },
  });
  const byName = new Map(Object.entries(calls as Record<string, (...input: unknown[]) => Promise<unknown>>));
  /** What came while the thread was at work waits; of that, what may is committed together. */
  const nextWaiting = (): ThreadCall | undefined => receiveMessageOnPort(port)?.message;
  port.on('message', (first: ThreadCall) => {
    let next: ThreadCall | undefined = first;
    const shared: ThreadCall[] = [];
    while (next !== undefined && mayShare(next) && shared.length < MOST_TOGETHER) {
      shared.push(next);
      next = nextWaiting();
    }
    for (const [at, result] of together(shared).entries()) tell(shared[at]?.call ?? 0, result);
    if (next !== undefined) void answer(next);
  });
  async function answer({ call, name, input }: ThreadCall): Promise<void> {
    const [result] = await Promise.allSettled([byName.get(name)?.(...input)]);
    tell(call, result);
  }
  say({ say: 'open', names: [...byName.keys()], notice });
} catch (error) {
  say({ say: 'cannot-open', failure: failureOf(error) });
}

function tell(call: number, result: PromiseSettledResult<unknown>): void {
  if (result.status === 'fulfilled') say({ say: 'answer', call, value: result.value });
  else say({ say: 'failure', call, failure: failureOf(result.reason) });
}

function failureOf(error: unknown): ThreadFailure {
  if (error instanceof CacheProblem) {
    const { kind, message, cause } = error;
    return { kind, message, cause: cause === undefined ? null : String(cause) };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: null, message, stack };
}
