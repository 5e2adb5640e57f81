// What needs a person, kept up to date, and what a person did about it. Called by rpc/; made by workspace.ts.
// Looks again soon after something changed that an entry may depend on, and every few seconds for what time alone
// brings (late, long unreachable, a snooze that ends).

import type { InboxCounts, InboxEntry } from '../../../shared/contract/inbox.ts';
import { troubleOf } from '../../../shared/domain/attention.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { ChangeFeed } from '../feed/change-feed.ts';
import type { Clock, Logger } from '../ports.ts';
import { invalid } from '../refusal.ts';
import {
  closedJobs,
  type Findings,
  type Found,
  findEntries,
  isJobName,
  MOST_OPEN,
  type Sources,
} from './find-entries.ts';
import { holds, type Mark, readMark, told } from './marks.ts';

export interface InboxService {
  start(): Promise<void>;
  /** Answers when nothing is read any more. */
  stop(): Promise<void>;
  list(): Promise<{ entries: InboxEntry[]; counts: InboxCounts }>;
  /** The counts at once and after every change of the list; ends with the signal, and with the workspace. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<InboxCounts, void>;
  /** Each answers the ids that it was done to. */
  acknowledge(ids: readonly string[]): Promise<string[]>;
  /** INVALID for a time that is not ahead, or too far. */
  snooze(ids: readonly string[], untilAt: number): Promise<string[]>;
  restore(ids: readonly string[]): Promise<string[]>;
}

interface Options extends Sources {
  feed: ChangeFeed;
  clock: Clock;
  log: Logger;
}

const GATHER_MS = 250;
/** A look reads up to some hundred rows: however much happens, not more often than this. */
const REST_MS = 1_000;
const LOOK_EVERY_MS = 10_000;
const MOST_QUIET = 200;
const LONGEST_SNOOZE_MS = 31 * 24 * 60 * 60_000;
const PREFIX = 'inbox:';

