// The real AfterShip shipping client, and a server that keeps its requests and answers what a test puts in. Used by the tests
// next to it.

import { createAfterShipShipping } from '../../../electron/core/providers/aftership/shipping/shipping-provider.ts';
import type { ProviderAccount } from '../../../electron/core/providers/provider.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { cannedServer, quickClock, quickHttp } from '../../support/canned-server.ts';

export const KEY = 'asat_conformance_0123456789';

export function shippingServer() {
  const lines: string[] = [];
  const log = (message: string, fields?: object) =>
    void lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  let provider = freshProvider();
  const server = cannedServer({
    beforeEach() {
      lines.length = 0;
      provider = freshProvider();
    },
  });

  function freshProvider() {
    const http = quickHttp('as', { debug: log, info: log, warn: log, error: log });
    return createAfterShipShipping({ http, clock: quickClock });
  }

  return {
    get provider() {
      return provider;
    },
    get origin() {
      return server.origin;
    },
    /** Trackings elsewhere: only the shipping address may be asked. */
    get account(): ProviderAccount {
      return {
        connectionId: 'as' as ConnectionId,
        baseUrl: null,
        options: { shippingBaseUrl: server.origin },
        secret: { apiKey: KEY },
      };
    },
    received: server.received,
    /** What was logged. */
    lines,
    /** AfterShip's envelope. */
    answer(code: number, data: unknown, meta: object = {}, status = 200, headers = {}) {
      const body = JSON.stringify({ meta: { code, message: 'OK', details: [], ...meta }, data });
      server.answer({ body, status, headers });
    },
    raw(body: string | Buffer, status = 200, headers: Record<string, string> = {}) {
      server.answer({ body, status, headers });
    },
    reset() {
      server.answer({ reset: true });
    },
    only: server.only,
  };
}
