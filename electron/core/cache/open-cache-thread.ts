// The cache as the core opens it: the same interface, answered by a thread of its own, so that no question about a file of
// any size holds the main loop. Called by workspace.ts; what the calls do is open-cache.ts, on the other side.

import { Worker } from 'node:worker_threads';
import type { Cache } from './cache.ts';
import { CacheProblem } from './cache-problem.ts';
import type { ThreadCall, ThreadFailure, ThreadMessage, ThreadStart } from './cache-thread.ts';
import type { CacheOptions, OpenedCache } from './open-cache.ts';

interface OpenCall {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Beside us: the bundled entry where we are bundled too, otherwise its source, which Node runs as it is. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? './cache-thread.ts' : './cache-thread.js',
  import.meta.url,
);

const LOST =
  'The part of Switchyard that keeps its data has stopped. Nothing can be read or kept any more, and what is on screen grows old: restart Switchyard. Everything that was confirmed is in the file.';

/** As openCache, of which it is the other side: throws CacheProblem with a sentence for a person. */
export async function openCacheThread(options: CacheOptions): Promise<OpenedCache> {
  const { path, clock, log, onProblem } = options;
  const start: ThreadStart = { path, now: clock.now() };
  const thread = new Worker(THREAD, { workerData: start, name: 'cache' });
  const waiting = new Map<number, OpenCall>();
  const opening = Promise.withResolvers<{ names: string[]; notice: string | null }>();
  /** Why nothing can be asked any more. */
  let ended: CacheProblem | null = null;
  let calls = 0;

  function end(problem: CacheProblem): void {
    ended ??= problem;
    opening.reject(ended);
    const open = [...waiting.values()];
    waiting.clear();
    for (const { reject } of open) reject(ended);
  }

  function lost(why: unknown): void {
    if (ended !== null) return;
    log.error('The thread of the cache has stopped', { path, why: String(why) });
    const problem = new CacheProblem('lost', LOST, why);
    end(problem);
    onProblem?.(problem);
  }

  function settle(call: number): OpenCall | undefined {
    const open = waiting.get(call);
    waiting.delete(call);
    return open;
  }

  function hear(message: ThreadMessage): void {
    switch (message.say) {
      case 'answer':
        settle(message.call)?.resolve(message.value);
        return;
      case 'failure': {
        const error = errorOf(message.failure);
        if (error instanceof CacheProblem && error.kind !== 'closed') onProblem?.(error);
        settle(message.call)?.reject(error);
        return;
      }
      case 'log':
        log[message.level](message.message, message.fields);
        return;
      case 'open':
        opening.resolve(message);
        return;
      case 'cannot-open':
        opening.reject(errorOf(message.failure));
    }
  }

  /** What cannot be sent to another thread is thrown by postMessage, and so rejects. */
  const ask = (name: string, input: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (ended !== null) {
        if (ended.kind === 'lost') onProblem?.(ended);
        return reject(ended);
      }
      calls += 1;
      thread.postMessage({ call: calls, name, input } satisfies ThreadCall);
      waiting.set(calls, { resolve, reject });
    });

  thread.on('message', hear);
  thread.on('messageerror', lost);
  thread.on('error', lost);
  thread.on('exit', (code) => lost(`exit ${code}`));
  try {
    const { names, notice } = await opening.promise;
    const asked = Object.fromEntries(
      names.map((name) => [name, (...input: unknown[]) => ask(name, input)]),
    ) as unknown as Cache & Pick<OpenedCache, 'times'>;
    let closing: Promise<void> | undefined;
    return {
      ...asked,
      notice,
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    ended ??= new CacheProblem('closed', 'The cache was never open.');
    await thread.terminate();
    throw error;
  }

  /** What was asked before is answered; then the file is let go and the thread ends. */
  async function close(): Promise<void> {
    if (ended !== null) return;
    try {
      await ask('close', []);
    } finally {
      end(new CacheProblem('closed', 'The cache is closed: Switchyard is shutting down.'));
      await thread.terminate();
    }
  }
}

function errorOf(failure: ThreadFailure): Error {
  if (failure.kind !== null)
    return new CacheProblem(failure.kind, failure.message, failure.cause ?? undefined);
  const error = new Error(failure.message);
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}
