// A core with a real database, a real vault and one connection to a simulated TwinJet, for the rows of the contract suite.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, createCore } from '../../electron/core/core.ts';
import type { Logger } from '../../electron/core/ports.ts';
import {
  type ShippingSimulator,
  startAfterShipShippingSimulator,
} from '../../electron/core/practice/aftership/shipping/start-aftership-shipping-simulator.ts';
import {
  type AfterShipSimulator,
  startAfterShipSimulator,
} from '../../electron/core/practice/aftership/start-aftership-simulator.ts';
import {
  type JetSimulator,
  startJetDeliverySimulator,
} from '../../electron/core/practice/jet-delivery/start-jet-delivery-simulator.ts';
import {
  type OrderlyHubSimulator,
  PRACTICE_HUB_KEY,
  practiceKeys,
  startOrderlyHubSimulator,
} from '../../electron/core/practice/orderly-hub/start-orderly-hub-simulator.ts';
import type { ShippingOrderSimulator } from '../../electron/core/practice/shipping-order/start-shipping-order-simulator.ts';
import { practiceClients } from '../../electron/core/practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from '../../electron/core/practice/twinjet/start-twinjet-simulator.ts';
import type { TwinJetSimulator } from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import { createSecretStore } from '../../electron/hosting/secret-store.ts';
import { systemClock } from '../../electron/hosting/system-clock.ts';
import type { CommandId, ConnectionId, JobId } from '../../shared/domain/ids.ts';
import { twinJetJob } from '../support/booked-job.ts';
import { connectByCall, openShippingOffice } from '../support/shipping-office.ts';
import type { CoreClient, Page, Transport } from './transports.ts';

export const TOKEN = practiceClients[0]?.token ?? '';

const LABELS_KEY = 'asat-contract-labels';
const PARCELS_KEY = 'asat-contract-parcels';

/** Clients for connections beside the desk's own: no two may have the same credential. */
const SPARE = practiceClients
  .slice(0, 1)
  .flatMap((client) =>
    Array.from({ length: 20 }, (_, number) => ({ ...client, token: `spare-token-${number}` })),
  );

export interface Desk {
  core: Core;
  client: CoreClient;
  simulator: TwinJetSimulator;
  connectionId: ConnectionId;
  jet: JetSimulator;
  jetConnectionId: ConnectionId;
  hub: OrderlyHubSimulator;
  hubId: ConnectionId;
  /** AfterShip's shipping, and a connection of its own. */
  labelShop: ShippingSimulator;
  labelsId: ConnectionId;
  /** AfterShip's trackings, and their connection. */
  parcels: AfterShipSimulator;
  parcelsId: ConnectionId;
  /** Shipping Order, and its connection. */
  office: ShippingOrderSimulator;
  shopId: ConnectionId;
  /** What went wrong inside, as logged. */
  errors: string[];
  /** A token that no connection has yet. */
  spareToken(): string;
  /** Books a job and waits until the provider has it. */
  book(over?: Parameters<typeof twinJetJob>[1]): Promise<Booked>;
  close(): Promise<void>;
}

interface Booked {
  jobId: JobId;
  commandId: CommandId;
  requestId: string;
}

export async function openDesk(transport: Transport): Promise<Desk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-contract-'));
  const errors: string[] = [];
  const log: Logger = {
    debug() {},
    info() {},
    warn() {},
    error: (message, fields) => void errors.push(`${message} ${JSON.stringify(fields)}`),
  };
  const simulator = await startTwinJetSimulator({
    clients: [...practiceClients, ...SPARE],
    unknownMs: 0,
    processingMs: 0,
    zoneKey: 'delivery_zone',
  });
  simulator.pauseLife(true);
  const jet = await startJetDeliverySimulator({ requestsPerMinute: 10_000 });
  const core = await createCore(
    {
      clock: systemClock,
      log,
      secrets: createSecretStore({ dataDir, log, vault: 'session' }),
      notifier: { show() {} },
      paths: { dataDir },
      fetch: globalThis.fetch,
      host: 'server',
      version: '1.2.3',
    },
    { workspace: 'live' },
  );
  await core.start();
  const page: Page = await transport.open(core.router);
  const { client } = page;
  await client.settings.update({ polling: { requestsPerSecond: 50 } });
  const { id: connectionId } = await client.connections.create({
    provider: 'twinjet',
    label: 'Catering',
    baseUrl: simulator.url,
    secret: { apiToken: TOKEN },
  });
  const { id: jetConnectionId } = await client.connections.create({
    provider: 'jet-delivery',
    label: 'Jet',
    baseUrl: jet.url,
  });
  const hub = await startOrderlyHubSimulator({ keys: practiceKeys, filled: true });
  const { id: hubId } = await client.connections.create({
    provider: 'orderly-hub',
    label: 'Hub',
    baseUrl: hub.url,
    secret: { apiKey: PRACTICE_HUB_KEY },
  });
  const labelShop = await startAfterShipShippingSimulator({
    apiKeys: [LABELS_KEY],
    filled: true,
    slowMs: 50,
  });
  const { id: labelsId } = await client.connections.create({
    provider: 'aftership',
    label: 'Labels',
    baseUrl: labelShop.url,
    options: { shippingBaseUrl: labelShop.url },
    secret: { apiKey: LABELS_KEY },
  });
  const parcels = await startAfterShipSimulator({ keys: [{ key: PARCELS_KEY }], rateLimits: false });
  const { id: parcelsId } = await client.connections.create({
    provider: 'aftership',
    label: 'Parcels',
    baseUrl: parcels.url,
    secret: { apiKey: PARCELS_KEY },
  });
  const shop = await openShippingOffice({ stepMs: 3_600_000 });
  const shopId = await connectByCall(client, shop);
  const spare = SPARE.map(({ token }) => token);
  return {
    core,
    client,
    simulator,
    connectionId,
    jet,
    jetConnectionId,
    hub,
    hubId,
    labelShop,
    labelsId,
    parcels,
    parcelsId,
    office: shop.office,
    shopId,
    errors,
    spareToken() {
      const token = spare.pop();
      if (token === undefined) throw new Error('More connections than spare clients');
      return token;
    },
    async book(over) {
      const ordered = await client.twinjet.createJob({ connectionId, job: twinJetJob(Date.now(), over) });
      const requestId = await eventually(async () => {
        const { job } = await client.jobs.get({ id: ordered.jobId });
        return job.externalIds.requestId ?? undefined;
      });
      return { ...ordered, requestId };
    },
    async close() {
      await page.close();
      await core.stop();
      await Promise.all([
        simulator.stop(),
        jet.stop(),
        hub.stop(),
        labelShop.stop(),
        parcels.stop(),
        shop.office.stop(),
      ]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Asks again until there is an answer; the test's own time limit ends it. */
export async function eventually<Value>(ask: () => Promise<Value | undefined>): Promise<Value> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
