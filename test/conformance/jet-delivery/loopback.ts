// The real Jet Delivery client, and a server that keeps its requests and answers what a test puts in. Used by the tests next
// to it.

import { createJetDeliveryProvider } from '../../../electron/core/providers/jet-delivery/jet-delivery-provider.ts';
import type { ProviderAccount } from '../../../electron/core/providers/provider.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { type CannedAnswer, cannedServer, quickHttp } from '../../support/canned-server.ts';

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
    get account(): ProviderAccount {
      return { connectionId: 'jet' as ConnectionId, baseUrl: server.origin, options: {}, secret: {} };
    },
    received: server.received,
    /** From now on every request gets this answer. */
    answer(next: CannedAnswer | string, status = 200) {
      server.answer(typeof next === 'string' ? { status, body: next } : next);
    },
    /** The one request that came, with what its form said in the order in which it came. */
    only() {
      const { method, url, headers, text } = server.only();
      const form = [...new URLSearchParams(text)];
      return { method, url, contentType: headers['content-type'] ?? '', form };
    },
  };
}

function freshProvider() {
  return createJetDeliveryProvider({ http: quickHttp('jet') });
}
