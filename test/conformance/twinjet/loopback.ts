// The real TwinJet client, and a server that keeps its requests and answers what a test puts in. Used by the tests next to it.

import type { ProviderAccount } from '../../../electron/core/providers/provider.ts';
import { createTwinJetProvider } from '../../../electron/core/providers/twinjet/twinjet-provider.ts';
import type { CommandKind } from '../../../shared/domain/command.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { type CannedAnswer, cannedServer, quickHttp } from '../../support/canned-server.ts';
import { commandToSend, type Known } from '../../support/command-to-send.ts';

/** The token of the seed's samples. */
export const TOKEN = '1234';

export function loopback() {
  let provider = freshProvider();
  const server = cannedServer<Record<string, unknown>>({
    beforeEach() {
      provider = freshProvider();
    },
  });
  return {
    get provider() {
      return provider;
    },
    get account(): ProviderAccount {
      return accountAt(server.origin);
    },
    received: server.received,
    /** From now on every request gets this answer. */
    answer(next: CannedAnswer | string, status = 200) {
      server.answer(typeof next === 'string' ? { status, body: next } : next);
    },
    only: server.only,
  };
}

function freshProvider() {
  return createTwinJetProvider({ http: quickHttp('tcb') });
}

export function accountAt(origin: string, apiToken = TOKEN): ProviderAccount {
  return {
    connectionId: 'tcb' as ConnectionId,
    baseUrl: origin,
    options: {},
    secret: { apiToken },
  };
}

export function command(kind: CommandKind, payload: unknown, known: Known = {}) {
  return commandToSend({ connectionId: 'tcb', provider: 'twinjet' }, kind, payload, known);
}
