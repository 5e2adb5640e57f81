// A core for tests of the page's state: the real contract, answered in this process from a list of rows. Every answer
// passes the contract's schemas, so a test cannot believe in a shape that the real core would not send.

import { createRouterClient, implement } from '@orpc/server';
import type { CoreClient, CoreOutputs } from '../../renderer/connection/core-client.ts';
import type { Link, LinkStatus } from '../../renderer/connection/link.ts';
import { contract } from '../../shared/contract/contract.ts';
import type { JobView } from '../../shared/contract/jobs.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/contract/settings.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import type { Courier } from '../../shared/domain/courier.ts';
import type { ConnectionId, CourierId, JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { JOB_PHASES, type JobStatus, phaseOf } from '../../shared/domain/job-status.ts';

export interface Question {
  view: JobView;
  offset: number;
  limit: number;
}

type ItemOf<Stream> = Stream extends AsyncIterable<infer Item> ? Item : never;
type JobItem = ItemOf<CoreOutputs['jobs']['watch']>;
type CourierItem = ItemOf<CoreOutputs['couriers']['watch']>;
type ConnectionItem = ItemOf<CoreOutputs['connections']['watch']>;
type AppItem = ItemOf<CoreOutputs['app']['watch']>;

/** A stream that several may read at once; `end` breaks it off for all who read it now. */
interface Channel<Of> {
  push: (item: Of) => void;
  end: () => void;
  read: (signal: AbortSignal | undefined, first?: Of[]) => AsyncGenerator<Of, void, void>;
}

function channel<Of>(): Channel<Of> {
  const readers = new Set<{ items: Of[]; ended: boolean; wake: () => void }>();
  return {
    push(item) {
      for (const reader of readers) {
        reader.items.push(item);
        reader.wake();
      }
    },
    end() {
      for (const reader of readers) {
        reader.ended = true;
        reader.wake();
      }
    },
    async *read(signal, first = []) {
      const reader = { items: [...first], ended: false, wake: () => {} };
      signal?.addEventListener('abort', () => reader.wake());
      readers.add(reader);
      try {
        while (!signal?.aborted) {
          const item = reader.items.shift();
          if (item !== undefined) yield item;
          else if (reader.ended) return;
          else await new Promise<void>((resolve) => (reader.wake = resolve));
        }
      } finally {
        readers.delete(reader);
      }
    },
  };
}

export type PageCore = ReturnType<typeof createPageCore>;

export function jobRow(id: string, status: JobStatus = 'accepted', more: Partial<JobRow> = {}): JobRow {
  return {
    id: id as JobId,
    provider: 'twinjet',
    connectionId: 'c1' as ConnectionId,
    status,
    phase: phaseOf(status),
    rawStatus: '50',
    rawStatusText: null,
    reference: `REF-${id}`,
    externalIds: { requestId: null, jobId: null, externalId: id, trackingId: null },
    recipient: null,
    origin: 'here',
    from: null,
    to: null,
    windowFromAt: null,
    windowToAt: null,
    promiseAt: null,
    courierId: null,
    courierName: null,
    price: null,
    sourceAt: null,
    receivedAt: 1_000,
    trouble: null,
    pending: null,
    tags: [],
    archived: false,
    createdAt: 0,
    revision: 1,
    ...more,
  };
}

export function courier(id: string, revision: number, more: Partial<Courier> = {}): Courier {
  return {
    id: id as CourierId,
    connectionId: 'c1' as ConnectionId,
    name: id,
    position: null,
    positionAt: null,
    heading: null,
    jobIds: [],
    revision,
    ...more,
  };
}

/** Rows are kept in the order of the view: tests put them where they want them. */
export function createPageCore(initial: JobRow[] = []) {
  const os = implement(contract);
  const core = {
    rows: initial,
    couriers: [] as Courier[],
    connections: [] as Connection[],
    settings: structuredClone(DEFAULT_SETTINGS) as Settings,
    workspace: 'practice' as 'practice' | 'live',
    revision: 1,
    totalIsExact: true,
    late: 0,
    /** What was asked of jobs.query, in order. */
    questions: [] as Question[],
    /** What was asked of jobs.places, in order. */
    placesAsked: [] as { view: JobView; limit: number }[],
    /** Answers of jobs.query and jobs.places wait for this. */
    gate: Promise.resolve() as Promise<unknown>,
    /** The next calls of these names fail with this. */
    fails: new Map<string, Error>(),
    calls: [] as string[],
    sinceRevisions: [] as (number | undefined)[],
    jobs: channel<JobItem>(),
    couriersChannel: channel<CourierItem>(),
    connectionsChannel: channel<ConnectionItem>(),
    inboxChannel: channel<typeof NOTHING_NEEDED>(),
    app: channel<AppItem>(),
    client: undefined as unknown as CoreClient,
  };

  const called = (name: string) => {
    core.calls.push(name);
    const failure = core.fails.get(name);
    if (failure !== undefined) throw failure;
  };

  const router = {
    app: {
      hello: os.app.hello.handler(() => ({
        version: '0',
        host: 'server' as const,
        capabilities: { tray: false, nativeNotifications: false, closeToTray: false },
        workspace: core.workspace,
      })),
      openWorkspace: os.app.openWorkspace.handler(({ input }) => input),
      watch: os.app.watch.handler(({ signal }) => core.app.read(signal)),
    },
    connections: {
      watch: os.connections.watch.handler(({ signal }) =>
        core.connectionsChannel.read(signal, [{ connections: core.connections }]),
      ),
    },
    jobs: {
      query: os.jobs.query.handler(async ({ input }) => {
        core.questions.push(input);
        called('jobs.query');
        // The answer is what is true when it is asked; it may arrive later.
        const answer = answerTo(input);
        await core.gate;
        return answer;
      }),
      places: os.jobs.places.handler(async ({ input }) => {
        core.placesAsked.push(input);
        called('jobs.places');
        const answer = core.rows.map(({ id, status, promiseAt, reference, recipient }) => ({
          ...{ id, status, promiseAt, reference, recipient },
          ...{ pick: null, drop: { lat: 37.78, lng: -122.4 } },
        }));
        await core.gate;
        return answer;
      }),
      counts: os.jobs.counts.handler(() => {
        called('jobs.counts');
        return {
          phases: Object.fromEntries(
            JOB_PHASES.map((phase) => [phase, core.rows.filter((row) => row.phase === phase).length]),
          ) as Record<JobRow['phase'], number>,
          live: core.rows.length,
          late: core.late,
          trouble: 0,
          outbox: { waiting: 0, unknown: 0, failed: 0 },
          revision: core.revision,
        };
      }),
      get: os.jobs.get.handler(({ input, errors }) => {
        called('jobs.get');
        const row = core.rows.find(({ id }) => id === input.id);
        if (row === undefined) throw errors.NOT_FOUND({ message: 'There is no such job.' });
        return { job: { ...row, ...details }, events: [], trail: [], commands: [], raw: null, linked: [] };
      }),
      watch: os.jobs.watch.handler(({ input, signal }) => {
        core.sinceRevisions.push(input?.sinceRevision);
        return core.jobs.read(signal);
      }),
      note: os.jobs.note.handler(({ input }) => {
        called('jobs.note');
        return { id: input.id };
      }),
    },
    couriers: {
      list: os.couriers.list.handler(() => ({ couriers: core.couriers, revision: core.revision })),
      watch: os.couriers.watch.handler(({ signal }) => core.couriersChannel.read(signal)),
    },
    zones: { list: os.zones.list.handler(() => []) },
    onboarding: { list: os.onboarding.list.handler(() => []) },
    inbox: {
      list: os.inbox.list.handler(() => ({ entries: [], counts: NOTHING_NEEDED })),
      watch: os.inbox.watch.handler(({ signal }) => core.inboxChannel.read(signal, [NOTHING_NEEDED])),
    },
    training: { get: os.training.get.handler(() => ({ tasks: [] })) },
    outbox: {
      list: os.outbox.list.handler(() => {
        called('outbox.list');
        return [];
      }),
      discard: os.outbox.discard.handler(({ errors }) => {
        called('outbox.discard');
        throw errors.CONFLICT({ message: 'It is being sent right now.', data: { jobId: 'a' } });
      }),
    },
    settings: {
      get: os.settings.get.handler(() => core.settings),
      update: os.settings.update.handler(({ input }) => {
        called('settings.update');
        core.settings = {
          ...core.settings,
          ...input,
          layout: { ...core.settings.layout, ...input.layout },
        } as Settings;
        return core.settings;
      }),
    },
    vault: {
      status: os.vault.status.handler(() => ({
        kind: 'session' as const,
        state: 'ready' as const,
        offers: [],
        problem: null,
      })),
    },
  };

  function answerTo({ view, offset, limit }: Question) {
    const folded = view.folded ?? [];
    const groups = JOB_PHASES.map((phase) => ({
      phase,
      total: core.rows.filter((row) => row.phase === phase).length,
    }));
    const rows =
      view.group === 'phase'
        ? JOB_PHASES.flatMap((phase) =>
            folded.includes(phase) ? [] : core.rows.filter((row) => row.phase === phase),
          )
        : core.rows;
    return {
      rows: rows.slice(offset, offset + limit),
      total: core.totalIsExact ? rows.length : Math.min(rows.length, offset + limit + 1),
      totalIsExact: core.totalIsExact,
      groups: view.group === 'phase' ? groups : [],
      revision: core.revision,
    };
  }

  core.client = createRouterClient(router) as unknown as CoreClient;
  return core;
}

/** A link over it that opens and closes when the test says so. */
export function createPageLink(core: PageCore) {
  const listeners = new Set<(status: LinkStatus) => void>();
  let status: LinkStatus = { phase: 'connecting', since: 0 };
  const set = (next: LinkStatus) => {
    status = next;
    for (const listener of listeners) listener(next);
  };
  const link: Link = {
    client: core.client,
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow: () => {},
    close: () => {},
  };
  return {
    link,
    open: () => set({ phase: 'open', since: 1 }),
    lose: () => set({ phase: 'lost', since: 2 }),
  };
}

const NOTHING_NEEDED = { open: 0, critical: 0, more: 0 };

const details = {
  pickAddress: null,
  deliverAddress: null,
  readyAt: null,
  contactName: null,
  contactPhone: null,
  items: [],
  orderTotal: null,
  deliveryFee: null,
  tip: null,
  paymentMethod: null,
  service: null,
  instructions: null,
  photoRequired: false,
  quote: null,
  remarks: null,
  request: null,
  note: null,
  changedAt: 0,
};
