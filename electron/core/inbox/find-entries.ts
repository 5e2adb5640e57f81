// Looks through everything that is kept for what needs a person. Reads only; called by inbox-service.ts.
// Of jobs it reads those in trouble and those that are late, by their indexes and a page at a time: how many others
// are kept does not matter.

import { setImmediate as turn } from 'node:timers/promises';
import type { InboxEntry, InboxReason } from '../../../shared/contract/inbox.ts';
import type { JobView } from '../../../shared/contract/jobs.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { isLost, waitsForPerson } from '../../../shared/domain/attention.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { JobRow } from '../../../shared/domain/job.ts';
import type { Onboarding } from '../../../shared/domain/onboarding.ts';
import type { Cache } from '../cache/cache.ts';
import type { CarrierAccountsService } from '../carrier-accounts/carrier-accounts-service.ts';
import type { ConnectionAccess } from '../connections/connection-service.ts';
import type { OnboardingService } from '../onboarding/onboarding-service.ts';
import type { Outbox } from '../outbox/outbox-service.ts';
import type { DraftService } from '../settings/draft-service.ts';
import { type Cause, causesOfJob } from './job-causes.ts';

/** An entry before anybody did anything about it, with the keys of its causes. */
export type Found = Omit<InboxEntry, 'mark'> & { causes: string[] };

export interface Findings {
  entries: Found[];
  /** Jobs in trouble or late that were not looked through. */
  more: number;
  /** Named, but in a state that says nothing: whether their causes are gone is not known. */
  undecided: ReadonlySet<string>;
}

export interface Sources {
  cache: Cache;
  connections: Pick<ConnectionAccess, 'health'>;
  outbox: Pick<Outbox, 'list'>;
  drafts: Pick<DraftService, 'list'>;
  onboarding: Pick<OnboardingService, 'list'>;
  carrierAccounts: Pick<CarrierAccountsService, 'registrations'>;
  settings: () => Settings;
}

/** Open jobs entries that are told apart, and how many rows are read for them at most. */
export const MOST_OPEN = 500;
const PAGE = 500;
const MOST_PAGES = 8;
const DAY_MS = 24 * 60 * 60_000;
/** Somebody who is in the middle of it needs no reminder. */
const LEFT_ALONE_MS = 5 * 60_000;

const TROUBLE: JobView = { phases: ['attention'], sort: { by: 'created', direction: 'desc' } };
const LATE: JobView = { late: true, sort: { by: 'promise', direction: 'desc' } };

/** `isQuiet`: whether a person has dealt with a job in this state, so that others are looked for in its stead. */
export async function findEntries(
  sources: Sources,
  now: number,
  isQuiet: (entry: Found) => boolean,
): Promise<Findings> {
  const { cache, outbox, settings } = sources;
  const undecided = new Set<string>();
  const [commands, connections, drafts, fedex, openings] = await Promise.all([
    commandEntries(outbox),
    connectionEntries(sources, now, undecided),
    draftEntries(sources, now),
    fedexEntries(sources, now),
    openingEntries(sources, now),
  ]);
  /** Bookings that were refused: the entry of the command says more, and what to do. */
  const unbooked = new Set(
    commands.flatMap(({ subject }) =>
      subject.kind === 'command' && subject.command.kind === 'create' && subject.command.state === 'failed'
        ? [subject.command.jobId]
        : [],
    ),
  );
  await turn();
  const lost = await lostCouriers(cache, settings().ageing.courierStaleMs, now);
  const jobs = new Map<JobId, Found>();
  await turn();
  let more = 0;
  for (const view of [TROUBLE, LATE]) {
    let seen = 0;
    let open = 0;
    let total = 0;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const window = await cache.query(view, seen, PAGE, now);
      seen += window.rows.length;
      total = window.total;
      for (const row of window.rows) {
        const entry = unbooked.has(row.id) ? null : jobEntry(row, lost, now);
        if (entry === null) continue;
        jobs.set(row.id, entry);
        if (!isQuiet(entry)) open += 1;
      }
      // A page is some milliseconds of work: whoever else waits gets a turn between two.
      await turn();
      if (window.rows.length < PAGE || open >= MOST_OPEN) break;
    }
    more += Math.max(0, total - seen);
  }
  for (const row of await cache.rows([...lost.keys()].filter((id) => !jobs.has(id)))) {
    const entry = jobEntry(row, lost, now);
    if (entry !== null) jobs.set(row.id, entry);
  }
  const entries = [...commands, ...connections, ...drafts, ...fedex, ...openings, ...jobs.values()];
  return { entries: entries.toSorted((a, b) => (b.sinceAt ?? 0) - (a.sinceAt ?? 0)), more, undecided };
}

/** Of jobs beyond those that were looked through: the names of those that need nobody any more. */
export async function closedJobs(cache: Cache, names: readonly string[], now: number): Promise<string[]> {
  const rows = await cache.rows(names.map((name) => name.slice(JOB.length) as JobId));
  const needing = new Set(
    rows.filter((row) => causesOfJob(row, null, now).length > 0).map(({ id }) => JOB + id),
  );
  return names.filter((name) => !needing.has(name));
}

const JOB = 'job:';
export const isJobName = (about: string) => about.startsWith(JOB);

function jobEntry(row: JobRow, lost: ReadonlyMap<JobId, number>, now: number): Found | null {
  return entryOf(JOB + row.id, causesOfJob(row, lost.get(row.id) ?? null, now), null, {
    kind: 'job',
    job: row,
  });
}

