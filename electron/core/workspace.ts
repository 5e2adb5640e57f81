// One open workspace: its database file and every service over it. Made by core.ts, one at a time; practice and live
// are separate files and share nothing but the feed (whose watchers start again) and the tiles.

import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Settings } from '../../shared/contract/settings.ts';
import type { ProviderName } from '../../shared/domain/provider-name.ts';
import { type BoardService, createBoardService } from './board/board-service.ts';
import { type AfterShipBooking, createAfterShipBooking } from './booking/aftership-booking.ts';
import { createFollowing, type Follower } from './booking/following.ts';
import { createShippingOrderBooking, type ShippingOrderBooking } from './booking/shipping-order-booking.ts';
import { createTwinJetBooking, type TwinJetBooking } from './booking/twinjet-booking.ts';
import { CacheProblem } from './cache/cache-problem.ts';
import type { openCacheThread } from './cache/open-cache-thread.ts';
import {
  type CarrierAccountsService,
  createCarrierAccountsService,
} from './carrier-accounts/carrier-accounts-service.ts';
import { type ConnectionService, createConnectionService } from './connections/connection-service.ts';
import { type CourierService, createCourierService } from './couriers/courier-service.ts';
import type { ChangeFeed } from './feed/change-feed.ts';
import { createHttpClient } from './http/http-client.ts';
import { createInboxService, type InboxService } from './inbox/inbox-service.ts';
import { createJobService, type JobService } from './jobs/job-service.ts';
import { createNotices } from './jobs/notices.ts';
import { createLabelsService, type LabelsService } from './labels/labels-service.ts';
import { createOnboardingService, type OnboardingService } from './onboarding/onboarding-service.ts';
import { createOutbox, type Outbox } from './outbox/outbox-service.ts';
import { createPoller, type Poller } from './polling/poller.ts';
import type { Ports, SecretStore } from './ports.ts';
import { createAfterShipProvider } from './providers/aftership/aftership-provider.ts';
import { createAfterShipShipping } from './providers/aftership/shipping/shipping-provider.ts';
import { createJetDeliveryProvider } from './providers/jet-delivery/jet-delivery-provider.ts';
import { createOrderlyHubProvider } from './providers/orderly-hub/orderly-hub-provider.ts';
import type { Provider } from './providers/provider.ts';
import { createShippingOrderProvider } from './providers/shipping-order/shipping-order-provider.ts';
import { createTwinJetProvider } from './providers/twinjet/twinjet-provider.ts';
import { createDraftService, type DraftService } from './settings/draft-service.ts';
import { openSettings, type SettingsService } from './settings/settings-service.ts';
import { createZoneService, type ZoneService } from './zones/zone-service.ts';

export type WorkspaceName = 'practice' | 'live';

export interface Workspace {
  name: WorkspaceName;
  /** What happened to the file while it was opened (repaired, put aside), in a sentence; null when nothing did. */
  notice: string | null;
  board: BoardService;
  booking: {
    twinjet: TwinJetBooking;
    aftership: AfterShipBooking;
    'shipping-order': ShippingOrderBooking;
  };
  carrierAccounts: CarrierAccountsService;
  connections: ConnectionService;
  couriers: CourierService;
  drafts: DraftService;
  following: Follower;
  inbox: InboxService;
  jobs: JobService;
  labels: LabelsService;
  onboarding: OnboardingService;
  outbox: Outbox;
  poller: Poller;
  settings: SettingsService;
  zones: ZoneService;
  revision(): Promise<number>;
  /** Begins to send and to ask. Until then everything kept can be read and written. */
  start(): Promise<void>;
  /** Polling stopped, the outbox at rest, the file closed. */
  close(): Promise<void>;
}

/** How a file is opened: on a thread of its own, but for tests that have a hand on the file or on the time. */
export type OpenCache = typeof openCacheThread;

interface Options {
  name: WorkspaceName;
  ports: Ports;
  feed: ChangeFeed;
  secrets: SecretStore;
  openCache: OpenCache;
  /** The file cannot be written or read any more: `sentence` says what to do. Called again and again while it lasts. */
  onFileProblem: (sentence: string) => void;
}

const DAY_MS = 24 * 60 * 60_000;
/** Long enough after the start that nobody waits for it. */
const FIRST_PRUNE_MS = 2 * 60_000;

function databasePath(dataDir: string, name: WorkspaceName): string {
  return join(dataDir, `${name}.sqlite`);
}

export function databaseExists(dataDir: string, name: WorkspaceName): boolean {
  return existsSync(databasePath(dataDir, name));
}

/**
 * Removes the file of a workspace with all that stands beside it, and answers the settings that were in it; null where they
 * cannot be read. Throws CacheProblem where another Switchyard works with that file.
 */
export async function removeDatabase(
  name: WorkspaceName,
  { ports, feed, openCache }: Pick<Options, 'ports' | 'feed' | 'openCache'>,
): Promise<Settings | null> {
  const { dataDir } = ports.paths;
  const path = databasePath(dataDir, name);
  const kept = existsSync(path) ? await settingsIn(path, { ports, feed, openCache }) : null;
  for (const file of await readdir(dataDir)) {
    if (file.startsWith(basename(path))) await rm(join(dataDir, file), { force: true });
  }
  return kept;
}

async function settingsIn(
  path: string,
  { ports: { clock, log }, feed, openCache }: Pick<Options, 'ports' | 'feed' | 'openCache'>,
): Promise<Settings | null> {
  try {
    const cache = await openCache({ path, clock, log });
    try {
      return (await openSettings({ cache, feed, clock, log })).get();
    } finally {
      await cache.close();
    }
  } catch (error) {
    if (error instanceof CacheProblem && error.kind === 'locked') throw error;
    log.info('The settings of a file that is to be removed could not be read', {
      path,
      error: String(error),
    });
    return null;
  }
}

