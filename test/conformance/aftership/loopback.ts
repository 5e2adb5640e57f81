// The real AfterShip client, in either version, and a server that keeps its requests and answers what a test puts in. Used by
// the tests next to it.

import { createAfterShipProvider } from '../../../electron/core/providers/aftership/aftership-provider.ts';
import type { ProviderAccount } from '../../../electron/core/providers/provider.ts';
import type { CommandKind } from '../../../shared/domain/command.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { cannedServer, quickClock, quickHttp } from '../../support/canned-server.ts';
import { commandToSend, type Known } from '../../support/command-to-send.ts';

export type Version = '2024-04' | '2026-07';
export const VERSIONS: readonly Version[] = ['2024-04', '2026-07'];
export const KEY = 'asat_conformance_key';

export function freshProvider() {
  return createAfterShipProvider({ http: quickHttp('parcels'), clock: quickClock });
}

export function accountAt(
  origin: string,
  version: Version,
  secret: Record<string, unknown> = { apiKey: KEY },
): ProviderAccount {
  return {
    connectionId: 'parcels' as ConnectionId,
    baseUrl: origin,
    options: { trackingVersion: version },
    secret,
  };
}

export function loopback() {
  let provider = freshProvider();
  const server = cannedServer({
    beforeEach() {
      provider = freshProvider();
    },
  });
  return {
    get provider() {
      return provider;
    },
    account: (version: Version = '2024-04') => accountAt(server.origin, version),
    received: server.received,
    /** From now on every request gets this answer. */
    answer(body: unknown, status = 200, headers: Record<string, string> = {}) {
      server.answer({ status, body: typeof body === 'string' ? body : JSON.stringify(body), headers });
    },
    /** Cuts every connection instead of answering. */
    reset() {
      server.answer({ reset: true });
    },
    only: server.only,
  };
}

/** An answer with one tracking, wrapped as the version does it. */
export function single(version: Version, tracking: object, code = 200) {
  return { meta: { code }, data: version === '2024-04' ? { tracking } : tracking };
}

export function refusal(code: number, message: string, errors: unknown[] = []) {
  return { meta: { code, type: 'BadRequest', message, errors }, data: {} };
}

export function command(kind: CommandKind, payload: unknown, known: Known = {}) {
  const ids = { ...(kind === 'create' ? { trackingId: 'JN12345678' } : {}), ...known.ids };
  return commandToSend({ connectionId: 'parcels', provider: 'aftership' }, kind, payload, { ...known, ids });
}