function entryOf(
  about: string,
  causes: readonly Cause[],
  detail: string | null,
  subject: InboxEntry['subject'],
): Found | null {
  const [first] = causes;
  if (first === undefined) return null;
  const keys = causes.map(({ key }) => key);
  return {
    id: `${about} ${keys.join(' ')}`.slice(0, 1_000),
    about,
    reasons: causes.map(({ reason }) => reason),
    severity: causes.some(({ severity }) => severity === 'critical') ? 'critical' : 'caution',
    sinceAt: first.sinceAt,
    detail,
    subject,
    causes: keys,
  };
}

function simple(
  about: string,
  reason: InboxReason,
  cause: Omit<Cause, 'reason'>,
  detail: string | null,
  subject: InboxEntry['subject'],
): Found[] {
  const entry = entryOf(about, [{ reason, ...cause }], detail, subject);
  return entry === null ? [] : [entry];
}

/** Jobs whose courier was seen once and not for long, with the time it was last seen. */
async function lostCouriers(cache: Cache, staleMs: number, now: number): Promise<Map<JobId, number>> {
  const lost = new Map<JobId, number>();
  for (const courier of await cache.couriers(now - DAY_MS)) {
    const { positionAt } = courier;
    if (positionAt === null || !isLost(courier, now, staleMs)) continue;
    for (const id of courier.jobIds) lost.set(id, positionAt);
  }
  return lost;
}

async function commandEntries(outbox: Sources['outbox']): Promise<Found[]> {
  const listed = await outbox.list();
  const all = listed.map(({ command }) => command);
  return listed.flatMap(({ command, job }) => {
    if (!waitsForPerson(command, all)) return [];
    const refused = command.state === 'failed';
    return simple(
      `command:${command.id}`,
      refused ? 'command-refused' : 'command-held',
      { key: `${command.state}/${command.attempts}`, severity: 'critical', sinceAt: command.updatedAt },
      command.problem?.sentence ?? command.waitingFor,
      { kind: 'command', command, job },
    );
  });
}

async function connectionEntries(
  { cache, connections, settings }: Sources,
  now: number,
  undecided: Set<string>,
): Promise<Found[]> {
  const longAgo = now - settings().ageing.newsStaleMs;
  return (await cache.connections()).flatMap(({ id, provider, label, removed }) => {
    if (removed) return [];
    const about = `connection:${id}`;
    const { state, since, message } = connections.health(id);
    // After a start nobody has asked yet; one that is paused is not asked.
    if (state === 'untested' || state === 'paused') undecided.add(about);
    if (state !== 'signed-out' && state !== 'vault-locked' && state !== 'unreachable') return [];
    if (state === 'unreachable' && since > longAgo) {
      undecided.add(about);
      return [];
    }
    const severity = state === 'unreachable' ? 'caution' : 'critical';
    const subject = { kind: 'connection' as const, connectionId: id, provider, label };
    return simple(about, state, { key: state, severity, sinceAt: since }, message, subject);
  });
}

/** Bookings that were typed and left: what was quoted then holds no longer. */
async function draftEntries({ drafts, settings }: Sources, now: number): Promise<Found[]> {
  const { quoteStaleMs } = settings().ageing;
  return (await drafts.list()).flatMap(({ key, value, savedAt }) => {
    const quotedAt = (value as { quotedAt?: unknown } | null)?.quotedAt;
    if (typeof quotedAt !== 'number' || Math.max(quotedAt, savedAt) + quoteStaleMs > now) return [];
    const cause = {
      key: `quote/${quotedAt}`,
      severity: 'caution' as const,
      sinceAt: quotedAt + quoteStaleMs,
    };
    return simple(`draft:${key}`, 'quote-stale', cause, null, { kind: 'draft', key });
  });
}

async function fedexEntries({ cache, carrierAccounts }: Sources, now: number): Promise<Found[]> {
  const hubs = (await cache.connections()).filter(
    ({ provider, removed }) => provider === 'orderly-hub' && !removed,
  );
  const found = await Promise.all(
    hubs.map(async ({ id: connectionId }) =>
      (await carrierAccounts.registrations(connectionId)).flatMap((registration) => {
        const { accountId, customerName, step, refusal, updatedAt } = registration;
        if (step === 'done' || updatedAt + LEFT_ALONE_MS > now) return [];
        return simple(
          `fedex:${connectionId}:${accountId}`,
          'fedex-waits',
          { key: `fedex/${step}`, severity: 'caution', sinceAt: updatedAt },
          refusal,
          { kind: 'fedex', connectionId, accountId, customerName },
        );
      }),
    ),
  );
  return found.flat();
}

async function openingEntries({ onboarding }: Sources, now: number): Promise<Found[]> {
  return (await onboarding.list()).flatMap((opening) => {
    const { id, connectionId, emailAddress, step, obstacle } = opening;
    const sinceAt = waitsSince(opening);
    if (step === 'active' || (obstacle === null && sinceAt + LEFT_ALONE_MS > now)) return [];
    // Nothing can be done about one that cannot go on but to begin anew: it is told once, for the list to keep.
    const key = `opening/${step}${obstacle === null ? '' : '/stuck'}`;
    return simple(`opening:${id}`, 'opening-waits', { key, severity: 'caution', sinceAt }, obstacle, {
      kind: 'opening',
      onboardingId: id,
      connectionId,
      emailAddress,
    });
  });
}

/** While the mail is waited for, the machine's own looks are no change. */
function waitsSince({ step, resent, createdAt, changedAt }: Onboarding): number {
  return step === 'verifying' ? (resent?.at ?? createdAt) : changedAt;
}