/** Throws CacheProblem with a sentence for a person when the file cannot be used. */
export async function openWorkspace({
  name,
  ports,
  feed,
  secrets,
  openCache,
  onFileProblem,
}: Options): Promise<Workspace> {
  const { clock, log, notifier } = ports;
  const cache = await openCache({
    path: databasePath(ports.paths.dataDir, name),
    clock,
    log,
    onProblem: (problem) => onFileProblem(problem.message),
  });
  const settings = await openSettings({ cache, feed, clock, log });
  const http = createHttpClient(ports);
  const twinjet = createTwinJetProvider({ http });
  const aftership = createAfterShipProvider({ http, clock });
  const shippingOrder = createShippingOrderProvider({ http, clock });
  const jet = createJetDeliveryProvider({ http });
  const orderlyHub = createOrderlyHubProvider({ http });
  /** Those that carry jobs; the others are only connected. */
  const carriers: Partial<Record<ProviderName, Provider>> = {
    twinjet,
    aftership,
    'shipping-order': shippingOrder,
  };
  const connections = createConnectionService({
    cache,
    secrets,
    providers: { ...carriers, 'orderly-hub': orderlyHub, 'jet-delivery': jet },
    http,
    feed,
    clock,
    log,
    requestsPerSecond: settings.get().polling.requestsPerSecond,
    whileStill: (id, change) => outbox.whileStill(id, change),
  });
  await connections.start();
  const jobs = createJobService({ cache, feed, clock });
  const zones = createZoneService({ cache, jobs, log });
  const poller = createPoller({
    cache,
    feed,
    jobs,
    connections,
    clock,
    log,
    pace: () => settings.get().polling,
  });
  const outbox = createOutbox({
    cache,
    jobs,
    connections,
    factsOf: (provider, payload) => carriers[provider]?.factsOf(payload, settings.get().currency) ?? {},
    onSettled: (jobId) => poller.soon(jobId),
    clock,
    log,
  });
  const notices = createNotices({ cache, feed, clock, log, notifier, settings: () => settings.get() });
  const booking = {
    aftership: createAfterShipBooking({ cache, connections, jobs, outbox, secrets, aftership, clock }),
    'shipping-order': createShippingOrderBooking({
      cache,
      connections,
      jobs,
      outbox,
      settings,
      secrets,
      shippingOrder,
      listNow: (id) => poller.syncNow(id),
      clock,
    }),
    twinjet: createTwinJetBooking({
      cache,
      connections,
      jobs,
      outbox,
      zones,
      settings,
      secrets,
      twinjet,
      clock,
    }),
  };
  const onboarding = createOnboardingService({ cache, secrets, connections, jet, feed, clock, log });
  const carrierAccounts = createCarrierAccountsService({
    cache,
    connections,
    secrets,
    hub: orderlyHub,
    clock,
  });
  const drafts = createDraftService({ cache, clock });
  const inbox = createInboxService({
    cache,
    connections,
    outbox,
    drafts,
    onboarding,
    carrierAccounts,
    settings: () => settings.get(),
    feed,
    clock,
    log,
  });
  const shipping = createAfterShipShipping({ http, clock });
  const labels = createLabelsService({ cache, connections, secrets, shipping, clock, log });
  const stopListening = settings.onChange((now, before) => {
    if (now.polling.requestsPerSecond !== before.polling.requestsPerSecond) {
      connections.setBudget(now.polling.requestsPerSecond);
    }
    poller.settingsChanged();
  });
  let cancelPrune = () => {};

  async function prune(): Promise<void> {
    const { jobDays, positionDays } = settings.get().keeping;
    const now = clock.now();
    const gone = await cache.prune({
      jobsBefore: now - jobDays * DAY_MS,
      positionsBefore: now - positionDays * DAY_MS,
    });
    if (gone === 0) return;
    log.info('Old jobs were removed', { workspace: name, jobs: gone });
    feed.reset(await cache.revision());
  }

  function pruneIn(delayMs: number): void {
    cancelPrune = clock.setTimeout(() => {
      prune().catch((error: unknown) => log.error('Old jobs could not be removed', { error: String(error) }));
      pruneIn(DAY_MS);
    }, delayMs);
  }

  return {
    name,
    notice: cache.notice,
    board: createBoardService({ cache, clock }),
    booking,
    carrierAccounts,
    connections,
    couriers: createCourierService({ cache, clock }),
    drafts,
    following: createFollowing(connections, booking),
    inbox,
    jobs,
    labels,
    onboarding,
    outbox,
    poller,
    settings,
    zones,
    revision: () => cache.revision(),
    async start() {
      pruneIn(FIRST_PRUNE_MS);
      // One that cannot begin must not hold up the others.
      const parts = [
        outbox.start(),
        poller.start(),
        notices.start(),
        onboarding.start(),
        labels.start(),
        inbox.start(),
      ];
      const begun = await Promise.allSettled(parts);
      for (const part of begun) if (part.status === 'rejected') throw part.reason;
    },
    async close() {
      cancelPrune();
      stopListening();
      notices.stop();
      // Whatever goes wrong on the way (a full disk), the file is let go: nobody else could open it otherwise.
      const ending = [poller.stop(), outbox.stop(), onboarding.stop(), labels.stop(), inbox.stop()];
      for (const ended of await Promise.allSettled(ending)) {
        if (ended.status === 'rejected') {
          log.error('A workspace did not end in order', { workspace: name, error: String(ended.reason) });
        }
      }
      await cache.close();
    },
  };
}