export function createInboxService(options: Options): InboxService {
  const { cache, feed, clock, log } = options;
  const marks = new Map<string, Mark>();
  const stopping = new AbortController();
  const sleepers = new Set<() => void>();
  let findings: Findings = { entries: [], more: 0, undecided: new Set() };
  /** The jobs of the last look, and the couriers they hang on: what changes about others needs no look. */
  let watched = new Set<JobId>();
  let revision = 0;
  let shown = '';
  let lookedAt = Number.NEGATIVE_INFINITY;
  let dueAt = Number.POSITIVE_INFINITY;
  let cancel = () => {};
  let looking: Promise<void> | null = null;
  let reading: Promise<void> | null = null;

  function readMarks(): Promise<void> {
    reading ??= cache.values(PREFIX).then((kept) => {
      for (const { key, value } of kept) {
        const mark = readMark(value);
        if (mark !== null) marks.set(key.slice(PREFIX.length), mark);
      }
    });
    return reading;
  }

  const isQuiet = (entry: Found) => {
    const mark = marks.get(entry.about);
    return mark !== undefined && holds(mark, entry.causes, clock.now());
  };

  /** One at a time; who asks meanwhile gets the one under way. */
  function look(): Promise<void> {
    looking ??= lookNow().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function lookNow(): Promise<void> {
    await readMarks();
    const now = clock.now();
    lookedAt = now;
    findings = await findEntries(options, now, isQuiet);
    watched = new Set(
      findings.entries.flatMap(({ subject }) => (subject.kind === 'job' ? [subject.job.id] : [])),
    );
    await forgetEnded(now);
    tell();
  }

  /** An entry that is gone takes with it what was done about it: the same cause, come again, is a new one. */
  async function forgetEnded(now: number): Promise<void> {
    const present = new Map(findings.entries.map((entry) => [entry.about, entry]));
    const absent = [...marks.keys()].filter((about) => !present.has(about) && !findings.undecided.has(about));
    const beyond = findings.more > 0 ? absent.filter(isJobName) : [];
    const kept = new Set(beyond);
    for (const about of await closedJobs(cache, beyond, now)) kept.delete(about);
    const ended = absent.filter((about) => !kept.has(about));
    const over = [...present.values()].flatMap((entry) => {
      const mark = marks.get(entry.about);
      return mark !== undefined && !holds(mark, entry.causes, now) ? [entry.about] : [];
    });
    for (const about of [...ended, ...over]) {
      marks.delete(about);
      await cache.removeValue(PREFIX + about);
    }
  }

  /** Wakes who watches, where the list reads differently. */
  function tell(): void {
    const now = JSON.stringify(
      findings.entries.map((entry) => [
        entry.id,
        marks.get(entry.about) ?? null,
        entry.detail,
        entry.subject.kind === 'job' ? entry.subject.job.revision : null,
      ]),
    );
    if (now === shown) return;
    shown = now;
    revision += 1;
    const woken = [...sleepers];
    sleepers.clear();
    for (const resume of woken) resume();
  }

  function current(): { entries: InboxEntry[]; counts: InboxCounts } {
    const open: InboxEntry[] = [];
    const quiet: InboxEntry[] = [];
    for (const found of findings.entries) {
      const { causes: _, ...entry } = found;
      const mark = marks.get(found.about);
      if (mark !== undefined && isQuiet(found)) quiet.push({ ...entry, mark: told(mark) });
      else open.push({ ...entry, mark: null });
    }
    const seen = open.slice(0, MOST_OPEN);
    return {
      entries: [...seen, ...quiet.slice(0, MOST_QUIET)],
      counts: {
        open: seen.length,
        critical: seen.filter(({ severity }) => severity === 'critical').length,
        more: findings.more + open.length - seen.length,
      },
    };
  }

  function lookIn(delayMs: number): void {
    const at = Math.max(clock.now() + delayMs, lookedAt + REST_MS);
    if (stopping.signal.aborted || at >= dueAt) return;
    cancel();
    dueAt = at;
    cancel = clock.setTimeout(lookByItself, at - clock.now());
  }

  function lookByItself(): void {
    dueAt = Number.POSITIVE_INFINITY;
    look()
      .catch((error: unknown) => log.warn('The inbox could not be looked through', { error: String(error) }))
      .finally(() => lookIn(nextLookMs()));
  }

  function nextLookMs(): number {
    const ends = [...marks.values()].map(
      ({ untilAt }) => (untilAt ?? Number.POSITIVE_INFINITY) - clock.now(),
    );
    return Math.max(0, Math.min(LOOK_EVERY_MS, ...ends));
  }

  async function followTopics(): Promise<void> {
    for await (const change of feed.watchApp(stopping.signal)) {
      if (change.kind === 'changed' && change.topics.some((topic) => topic !== 'counts')) lookIn(GATHER_MS);
    }
  }

  async function followHealth(): Promise<void> {
    for await (const _ of feed.watchConnections(async () => [], stopping.signal)) lookIn(GATHER_MS);
  }

  const unsubscribe = feed.subscribe(({ rows }) => {
    if (rows.some((row) => watched.has(row.id) || troubleOf(row.status) !== null)) lookIn(GATHER_MS);
  });

  /** Marks those of the ids that are still what the person saw. */
  async function mark(ids: readonly string[], untilAt: number | null): Promise<string[]> {
    await ready();
    const wanted = new Set(ids);
    const at = clock.now();
    const done: string[] = [];
    for (const { id, about, causes } of findings.entries) {
      if (!wanted.has(id)) continue;
      const made: Mark = { causes, at, untilAt };
      await cache.saveValue(PREFIX + about, made, at);
      marks.set(about, made);
      done.push(id);
    }
    tell();
    lookIn(nextLookMs());
    return done;
  }

  /** Asked before anything was looked through: now. */
  async function ready(): Promise<void> {
    if (lookedAt === Number.NEGATIVE_INFINITY || looking !== null) await look();
  }

  return {
    async start() {
      void followTopics();
      void followHealth();
      lookIn(0);
      await readMarks();
    },
    async stop() {
      stopping.abort();
      unsubscribe();
      cancel();
      const woken = [...sleepers];
      sleepers.clear();
      for (const resume of woken) resume();
      await looking?.catch(() => undefined);
    },
    async list() {
      await ready();
      return current();
    },
    async *watch(signal) {
      let said = -1;
      while (!signal?.aborted && !stopping.signal.aborted) {
        await ready();
        if (said !== revision) {
          said = revision;
          yield current().counts;
          continue;
        }
        await new Promise<void>((resolve) => {
          const resume = () => {
            sleepers.delete(resume);
            signal?.removeEventListener('abort', resume);
            resolve();
          };
          sleepers.add(resume);
          signal?.addEventListener('abort', resume);
        });
      }
    },
    acknowledge: (ids) => mark(ids, null),
    snooze(ids, untilAt) {
      const aheadMs = untilAt - clock.now();
      if (!(aheadMs > 0 && aheadMs <= LONGEST_SNOOZE_MS)) {
        const message = 'Choose a time that is ahead, and within the next 31 days.';
        throw invalid([{ field: 'untilAt', message }]);
      }
      return mark(ids, untilAt);
    },
    async restore(ids) {
      await ready();
      const wanted = new Set(ids);
      const done: string[] = [];
      for (const { id, about } of findings.entries) {
        if (!wanted.has(id) || !marks.delete(about)) continue;
        await cache.removeValue(PREFIX + about);
        done.push(id);
      }
      tell();
      return done;
    },
  };
}
