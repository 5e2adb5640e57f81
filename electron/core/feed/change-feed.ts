// From a write to whoever watches: newest per id, merged for a moment, bounded; a gap becomes a reset.
// Services publish, rpc/ reads. Watchers pull, so a slow one costs nothing and gets the newest when it comes back.

import type { Connection } from '../../../shared/domain/connection.ts';
import type { Courier } from '../../../shared/domain/courier.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { JobRow } from '../../../shared/domain/job.ts';
import type { WriteResult } from '../cache/cache.ts';
import type { Clock, Notice } from '../ports.ts';
import { NewestLog } from './newest-log.ts';

export type Topic =
  | 'counts'
  | 'outbox'
  | 'zones'
  | 'settings'
  | 'workspace'
  | 'vault'
  | 'onboarding'
  | 'training';
export interface Seen {
  id: JobId;
  receivedAt: number;
}
export type JobsChange =
  | { kind: 'reset'; revision: number }
  | { kind: 'changes'; revision: number; rows: JobRow[] }
  | { kind: 'seen'; seen: Seen[] };
export type CouriersChange =
  | { kind: 'reset'; revision: number }
  | { kind: 'changes'; revision: number; couriers: Courier[] };
export type AppChange = { kind: 'changed'; topics: Topic[] } | ({ kind: 'notice' } & Notice);

