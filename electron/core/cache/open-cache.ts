// Opens the cache file: takes it for this process alone, checks its version, migrates it, repairs it when damaged,
// and puts promises around its parts. Called by cache-thread.ts, tests and the bench; it starts nothing that outlives close().

import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, Logger } from '../ports.ts';
import { AddressTable } from './address-table.ts';
import type { Cache, CacheWrite, PollableJob } from './cache.ts';
import type { CacheParts } from './cache-parts.ts';
import { CacheProblem, problemOf } from './cache-problem.ts';
import { ChangeStamps } from './change-stamps.ts';
import { ConnectionTable } from './connections.ts';
import { CourierTable } from './courier-table.ts';
import { CountTable } from './job-counts.ts';
import { JobTable } from './job-table.ts';
import { JobViews } from './job-views.ts';
import { alignStatusCodes, MIGRATIONS, migrate, versionOf } from './migrations.ts';
import { openFile } from './open-file.ts';
import { OutboxTable } from './outbox-table.ts';
import { pruneSome } from './prune.ts';
import { salvage, versionOfDamaged } from './salvage.ts';
import type { CallTimes, SqlFile } from './sql-file.ts';
import { TimelineTable } from './timeline-table.ts';
import { ValueTable } from './value-table.ts';
import { Writer } from './write.ts';
import { ZoneTable } from './zone-table.ts';

export interface CacheOptions {
  path: string;
  clock: Clock;
  log: Logger;
  /** Called with every trouble that a call on the open file meets (full, read-only, damaged, unreadable). */
  onProblem?: (problem: CacheProblem) => void;
}

/** A call of a method of the cache, by its name. */
export interface NamedCall {
  name: string;
  input: unknown[];
}

export interface OpenedCache extends Cache {
  /** What happened to the file on the way, in a sentence for a person; null when nothing did. */
  readonly notice: string | null;
  /** How long calls took, by name. For the bench. */
  times(): Promise<ReadonlyMap<string, CallTimes>>;
}

/** As it is in the thread that has the file. */
export interface CacheInHand extends OpenedCache {
  /** Answers these calls (of which `mayShare` is true) in their order, and by one commit; each succeeds or fails alone. */
  together(calls: readonly NamedCall[]): PromiseSettledResult<unknown>[];
}

/**
 * Whether a call may share its commit with its neighbours: news of a provider, and the look at the job before. An order
 * of a person waits for nobody, and is on the disk itself when it is answered.
 */
export function mayShare({ name, input }: NamedCall): boolean {
  return (
    name === 'job' ||
    (name === 'write' && ((input[0] as CacheWrite | undefined)?.commands?.length ?? 0) === 0)
  );
}

/** Ten thousand jobs at once would hold the main loop while the page waits for its first rows. */
const POLLABLE_AT_ONCE = 500;

/** A file up to this size is looked through when it is opened; a larger one would keep the board waiting. */
const CHECKED_BYTES = 32 * 1024 * 1024;

/** Throws CacheProblem (newer, locked, read-only, full, unreadable) with a sentence for a person. */
export async function openCache(options: CacheOptions): Promise<CacheInHand> {
  const { path, log } = options;
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(markOf(path))) {
      try {
        return open(options, null);
      } catch (error) {
        const problem = problemOf(error, path);
        if (problem?.kind !== 'damaged') throw error;
        log.error('The cache file is damaged', { path, reason: String(problem.cause ?? problem.message) });
      }
    }
    const notice = replaceDamaged(options);
    rmSync(markOf(path), { force: true });
    return open(options, notice);
  } catch (error) {
    throw problemOf(error, path) ?? error;
  }
}

function open(options: CacheOptions, notice: string | null): CacheInHand {
  const file = openChecked(options);
  try {
    return assemble(file, options, notice);
  } catch (error) {
    file.db.close();
    throw error;
  }
}

/** Stands beside the file once a bad page was met, so that the next start repairs it. */
function markOf(path: string): string {
  return `${path}.is-damaged`;
}

function openChecked({ path, clock, log }: CacheOptions): SqlFile {
  const isSmall = existsSync(path) && statSync(path).size <= CHECKED_BYTES;
  const file = openFile(path, log);
  try {
    const version = versionOf(file);
    if (version > MIGRATIONS.length) {
      throw new CacheProblem(
        'newer',
        `The data in ${path} was written by a newer Switchyard. Install the newer version again, or choose another folder with --data-dir.`,
      );
    }
    if (isSmall && file.db.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      throw new CacheProblem('damaged', `The file ${path} is damaged.`);
    }
    migrate(file, MIGRATIONS, (from) => {
      file.run('VACUUM INTO ?', freeName(`${path}.v${from}-${stamp(clock.now())}.backup`));
    });
    alignStatusCodes(file);
    return file;
  } catch (error) {
    file.db.close();
    throw error;
  }
}

/** Puts the damaged file aside, makes a new one and saves into it what can be read. Answers what to tell the person. */
function replaceDamaged({ path, clock, log }: CacheOptions): string {
  const aside = freeName(`${path}.damaged-${stamp(clock.now())}`);
  for (const part of ['', '-wal', '-shm']) if (existsSync(path + part)) renameSync(path + part, aside + part);
  const told = `The data file was damaged and has been put aside as ${basename(aside)}.`;
  const version = versionOfDamaged(aside);
  if (version === null || version > MIGRATIONS.length) {
    return `${told} Nothing in it could be read, so the board starts empty. Connections have to be added again; jobs can be followed by their ids.`;
  }
  const file = openFile(path, log);
  try {
    migrate(file, MIGRATIONS.slice(0, version), () => {});
    const saved = salvage(aside, file);
    log.warn('Saved what could be read of the damaged cache file', { aside, ...saved });
    const kept = `${saved.jobs} jobs and ${saved.commands} commands were saved`;
    return saved.everything
      ? `${told} Nothing is missing: ${kept}.`
      : `${told} ${kept}; some may be missing or older than they were. Look through the board before you send anything again.`;
  } finally {
    file.db.close();
  }
}

