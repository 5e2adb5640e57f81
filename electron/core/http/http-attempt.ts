// One attempt: one fetch, its time limit, its redirects, its body read to the end. Called by http-client only.
// It never tries twice and never throws for what the network does; what went wrong comes back as a failure.
import type { Clock } from '../ports.ts';
import { checkUrl } from './base-url.ts';
import { classifyFailure, type FailureClass } from './classify-failure.ts';
import type { HttpRequest } from './http-request.ts';

export const DEFAULT_TOTAL_MS = 30_000;
const DEFAULT_MAX_BYTES = 8 * 1024 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;

/** The answer as it came; nothing is cut out yet. */
export interface RawAnswer {
  kind: 'answer';
  status: number;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What is sent, ready for fetch: made once a send, so that a repeat sends the same bytes. */
export interface Prepared {
  url: URL;
  headers: Headers;
  body: string | null;
}

/** Turns a request into what fetch takes, or says why it cannot be sent at all. */
export function prepare(request: HttpRequest): Prepared | { problem: string } {
  const checked = checkUrl(request.url);
  if (!checked.ok) return { problem: checked.problem };
  const headers = new Headers({ accept: request.expects === 'bytes' ? '*/*' : 'application/json' });
  try {
    for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value);
  } catch {
    // The message of the platform quotes the value, which may be a secret.
    return {
      problem: 'A header holds characters that cannot be sent. Check the key for line breaks and odd signs.',
    };
  }
  if (request.body === undefined) return { url: checked.url, headers, body: null };
  const isJson = 'json' in request.body;
  const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
  if (!headers.has('content-type')) headers.set('content-type', type);
  const body =
    'json' in request.body
      ? JSON.stringify(request.body.json)
      : new URLSearchParams(request.body.form).toString();
  return { url: checked.url, headers, body };
}

export async function attempt(
  fetch: typeof globalThis.fetch,
  clock: Clock,
  request: HttpRequest,
  prepared: Prepared,
): Promise<RawAnswer | FailureClass> {
  if (request.signal?.aborted) {
    return { reason: 'aborted', reached: 'no', detail: 'called off before it was sent' };
  }
  const totalMs = request.timeouts?.totalMs ?? DEFAULT_TOTAL_MS;
  const controller = new AbortController();
  // The end does not wait for the platform to notice the abort.
  const ended = Promise.withResolvers<FailureClass>();
  const end = (failure: FailureClass) => {
    ended.resolve(failure);
    controller.abort();
  };
  const onAbort = () => end({ reason: 'aborted', reached: 'maybe', detail: 'called off while under way' });
  const cancelTimer = clock.setTimeout(
    () => end({ reason: 'timeout', reached: 'maybe', detail: `no whole answer within ${totalMs} ms` }),
    totalMs,
  );
  request.signal?.addEventListener('abort', onAbort);
  try {
    return await Promise.race([ended.promise, exchange(fetch, request, prepared, controller.signal)]);
  } finally {
    cancelTimer();
    request.signal?.removeEventListener('abort', onAbort);
  }
}

async function exchange(
  fetch: typeof globalThis.fetch,
  request: HttpRequest,
  { url, headers, body }: Prepared,
  signal: AbortSignal,
): Promise<RawAnswer | FailureClass> {
  try {
    let target = url;
    for (let hops = 0; ; hops += 1) {
      const response = await fetch(target.href, {
        method: request.method,
        headers,
        body,
        signal,
        redirect: 'manual',
        // No cookies, no cache on disk: an answer lives where the core puts it and nowhere else.
        credentials: 'omit',
        cache: 'no-store',
      });
      const next = hops < MOST_REDIRECTS ? redirectTarget(request, response, target) : undefined;
      if (next === undefined) return await readAnswer(response, request.maxBytes ?? DEFAULT_MAX_BYTES);
      await response.body?.cancel();
      target = next;
    }
  } catch (error) {
    return classifyFailure(error);
  }
}

/** Where a question may be led on to: the same origin only, since its headers carry a secret. */
function redirectTarget(request: HttpRequest, response: Response, from: URL): URL | undefined {
  const location = response.headers.get('location');
  if (request.method !== 'GET' || !request.repeatable || location === null) return undefined;
  if (!REDIRECTS.has(response.status) || !URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from);
  return target.origin === from.origin && target.username === '' && target.password === ''
    ? target
    : undefined;
}

async function readAnswer(response: Response, maxBytes: number): Promise<RawAnswer | FailureClass> {
  const { status, headers } = response;
  const promised = headers.has('content-encoding')
    ? Number.NaN
    : Number(headers.get('content-length') ?? Number.NaN);
  const tooLarge: FailureClass = {
    reason: 'too-large',
    reached: 'maybe',
    detail: `status ${status}, but the answer is larger than ${maxBytes} bytes`,
  };
  if (promised > maxBytes) {
    await response.body?.cancel();
    return tooLarge;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, and with it the transfer.
    if (size > maxBytes) return tooLarge;
    chunks.push(chunk);
  }
  // 304 repeats the length of what it does not send.
  if (size < promised && status !== 304) {
    return {
      reason: 'reset',
      reached: 'maybe',
      detail: `status ${status}, but only ${size} of ${promised} bytes came`,
    };
  }
  return { kind: 'answer', status, headers, bytes: new Uint8Array(Buffer.concat(chunks)) };
}
