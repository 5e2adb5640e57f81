// The core's way to the network in Electron: Chromium's, so that the system's proxy and its certificates hold.
// Made by main.ts for Ports. In sessions of their own: no cookies or cache are shared with the page, and nothing is on disk.

import { app, net, type Session, session } from 'electron';
import type { Ports } from '../core/ports.ts';

type Fetch = typeof globalThis.fetch;

export function createElectronFetch(): Required<Pick<Ports, 'fetch' | 'fetchOnce'>> {
  return { fetch: createFetch(), fetchOnce: createFetchOnce() };
}

/** Sessions exist only once the app is ready; the core may be put together before. */
async function openSession(name: string): Promise<Session> {
  await app.whenReady();
  // Without "persist:" it lives in memory.
  return session.fromPartition(name, { cache: false });
}

function createFetch(): Fetch {
  let opening: Promise<Session> | null = null;
  return async (input, init) => {
    opening ??= openSession('providers');
    return (await opening).fetch(targetOf(input), init);
  };
}

/**
 * For commands: a request leaves once or not at all.
 *
 * Chromium sends a request again by itself when a connection that it used before dies before the first byte of an answer.
 * So each request has a session to itself, whose connections are closed first: none of them was used before. A session
 * serves one request at a time, since closing its connections would cut off another; how many there are is how
 * many commands were ever under way at once.
 */
function createFetchOnce(): Fetch {
  const idle: Session[] = [];
  let made = 0;
  return async (input, init) => {
    const target = targetOf(input);
    if (isSurelyOffline(target)) throw offlineError();
    const own = idle.pop() ?? (await openSession(`once-${made++}`));
    const release = once(() => idle.push(own));
    try {
      await own.closeAllConnections();
      init?.signal?.throwIfAborted();
      return heldUntilRead(await own.fetch(target, init), release);
    } catch (error) {
      release();
      throw error;
    }
  };
}

function targetOf(input: Parameters<Fetch>[0]): string | Request {
  return input instanceof Request ? input : String(input);
}

/**
 * A network that dies says the same in Chromium whether the request had left or not, so the outbox would have to ask
 * about a command that cannot have left. Chromium is sure only when it says that there is no network at all; and this
 * machine reaches itself without one.
 */
function isSurelyOffline(target: string | Request): boolean {
  const url = URL.parse(typeof target === 'string' ? target : target.url);
  const isLoopback = url !== null && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  return !isLoopback && !net.isOnline();
}

/** As Node words a connection that could not be begun: core/http knows then that nothing was sent. */
function offlineError(): Error {
  return Object.assign(new Error('connect ENETUNREACH: this machine has no network'), {
    code: 'ENETUNREACH',
    syscall: 'connect',
  });
}

/** The same answer, telling when its body was read to the end or given up. */
function heldUntilRead(response: Response, release: () => void): Response {
  const { body, status, statusText, headers } = response;
  if (body === null) {
    release();
    return response;
  }
  const reader = body.getReader();
  const passed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          controller.enqueue(value);
          return;
        }
        release();
        controller.close();
      } catch (error) {
        release();
        throw error;
      }
    },
    async cancel(reason) {
      release();
      await reader.cancel(reason);
    },
  });
  return new Response(passed, { status, statusText, headers });
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}
