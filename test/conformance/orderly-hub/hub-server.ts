// The real Orderly Hub client, and a server that keeps its requests and answers what a test puts in. Used by the tests next to
// it.

import { readFileSync } from 'node:fs';
import { createOrderlyHubProvider } from '../../../electron/core/providers/orderly-hub/orderly-hub-provider.ts';
import type { ProviderAccount } from '../../../electron/core/providers/provider.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { type CannedAnswer, cannedServer, quickHttp } from '../../support/canned-server.ts';

export const KEY = 'oh_conformance_0123456789';

/** A sample of the seed, as it stands there. */
export function sample(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8');
}

export function hubServer() {
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
    get account(): ProviderAccount {
      return {
        connectionId: 'hub' as ConnectionId,
        baseUrl: server.origin,
        options: {},
        secret: { apiKey: KEY },
      };
    },
    received: server.received,
    answer(body: string, status = 200, more: CannedAnswer = {}) {
      server.answer({ ...more, body, status });
    },
    reset() {
      server.answer({ reset: true });
    },
    only: server.only,
  };
}

function freshProvider() {
  return createOrderlyHubProvider({ http: quickHttp('hub') });
}
