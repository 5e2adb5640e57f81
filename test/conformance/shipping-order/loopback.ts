// The real Shipping Order client, and a server that gives it tokens, keeps its requests and answers what a test puts in. Used by
// the tests next to it.

import type { ProviderAccount } from '../../../electron/core/providers/provider.ts';
import { createShippingOrderProvider } from '../../../electron/core/providers/shipping-order/shipping-order-provider.ts';
import type { CommandKind } from '../../../shared/domain/command.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import {
  type CannedAnswer,
  cannedServer,
  onlyOf,
  quickClock,
  quickHttp,
  type Received,
} from '../../support/canned-server.ts';
import { commandToSend, type Known } from '../../support/command-to-send.ts';

export const CLIENT_ID = 'console-client';
export const CLIENT_SECRET = 's3cret-of-the-console';
const TOKEN_PATH = '/token';
const isForToken = ({ url }: Received) => url === TOKEN_PATH;

export function loopback() {
  let tokenAnswer: CannedAnswer | null = null;
  let tokens = 0;
  const logged: string[] = [];
  let now = Date.now();
  let provider = freshProvider();

  const server = cannedServer({
    beforeEach() {
      logged.length = 0;
      tokenAnswer = null;
      tokens = 0;
      now = Date.now();
      provider = freshProvider();
    },
    answerFirst(request) {
      if (!isForToken(request)) return null;
      tokens += 1;
      const token = { access_token: `token-${tokens}`, expires_in: '3600' };
      return tokenAnswer ?? { body: JSON.stringify(token) };
    },
  });
  const calls = () => server.received.filter((request) => !isForToken(request));

  function freshProvider(): ReturnType<typeof createShippingOrderProvider> {
    const write = (message: string, detail?: unknown) => void logged.push(JSON.stringify([message, detail]));
    const http = quickHttp('shop', { debug: write, info: write, warn: write, error: write });
    return createShippingOrderProvider({ http, clock: { ...quickClock, now: () => now } });
  }

  return {
    get provider() {
      return provider;
    },
    get account(): ProviderAccount {
      return accountAt(server.origin);
    },
    /** Requests to the API, and those to the token service. */
    get calls() {
      return calls();
    },
    get tokenCalls() {
      return server.received.filter(isForToken);
    },
    /** Every line of the log, as text. */
    logged,
    /** From now on the answers come in this order; the last one stays. */
    answer(...next: (CannedAnswer | object)[]) {
      server.answer(...next.map((one) => (isCanned(one) ? one : { body: JSON.stringify(one) })));
    },
    answerToken(next: CannedAnswer) {
      tokenAnswer = next;
    },
    /** Lets time pass for whoever keeps tokens. */
    wait(ms: number) {
      now += ms;
    },
    get now() {
      return now;
    },
    /** The one call of the API that came; fails where there was none or more than one. */
    only: () => onlyOf(calls()),
  };
}

function isCanned(value: object): value is CannedAnswer {
  return 'body' in value || 'reset' in value || ('status' in value && typeof value.status === 'number');
}

function accountAt(origin: string): ProviderAccount {
  return {
    connectionId: 'shop' as ConnectionId,
    baseUrl: origin,
    options: { tokenUrl: `${origin}${TOKEN_PATH}` },
    secret: { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
  };
}

export function command(kind: CommandKind, payload: unknown, known: Known = {}) {
  return commandToSend({ connectionId: 'shop', provider: 'shipping-order' }, kind, payload, known);
}