export interface ChangeFeed {
  /** After every `cache.write`. */
  published(result: WriteResult): void;
  /** Calls back, in the same turn, with every published result: the poller and the notices follow the jobs so. */
  subscribe(listener: (result: WriteResult) => void): () => void;
  /** Jobs that were looked at and found unchanged. */
  seen(items: Seen[]): void;
  topics(...topics: Topic[]): void;
  notice(notice: Notice): void;
  connectionsChanged(): void;
  /** Another workspace is open, its revision is `revision`: every watcher starts again. */
  reset(revision: number): void;
  /** Watching ends by its signal: a generator that sleeps cannot be returned from outside. */
  watchJobs(
    sinceRevision: number | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<JobsChange, void>;
  watchCouriers(
    sinceRevision: number | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<CouriersChange, void>;
  watchApp(signal: AbortSignal | undefined): AsyncGenerator<AppChange, void>;
  watchConnections(
    list: () => Promise<Connection[]>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<{ connections: Connection[] }, void>;
}

interface Options {
  clock: Clock;
  /** How long changes gather before they are said. */
  mergeMs?: number;
  /** Rows kept for watchers that fall behind. */
  capacity?: number;
}

/** The age of the news is only read by the minute or the second: it gathers for longer. */
const SEEN_MERGE_MS = 1000;
const NOTICES_KEPT = 100;

export function createChangeFeed({ clock, mergeMs = 100, capacity = 5000 }: Options): ChangeFeed {
  let epoch = 0;
  let jobs = new NewestLog<JobRow>(capacity, 0);
  let couriers = new NewestLog<Courier>(capacity, 0);
  /** Seen items have an order of their own: they carry no revision. */
  let seenLog = new NewestLog<Seen>(capacity, 0);
  let connectionsVersion = 0;
  const appWatchers = new Set<{ topics: Set<Topic>; notices: Notice[] }>();
  const listeners = new Set<(result: WriteResult) => void>();
  const sleepers = new Set<() => void>();

  function wake(): void {
    const woken = [...sleepers];
    sleepers.clear();
    for (const resume of woken) resume();
  }

  /** Until something is published or the watcher is gone. */
  function nextChange(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const resume = () => {
        sleepers.delete(resume);
        signal?.removeEventListener('abort', resume);
        resolve();
      };
      if (signal?.aborted) return resolve();
      sleepers.add(resume);
      signal?.addEventListener('abort', resume);
    });
  }

  function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        cancel();
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const cancel = clock.setTimeout(finish, delayMs);
      if (signal?.aborted) finish();
      else signal?.addEventListener('abort', finish);
    });
  }

  /** The loop behind jobs and couriers: resets at a gap, otherwise what is newer than the last said revision. */
  async function* watchLog<Item, Change>(
    log: () => NewestLog<Item>,
    sinceRevision: number | undefined,
    signal: AbortSignal | undefined,
    say: { reset(revision: number): Change; changes(items: Item[], revision: number): Change },
  ): AsyncGenerator<Change, void> {
    let known = sinceRevision ?? -1;
    let knownEpoch = epoch;
    while (!signal?.aborted) {
      const current = log();
      const newer = knownEpoch === epoch ? current.since(known) : null;
      if (newer !== null && newer.length === 0) {
        await nextChange(signal);
        if (log().revision > known && knownEpoch === epoch) await pause(mergeMs, signal);
        continue;
      }
      known = current.revision;
      knownEpoch = epoch;
      yield newer === null ? say.reset(known) : say.changes(newer, known);
    }
  }

  async function* watchSeen(signal: AbortSignal | undefined): AsyncGenerator<JobsChange, void> {
    let known = seenLog.revision;
    let knownEpoch = epoch;
    while (!signal?.aborted) {
      await nextChange(signal);
      if (knownEpoch === epoch && seenLog.revision === known) continue;
      await pause(SEEN_MERGE_MS, signal);
      const newer = knownEpoch === epoch ? seenLog.since(known) : null;
      known = seenLog.revision;
      knownEpoch = epoch;
      if (newer !== null && newer.length > 0) yield { kind: 'seen', seen: newer };
    }
  }

  return {
    published(result) {
      for (const row of result.rows) jobs.add(row.id, row, result.revision);
      for (const courier of result.couriers) couriers.add(courier.id, courier, result.revision);
      jobs.advance(result.revision);
      couriers.advance(result.revision);
      if (result.rows.length > 0) this.topics('counts');
      if (result.commandsChanged) this.topics('outbox', 'counts');
      if (result.zonesChanged) this.topics('zones');
      for (const listener of listeners) listener(result);
      wake();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    seen(items) {
      for (const item of items) seenLog.add(item.id, item, seenLog.revision + 1);
      wake();
    },
    topics(...topics) {
      for (const watcher of appWatchers) for (const topic of topics) watcher.topics.add(topic);
      wake();
    },
    notice(notice) {
      for (const watcher of appWatchers) {
        watcher.notices.push(notice);
        if (watcher.notices.length > NOTICES_KEPT) watcher.notices.shift();
      }
      wake();
    },
    connectionsChanged() {
      connectionsVersion += 1;
      wake();
    },
    reset(revision) {
      epoch += 1;
      jobs = new NewestLog(capacity, revision);
      couriers = new NewestLog(capacity, revision);
      seenLog = new NewestLog(capacity, 0);
      connectionsVersion += 1;
      this.topics('workspace', 'counts', 'outbox', 'zones', 'settings');
    },
    watchJobs(sinceRevision, signal) {
      const changes = watchLog<JobRow, JobsChange>(() => jobs, sinceRevision, signal, {
        reset: (revision) => ({ kind: 'reset', revision }),
        changes: (rows, revision) => ({ kind: 'changes', revision, rows }),
      });
      return mergeGenerators(changes, watchSeen(signal));
    },
    watchCouriers(sinceRevision, signal) {
      return watchLog<Courier, CouriersChange>(() => couriers, sinceRevision, signal, {
        reset: (revision) => ({ kind: 'reset', revision }),
        changes: (items, revision) => ({ kind: 'changes', revision, couriers: items }),
      });
    },
    async *watchApp(signal) {
      const watcher = { topics: new Set<Topic>(), notices: [] as Notice[] };
      appWatchers.add(watcher);
      try {
        while (!signal?.aborted) {
          if (watcher.topics.size === 0 && watcher.notices.length === 0) {
            await nextChange(signal);
            await pause(mergeMs, signal);
            continue;
          }
          for (const notice of watcher.notices.splice(0)) yield { kind: 'notice', ...notice };
          if (watcher.topics.size > 0) {
            const topics = [...watcher.topics];
            watcher.topics.clear();
            yield { kind: 'changed', topics };
          }
        }
      } finally {
        appWatchers.delete(watcher);
      }
    },
    async *watchConnections(list, signal) {
      let said = -1;
      while (!signal?.aborted) {
        if (said === connectionsVersion) {
          await nextChange(signal);
          if (said !== connectionsVersion) await pause(mergeMs, signal);
          continue;
        }
        said = connectionsVersion;
        yield { connections: await list() };
      }
    },
  };
}

/** Two endless generators as one, each asked again only after its last item was taken. */
async function* mergeGenerators<Item>(
  first: AsyncGenerator<Item, void>,
  second: AsyncGenerator<Item, void>,
): AsyncGenerator<Item, void> {
  const sources = [first, second];
  const pending = sources.map((source, index) => source.next().then((result) => ({ result, index })));
  try {
    while (true) {
      const { result, index } = await Promise.race(pending);
      if (result.done) return;
      const source = sources[index];
      if (!source) return;
      yield result.value;
      pending[index] = source.next().then((next) => ({ result: next, index }));
    }
  } finally {
    for (const source of sources) void source.return();
  }
}
