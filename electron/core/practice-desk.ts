// Fills the practice workspace: the five systems, simulated on loopback, their connections, the jobs of a morning.
// Loaded by core.ts only when practice is open. From then on everything goes the way of live work, by real HTTP.

import { setImmediate as turn } from 'node:timers/promises';
import type { TwinJetJob } from '../../shared/contract/twinjet.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { JobRecord } from './cache/cache.ts';
import { newId } from './new-id.ts';
import type { Clock, Logger } from './ports.ts';
import { startAfterShipShippingSimulator } from './practice/aftership/shipping/start-aftership-shipping-simulator.ts';
import {
  PRACTICE_AFTERSHIP_KEY,
  startAfterShipSimulator,
} from './practice/aftership/start-aftership-simulator.ts';
import { startJetDeliverySimulator } from './practice/jet-delivery/start-jet-delivery-simulator.ts';
import {
  PRACTICE_HUB_KEY,
  practiceKeys,
  startOrderlyHubSimulator,
} from './practice/orderly-hub/start-orderly-hub-simulator.ts';
import {
  PRACTICE_CLIENT,
  startShippingOrderSimulator,
} from './practice/shipping-order/start-shipping-order-simulator.ts';
import { practiceClients } from './practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from './practice/twinjet/start-twinjet-simulator.ts';
import type { MorningJob } from './practice/twinjet/twinjet-simulator.ts';
import { createPracticeDials, type PracticeControls } from './practice-dials.ts';
import type { JobNews } from './providers/provider.ts';
import { jobRecordFrom, newsFrom, quoteFrom } from './providers/twinjet/to-domain.ts';
import { readStatus, readValidate } from './providers/twinjet/wire.ts';
import type { Workspace } from './workspace.ts';

export interface PracticeDesk extends PracticeControls {
  stop(): Promise<void>;
}

/** Faster than life, so that a booking can be watched to its end; slow enough that some jobs are late. */
const SPEED = 4;
const ARRIVALS_PER_HOUR = 12;
const TROUBLE_RATE = 0.06;
/** At speed 1; a shipment that is sent in practice can be watched on its way, a step every 30 s. */
const SHIPMENT_STEP_MS = 120_000;
/** Orders of which both the couriers and the shop have a part. */
const SHARED_ORDERS = 3;
/** The same for a parcel; those that are under way at the beginning take their turns. */
const PARCEL_STEP_MS = 180_000;
/** A person who practises has time to try the code instead, and does not wait long for the link. */
const LINK_OPENED_AFTER_MS = 60_000;
/** Jobs written in one transaction while it is filled: ten to twenty milliseconds of work. */
const AT_ONCE = 8;
/** Which streets a job took that was done yesterday is of no use to anybody, and most of the work of taking it up. */
const WAYS_KEPT_MS = 3 * 60 * 60_000;