/** "20261103-101530", in the machine's own time, for names of files that a person may look for. */
function stamp(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}

function freeName(name: string): string {
  for (let again = 2, free = name; ; again++) {
    if (!existsSync(free)) return free;
    free = `${name}-${again}`;
  }
}

function assemble(file: SqlFile, { path, onProblem }: CacheOptions, notice: string | null): CacheInHand {
  const stamps = new ChangeStamps();
  const connections = new ConnectionTable(file);
  const jobs = new JobTable(file, connections, stamps);
  const outbox = new OutboxTable(file, (ids) => jobs.rows(ids));
  const couriers = new CourierTable(file);
  const timeline = new TimelineTable(file);
  const zones = new ZoneTable(file);
  const addresses = new AddressTable(file, connections);
  const values = new ValueTable(file);
  const writer = new Writer({
    file,
    stamps,
    connections,
    jobs,
    outbox,
    couriers,
    timeline,
    zones,
    addresses,
  });
  const counts = new CountTable(file, outbox);
  const views = new JobViews(file, connections, jobs, counts, stamps);

  const parts: CacheParts = {
    write: (change) => writer.write(change),
    markSeen: (seen) => jobs.markSeen(seen),
    revision: () => writer.revision,
    query: (view, offset, limit, now) => views.query(view, offset, limit, now, writer.revision),
    counts: (now) => counts.counts(now, writer.revision),
    places: (view, limit, now) => views.places(view, limit, now),
    job: (id) => jobs.job(id),
    rows: (ids) => jobs.rows(ids),
    findJobs: (connectionId, by) => jobs.findJobs(connectionId, by),
    jobsNamed: (ids, limit) => jobs.jobsNamed(ids, limit),
    events: (id) => timeline.events(id),
    jobTrail: (id) => couriers.jobTrail(id),
    raw: (id) => timeline.raw(id),
    recentAddresses: (by) => addresses.recentAddresses(by),
    promisesBetween: (after, upTo) => jobs.promisesBetween(after, upTo),
    commandsOf: (id) => outbox.commandsOf(id),
    command: (id) => outbox.command(id),
    unsettledCommands: () => outbox.unsettledCommands(),
    outbox: (since) => outbox.outbox(since),
    couriers: (activeSince) => couriers.couriers(activeSince),
    courierTrail: (id, since) => couriers.courierTrail(id, since),
    zones: () => zones.zones(),
    connections: () => connections.connections(),
    saveConnection: (connection) => connections.saveConnection(connection),
    value: (key) => values.value(key),
    values: (prefix) => values.values(prefix),
    saveValue: (key, value, savedAt) => values.saveValue(key, value, savedAt),
    removeValue: (key) => values.removeValue(key),
    saveQuote: (quote) => values.saveQuote(quote),
    quote: (id) => values.quote(id),
  };

  function answerNow<Value>(name: string, work: () => Value): Value {
    if (!file.db.open) throw new CacheProblem('closed', 'The cache is closed: Switchyard is shutting down.');
    try {
      return file.timed(name, work);
    } catch (error) {
      const problem = problemOf(error, path);
      if (problem?.kind === 'damaged') writeFileSync(markOf(path), 'A page of the file could not be read.\n');
      if (problem) onProblem?.(problem);
      throw problem ?? error;
    }
  }

  async function answer<Value>(name: string, work: () => Value): Promise<Value> {
    return answerNow(name, work);
  }

  function settled({ name, input }: NamedCall): PromiseSettledResult<unknown> {
    try {
      const part = parts[name as keyof CacheParts] as (...input: unknown[]) => unknown;
      return { status: 'fulfilled', value: answerNow(name, () => part(...input)) };
    } catch (reason) {
      return { status: 'rejected', reason };
    }
  }

  function together(calls: readonly NamedCall[]): PromiseSettledResult<unknown>[] {
    if (calls.filter(({ name }) => name === 'write').length > 1) {
      try {
        return file.timed('commit', () =>
          writer.together(() =>
            calls.map((call) => {
              const result = settled(call);
              // The file itself is in trouble: nobody knows what is left of the transaction.
              if (result.status === 'rejected' && result.reason instanceof CacheProblem) throw result.reason;
              return result;
            }),
          ),
        );
      } catch {
        // Each for itself, then, and each with its own reason.
      }
    }
    return calls.map(settled);
  }

  const promised = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      (...input: unknown[]) => answer(name, () => (part as (...input: unknown[]) => unknown)(...input)),
    ]),
  ) as unknown as Omit<Cache, 'pollable' | 'prune' | 'close'>;

  return {
    ...promised,
    notice,
    together,
    times: async () => file.times,
    pollable: async () => {
      const rows = await answer('pollable', () => jobs.polled());
      const found: PollableJob[] = [];
      for (let at = 0; at < rows.length; at += POLLABLE_AT_ONCE) {
        if (at > 0) await nextTurn();
        const some = await answer('pollable', () => jobs.pollable(rows.slice(at, at + POLLABLE_AT_ONCE)));
        found.push(...some);
      }
      return found;
    },
    prune: async (limits) => {
      for (let removed = 0; ; await nextTurn()) {
        const some = await answer('prune', () => pruneSome(file, writer, addresses, limits));
        if (some === null) return removed;
        removed += some;
      }
    },
    close: async () => {
      if (file.db.open) file.db.close();
    },
  };
}
