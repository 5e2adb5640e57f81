// A desk whose provider answers whatever it is told to, and what all systems judge alike. Used by the files beside it. The
// judges share no code with the clients: they read the same documentation.

import type fc from 'fast-check';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { JobRow } from '../../../shared/domain/job.ts';
import type { Client } from '../../support/server-process.ts';
import type { BrokenAnswer } from '../broken-json.ts';
import { type CoreInHand, startCoreInHand } from '../core-in-hand.ts';

const AT = Date.UTC(2026, 7, 4, 18, 0, 0);

interface Canned {
  bytes: Uint8Array<ArrayBuffer>;
  status?: number;
}

export interface AnsweringDesk {
  hand: CoreInHand;
  connectionId: ConnectionId;
  /** What the provider says next, by "POST /path" or by path; with 200 unless told, and 404 where nothing is. */
  next: Map<string, Canned>;
  /** Counts the checks, for names that are used once. */
  number: number;
}

export interface AnswerKind<Desk extends AnsweringDesk = AnsweringDesk> {
  right: fc.Arbitrary<unknown>;
  /** Throws what is wrong. */
  check(desk: Desk, answer: BrokenAnswer): Promise<void>;
}

export interface AnsweringSystem<Desk extends AnsweringDesk = AnsweringDesk> {
  openDesk(): Promise<Desk>;
  kinds: Record<string, AnswerKind<Desk>>;
}

export async function openAnsweringDesk(
  connection: Parameters<Client['connections']['create']>[0],
): Promise<AnsweringDesk> {
  const next: AnsweringDesk['next'] = new Map();
  const hand = await startCoreInHand({
    startAt: AT,
    fetch: async (url, { method = 'GET' } = {}) => {
      const { pathname } = new URL(String(url));
      const said = next.get(`${method} ${pathname}`) ?? next.get(pathname);
      const { bytes, status = 200 } = said ?? { bytes: new Uint8Array(), status: 404 };
      return new Response(bytes, { status, headers: { 'content-type': 'application/json' } });
    },
  });
  const { id: connectionId } = await hand.client.connections.create(connection);
  await hand.client.settings.update({ polling: { paused: true, requestsPerSecond: 50 } });
  return { hand, connectionId, next, number: 0 };
}

export const bytesOf = (value: unknown) => new Uint8Array(Buffer.from(JSON.stringify(value)));

export function expect(holds: boolean, sentence: () => string): void {
  if (!holds) throw new Error(sentence());
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A word that can stand for something: a number, or a text with more in it than blanks and what nobody can see. */
export function wordOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  const word =
    typeof value === 'string' ? value.replace(/[\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\s]/gu, '').trim() : '';
  return word === '' ? null : word;
}

export function sameJob(one: JobRow, other: JobRow): boolean {
  return JSON.stringify({ ...one, receivedAt: 0 }) === JSON.stringify({ ...other, receivedAt: 0 });
}

/** Whatever a page asks for; the contract's schemas judge every answer. */
export async function wholeBoard({ client }: CoreInHand): Promise<void> {
  await Promise.all([
    client.jobs.query({
      view: { sort: { by: 'courier', direction: 'asc' }, group: 'phase' },
      offset: 0,
      limit: 30,
    }),
    client.jobs.query({ view: { text: 'billy' }, offset: 0, limit: 30 }),
    client.jobs.counts(),
    client.couriers.list(),
    client.zones.list(),
    client.outbox.list(),
  ]);
}

interface Refused {
  code: string | null;
  message: string;
  fields: string[];
}

/** A question, and what came of it: an answer of the contract or a refusal of the provider. Anything else is a crash. */
export async function asked<Value>(
  question: Promise<Value>,
): Promise<{ value: Value; refused?: never } | { value?: never; refused: Refused }> {
  try {
    return { value: await question };
  } catch (error) {
    const {
      code = null,
      message,
      data,
    } = error as {
      code?: string;
      message: string;
      data?: { fields?: { field: string }[] };
    };
    const fields = data?.fields?.map(({ field }) => field) ?? [];
    expect(code === 'PROVIDER', () => `not a refusal of the provider: ${code} ${message}`);
    expect(message.length > 20, () => `refused without a sentence: ${message}`);
    return { refused: { code, message, fields } };
  }
}

/** Refused, with the field named where the answer is readable at all. */
export function expectRefused(
  came: { value?: unknown; refused?: Refused },
  json: unknown,
  field: string,
): void {
  expect(came.refused !== undefined, () => `an answer without ${field} was taken`);
  if (!isObject(json)) return;
  const { message = '', fields = [] } = came.refused ?? {};
  const isNamed = message.includes(field) || fields.some((one) => one.startsWith(field));
  expect(isNamed, () => `${field} is not named: ${message} (${fields.join(', ')})`);
}