/** @param seed the same seed makes up the same morning */
export async function openPracticeDesk(
  workspace: Workspace,
  { clock, log, seed }: { clock: Clock; log: Logger; seed: number },
): Promise<PracticeDesk> {
  const simulator = await startTwinJetSimulator({
    clients: practiceClients,
    clock: () => clock.now(),
    morning: true,
    seed,
    speed: SPEED,
    arrivalsPerHour: ARRIVALS_PER_HOUR,
    troubleRate: TROUBLE_RATE,
    zoneKey: 'delivery_zone',
  });
  const jet = await startJetDeliverySimulator({
    clock: () => clock.now(),
    seed,
    linkOpenedAfterMs: LINK_OPENED_AFTER_MS,
  });
  const { connections, jobs, settings, zones } = workspace;
  const stopping = new AbortController();
  const connectionOf = new Map<string, ConnectionId>();
  const tokenOf = new Map<ConnectionId, string>();
  for (const { name, token } of practiceClients) {
    const id = await connections.create({
      provider: 'twinjet',
      label: name,
      baseUrl: simulator.url,
      secret: { apiToken: token },
    });
    connectionOf.set(token, id);
    tokenOf.set(id, token);
    // Nothing is due for a while: without a question the account would stand there as one that was never asked.
    connections.test(id).catch((error: unknown) => log.warn('A test failed', { error: String(error) }));
  }
  const jetId = await connections.create({
    provider: 'jet-delivery',
    label: 'Jet Delivery',
    baseUrl: jet.url,
  });
  connections.test(jetId).catch((error: unknown) => log.warn('A test failed', { error: String(error) }));
  const hub = await startOrderlyHubSimulator({
    keys: practiceKeys,
    filled: true,
    clock: () => clock.now(),
  });
  const hubId = await connections.create({
    provider: 'orderly-hub',
    label: 'Orderly Hub',
    baseUrl: hub.url,
    secret: { apiKey: PRACTICE_HUB_KEY },
  });
  // Nothing is polled of it, so without this its health would stay unknown until somebody opens its accounts.
  void connections
    .test(hubId)
    .catch((error: unknown) => log.warn('The practice hub could not be tested', { error: String(error) }));
  const shipping = await startShippingOrderSimulator({
    clock: () => clock.now(),
    seed,
    filled: true,
    // Part of an order goes by courier, the rest by the shop's own providers: the two are shown together.
    orderNumbers: simulator
      .morningJobs()
      .slice(-SHARED_ORDERS)
      .flatMap(({ payload }) => (payload as TwinJetJob).reference ?? []),
    stepMs: SHIPMENT_STEP_MS,
    speed: SPEED,
  });
  // Its shipments come by themselves: they are listed as of any account that is connected for the first time.
  await connections.create({
    provider: 'shipping-order',
    label: 'Gale & Finch',
    baseUrl: shipping.url,
    options: { tokenUrl: shipping.tokenUrl },
    secret: { ...PRACTICE_CLIENT },
  });
  const parcels = await startAfterShipSimulator({
    keys: [{ key: PRACTICE_AFTERSHIP_KEY }],
    clock: () => clock.now(),
    seed,
    filled: true,
    stepMs: PARCEL_STEP_MS,
    speed: SPEED,
  });
  const labels = await startAfterShipShippingSimulator({
    apiKeys: [PRACTICE_AFTERSHIP_KEY],
    clock: () => clock.now(),
    filled: true,
  });
  // Its parcels come by themselves too.
  await connections.create({
    provider: 'aftership',
    label: 'Parcels',
    baseUrl: parcels.url,
    options: { trackingVersion: '2024-04', shippingBaseUrl: labels.url },
    secret: { apiKey: PRACTICE_AFTERSHIP_KEY },
  });
  const filled = fill().catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error('Practice could not be filled', { error: String(error) });
  });
  simulator.onArrival((job) => {
    filled
      .then(() => (stopping.signal.aborted ? undefined : take([job])))
      .catch((error: unknown) => log.warn('A practice job could not be taken up', { error: String(error) }));
  });

  async function fill(): Promise<void> {
    // The newest first: they are the ones on the desk.
    const morning = simulator.morningJobs().toReversed();
    for (let from = 0; from < morning.length; from += AT_ONCE) {
      if (stopping.signal.aborted) return;
      await take(morning.slice(from, from + AT_ONCE));
      if (from === 0) await keepZones(morning);
      // Nothing here really waits: without this nobody else would get a turn before the last job.
      await turn();
    }
  }

  /** What the quotes of a morning leave behind: the zones of each client. */
  async function keepZones(morning: MorningJob[]): Promise<void> {
    for (const [token, connectionId] of connectionOf) {
      const job = morning.find(({ clientToken }) => clientToken === token);
      const quote = job && simulator.quoteOf(job.requestId);
      const read = readValidate(quote?.answer);
      if (!quote || !read.ok) continue;
      const { geometries } = quoteFrom(read.value, quote.quotedAt, quote.answer);
      await zones.keep(connectionId, geometries, quote.quotedAt);
    }
  }

  /**
   * Each job as it stands now, not as it began: a board that fills with "Processing" would tell of a morning that never
   * was. From here on the poller asks about it over HTTP, as about any other.
   */
  async function take(arrived: MorningJob[]): Promise<void> {
    const records: JobRecord[] = [];
    const told = new Map<JobId, JobNews>();
    for (const job of arrived) {
      const connectionId = connectionOf.get(job.clientToken);
      const raw = simulator.statusOf(job.requestId, clock.now() - job.createdAt < WAYS_KEPT_MS);
      const status = readStatus(raw);
      if (connectionId === undefined || !status.ok) continue;
      const news = newsFrom(status.value, clock.now(), raw);
      const record = recordOf(job, connectionId, news);
      records.push(record);
      told.set(record.id, news);
    }
    await jobs.adopt(records, told);
  }

  function recordOf(job: MorningJob, connectionId: ConnectionId, news: JobNews): JobRecord {
    const record = jobRecordFrom(job.payload as TwinJetJob, {
      id: newId<JobId>('job'),
      connectionId,
      at: job.createdAt,
      currency: settings.get().currency,
      quote: simulator.quoteOf(job.requestId) ?? null,
    });
    return {
      ...record,
      externalIds: { ...record.externalIds, requestId: job.requestId },
      status: news.status,
      rawStatus: news.rawStatus,
      rawStatusText: news.rawStatusText,
      remarks: news.remarks ?? null,
      changedAt: news.sourceAt ?? record.createdAt,
    };
  }

  return {
    ...createPracticeDials({
      systems: {
        twinjet: [simulator],
        aftership: [parcels, labels],
        'shipping-order': [shipping],
        'orderly-hub': [hub],
        'jet-delivery': [jet],
      },
      living: [simulator, parcels, shipping],
      simulator,
      connections,
      tokenOf,
      begin: { speed: SPEED, arrivalsPerHour: ARRIVALS_PER_HOUR },
      log,
    }),
    async stop() {
      stopping.abort();
      await filled;
      await Promise.all([
        parcels.stop(),
        labels.stop(),
        simulator.stop(),
        jet.stop(),
        hub.stop(),
        shipping.stop(),
      ]);
    },
  };
}
