import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { JOB_SORTS, type JobView } from '../../../shared/contract/jobs.ts';
import type { Job } from '../../../shared/domain/job.ts';
import {
  isOpen,
  JOB_PHASES,
  JOB_STATUSES,
  type JobStatus,
  phaseOf,
} from '../../../shared/domain/job-status.ts';
import { PROVIDER_NAMES } from '../../../shared/domain/provider-name.ts';
import { generateCache } from '../../../test/bench/generate-cache.ts';
import {
  aConnection,
  aJob,
  anAddress,
  connectionId,
  folder,
  HOUR,
  jobId,
  MINUTE,
  NOW,
  newCache,
  quietLog,
  stillClock,
} from '../../../test/support/cache-fixtures.ts';
import type { Cache, JobRecord } from './cache.ts';
import { openCache } from './open-cache.ts';
import { wordsAsked, wordsOfJob } from './search-words.ts';
import { SqlFile } from './sql-file.ts';
import { codeOf } from './status-codes.ts';

/** The board as one would write it over a list in memory. `jobs` are in the order in which they came. */
function naive(jobs: readonly JobRecord[], labels: ReadonlyMap<string, string>, view: JobView, now: number) {
  const some = <Value>(list: readonly Value[] | undefined, value: Value) =>
    list === undefined || list.length === 0 || list.includes(value);
  const numbers = new Map([...labels.keys()].map((id, at) => [id, at]));
  const came = new Map(jobs.map((job, at) => [job, at]));
  const day = (at: number) => {
    const date = new Date(at);
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
  };
  const kept = jobs.filter(
    (job) =>
      job.archived === (view.archived ?? false) &&
      some(view.statuses, job.status) &&
      some(view.phases, phaseOf(job.status)) &&
      some(view.connectionIds, job.connectionId) &&
      some(view.providers, job.provider) &&
      (view.tags === undefined ||
        view.tags.length === 0 ||
        job.tags.some((tag) => view.tags?.includes(tag))) &&
      (!view.late || (isOpen(job.status) && job.promiseAt !== null && job.promiseAt < now)) &&
      (view.day === undefined || day(job.promiseAt ?? job.createdAt) === view.day) &&
      wordsAsked(view.text ?? '').every((word) => wordsOfJob(job).includes(` ${word}`)),
  );
  const { by, direction } = view.sort ?? { by: 'promise', direction: 'asc' };
  const sign = direction === 'asc' ? 1 : -1;
  const lower = (text: string | null) => text?.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) ?? null;
  const keys: Record<string, (job: JobRecord) => string | number | null> = {
    promise: (job) => job.promiseAt,
    reference: (job) => lower(job.reference),
    recipient: (job) => lower(job.recipient),
    window: (job) => job.windowFromAt,
    courier: (job) => lower(job.courierName),
    price: (job) => job.price?.minor ?? null,
    // The youngest news first, when ascending.
    age: (job) => (job.receivedAt === null ? null : -job.receivedAt),
    created: (job) => job.createdAt,
  };
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  const place = (job: JobRecord) => numbers.get(job.connectionId) ?? 0;
  const byKey = (key: string, factor: number) => (a: JobRecord, b: JobRecord) => {
    const [first, second] = [keys[key]?.(a) ?? null, keys[key]?.(b) ?? null];
    // Equal keys: the way that an index walks. For age, an index on when it was received is walked the other way.
    const ties =
      (key === 'age' ? -factor : factor) * (place(a) - place(b) || (came.get(a) ?? 0) - (came.get(b) ?? 0));
    if (first === null || second === null) return first === second ? ties : first === null ? 1 : -1;
    return factor * compare(first, second) || ties;
  };
  const inner = (a: JobRecord, b: JobRecord) => {
    if (by === 'status') return sign * (codeOf(a.status) - codeOf(b.status)) || byKey('promise', 1)(a, b);
    if (by === 'connection') {
      const label = (job: JobRecord) => labels.get(job.connectionId)?.toLowerCase() ?? '';
      return sign * (compare(label(a), label(b)) || place(a) - place(b)) || byKey('promise', 1)(a, b);
    }
    return byKey(by, sign)(a, b);
  };
  const phase = (job: JobRecord) => JOB_PHASES.indexOf(phaseOf(job.status));
  // In a group of what goes on, the most urgent: promised to the minute, then in vain, then promised to the day.
  const chance = (job: JobRecord) =>
    by !== 'promise' || sign < 0 || ['done', 'closed'].includes(phaseOf(job.status))
      ? 0
      : job.provider === 'aftership'
        ? 2
        : Number(job.status === 'undeliverable');
  kept.sort(
    (a, b) => (view.group === 'phase' ? phase(a) - phase(b) || chance(a) - chance(b) : 0) || inner(a, b),
  );
  const folded = view.group === 'phase' ? (view.folded ?? []) : [];
  return {
    ids: kept.filter((job) => !folded.includes(phaseOf(job.status))).map((job) => job.id),
    groups:
      view.group === 'phase'
        ? JOB_PHASES.map((name) => ({
            phase: name,
            total: kept.filter((job) => phaseOf(job.status) === name).length,
          })).filter(({ total }) => total > 0)
        : [],
  };
}

const LABELS = new Map([
  ['downtown', 'downtown'],
  ['parcels', 'a parcel account'],
  ['florist', 'Blooms'],
]);
const PROVIDERS = { downtown: 'twinjet', parcels: 'aftership', florist: 'twinjet' } as const;
const NAMES = ['Ada Lovelace', 'ada lovelace', 'Zoë Müller', 'Bob Ölberg', 'Ann-Marie 7'];
const TAGS = ['vip', 'cold', 'ünusual'];

const maybe = <Value>(some: fc.Arbitrary<Value>) => fc.option(some, { nil: null, freq: 4 });
const time = fc.integer({ min: -30, max: 30 }).map((hours) => NOW + hours * HOUR);
const ids = fc.constantFrom('A1B2', 'a1b3', 'BILL-7', 'bill-70', '3640041');

/** Few different values, so that ties, absent keys and empty answers are common. */
const anyJob = fc.record({
  connectionId: fc.constantFrom('downtown', 'parcels', 'florist'),
  status: fc.constantFrom(...JOB_STATUSES),
  reference: maybe(ids),
  requestId: maybe(ids),
  recipient: maybe(fc.constantFrom(...NAMES)),
  promiseAt: maybe(time),
  windowFromAt: maybe(time),
  courierName: maybe(fc.constantFrom('411 Billy', '7 Ána', '411 billy')),
  price: maybe(fc.constantFrom(800, 1200, 0)),
  receivedAt: maybe(time),
  createdAt: time,
  tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }),
  archived: fc.boolean().map((value) => value),
  street: maybe(fc.constantFrom('560 Mission St', '1 Market St')),
});

const anyJobs = fc.array(anyJob, { minLength: 1, maxLength: 60, size: 'max' }).map((list) =>
  list.map(({ requestId, price, street, ...job }, at) => {
    const connection = job.connectionId as keyof typeof PROVIDERS;
    return aJob(`job-${at}`, {
      ...job,
      connectionId: connectionId(connection),
      provider: PROVIDERS[connection],
      externalIds: { requestId, jobId: null, externalId: null, trackingId: null },
      price: price === null ? null : { minor: price, currency: 'USD' },
      deliverAddress: street === null ? null : anAddress({ street }),
      changedAt: job.createdAt,
    });
  }),
);

const anyView: fc.Arbitrary<JobView> = fc.record(
  {
    text: fc.constantFrom(
      '',
      'a',
      'ada',
      'ADA love',
      'bill',
      'bill-7',
      'mission',
      'müller',
      'st 560',
      '"',
      'x*',
      'zoe -',
    ),
    phases: fc.uniqueArray(fc.constantFrom(...JOB_PHASES), { maxLength: 3 }),
    statuses: fc.uniqueArray(fc.constantFrom(...JOB_STATUSES), { maxLength: 8 }),
    providers: fc.uniqueArray(fc.constantFrom(...PROVIDER_NAMES), { maxLength: 2 }),
    connectionIds: fc.uniqueArray(fc.constantFrom(...LABELS.keys(), 'unheard of').map(connectionId), {
      maxLength: 2,
    }),
    tags: fc.uniqueArray(fc.constantFrom(...TAGS, 'none has it'), { maxLength: 2 }),
    late: fc.boolean(),
    day: fc.constantFrom('2026-11-02', '2026-11-03', '2026-11-04', '2026-01-01'),
    archived: fc.boolean(),
    sort: fc.record({
      by: fc.constantFrom(...JOB_SORTS),
      direction: fc.constantFrom('asc' as const, 'desc' as const),
    }),
    group: fc.constantFrom('phase' as const, 'none' as const),
    folded: fc.uniqueArray(fc.constantFrom(...JOB_PHASES), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

async function expectSame(
  cache: Cache,
  jobs: readonly JobRecord[],
  view: JobView,
  offset: number,
  limit: number,
) {
  const wanted = naive(jobs, LABELS, view, NOW);
  const page = await cache.query(view, offset, limit, NOW);
  expect(page.rows.map((row) => row.id)).toEqual(wanted.ids.slice(offset, offset + limit));
  expect(page).toMatchObject({ total: wanted.ids.length, totalIsExact: true, groups: wanted.groups });
}

describe('views of a few jobs', () => {
  it('show what can still be saved before parcels that are late since yesterday', async () => {
    const cache = await newCache();
    const job = (id: string, provider: 'twinjet' | 'aftership', status: JobStatus, hours: number) =>
      aJob(id, {
        provider,
        connectionId: connectionId(provider === 'twinjet' ? 'downtown' : 'parcels'),
        status,
        promiseAt: NOW + hours * HOUR,
      });
    await cache.write({
      insertJobs: [
        job('lost-parcel', 'aftership', 'exception', -30),
        job('in-vain', 'twinjet', 'undeliverable', -2),
        job('not-ready', 'twinjet', 'not-ready', 1),
        job('failed', 'twinjet', 'failed', -0.2),
      ],
    });
    const page = await cache.query({ group: 'phase' }, 0, 10, NOW);
    expect(page.rows.map(({ id }) => id)).toEqual(['failed', 'not-ready', 'in-vain', 'lost-parcel']);
  });

  it('answer as a list in memory would, before and after changes', async () => {
    const cache = await newCache();
    await cache.saveConnection(aConnection('florist', { label: 'Blooms' }));
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        anyJobs,
        fc.array(anyView, { minLength: 12, maxLength: 12, size: 'max' }),
        fc.array(fc.tuple(fc.nat(59), anyJob), { maxLength: 6 }),
        async (made, views, changes) => {
          run += 1;
          // One file for all runs: what earlier ones left is archived under other names and out of sight.
          const jobs = made.map((job) => ({ ...job, id: jobId(`${run}-${job.id}`) }));
          await cache.prune({ jobsBefore: Number.MAX_SAFE_INTEGER, positionsBefore: 0 });
          const left = await everyId(cache);
          await cache.write({
            patchJobs: left.map((id) => ({ id, set: { status: 'lost' as const, changedAt: 0 } })),
          });
          await cache.prune({ jobsBefore: Number.MAX_SAFE_INTEGER, positionsBefore: 0 });
          expect(await everyId(cache)).toEqual([]);

          await cache.write({ insertJobs: jobs });
          for (const view of views) await expectSame(cache, jobs, view, 0, 500);
          for (const [
            at,
            { recipient, status, promiseAt, receivedAt, tags, archived, courierName },
          ] of changes) {
            const job = jobs[at % jobs.length];
            if (job === undefined) continue;
            const set = { recipient, status, promiseAt, receivedAt, tags, archived, courierName };
            Object.assign(job, set);
            await cache.write({ patchJobs: [{ id: job.id, set }] });
          }
          for (const [at, view] of views.entries()) await expectSame(cache, jobs, view, at % 7, 1 + (at % 5));
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it('read false and empty lists as not asked for', async () => {
    const cache = await newCache();
    await cache.write({ insertJobs: [aJob('a')] });
    const view: JobView = {
      late: false,
      phases: [],
      statuses: [],
      tags: [],
      connectionIds: [],
      providers: [],
      text: ' ',
    };
    expect((await cache.query(view, 0, 10, NOW)).total).toBe(1);
  });

  it('take a day from midnight to midnight where the core runs, on the day the clocks change too', async () => {
    const cache = await newCache();
    // In San Francisco 1 November 2026 has 25 hours.
    const first = new Date(2026, 10, 1).getTime();
    const last = new Date(2026, 10, 2).getTime() - 1;
    expect(last - first).toBe(25 * HOUR - 1);
    await cache.write({
      insertJobs: [
        aJob('before', { promiseAt: first - 1 }),
        aJob('first', { promiseAt: first }),
        aJob('last', { promiseAt: last }),
        aJob('after', { promiseAt: last + 1 }),
        aJob('unpromised', { createdAt: first + HOUR }),
      ],
    });
    const page = await cache.query({ day: '2026-11-01' }, 0, 10, NOW);
    expect(page.rows.map((row) => row.id).sort()).toEqual(['first', 'last', 'unpromised']);
  });

  it('know a late job by the time that is brought', async () => {
    const cache = await newCache();
    await cache.write({
      insertJobs: [
        aJob('due', { promiseAt: NOW }),
        aJob('delivered', { promiseAt: NOW - HOUR, status: 'delivered' }),
        aJob('archived', { promiseAt: NOW - HOUR, archived: true }),
      ],
    });
    expect((await cache.query({ late: true }, 0, 10, NOW)).total).toBe(0);
    expect((await cache.query({ late: true }, 0, 10, NOW + 1)).rows.map((row) => row.id)).toEqual(['due']);
    expect(await cache.counts(NOW + 1)).toMatchObject({ late: 1, live: 1 });
  });
});

async function everyId(cache: Cache) {
  const pages = await Promise.all(
    [false, true].map((archived) =>
      cache.query({ archived, sort: { by: 'created', direction: 'asc' } }, 0, 500, NOW),
    ),
  );
  return pages.flatMap((page) => page.rows.map((row) => row.id));
}

describe('views of many jobs', () => {
  const JOBS = 16_000;
  let path: string;
  let jobs: Job[];
  let labels: Map<string, string>;

  beforeAll(async () => {
    path = join(folder(afterAll), 'many.sqlite');
    await generateCache({ path, jobs: JOBS, live: 700, now: NOW, seed: 7 });
    const cache = await openCache({ path, clock: stillClock, log: quietLog });
    labels = new Map((await cache.connections()).map(({ id, label }) => [id, label]));
    jobs = [];
    for (const archived of [false, true]) {
      for (let offset = 0; ; offset += 500) {
        const { rows } = await cache.query(
          { archived, sort: { by: 'created', direction: 'asc' } },
          offset,
          500,
          NOW,
        );
        for (const { id } of rows) {
          const job = await cache.job(id);
          if (job !== null) jobs.push(job);
        }
        if (rows.length === 0) break;
      }
    }
    // They came in the order of the numbers that the generator gave them.
    jobs.sort((a, b) => ((a.externalIds.externalId ?? '') < (b.externalIds.externalId ?? '') ? -1 : 1));
    await cache.close();
  }, 120_000);

  const opened = async () => {
    const cache = await openCache({ path, clock: stillClock, log: quietLog });
    return cache;
  };

  it('are all there', () => expect(jobs).toHaveLength(JOBS));

  it.each(JOB_SORTS)(
    'have the right rows at any place, sorted by %s',
    async (by) => {
      const cache = await opened();
      try {
        for (const direction of ['asc', 'desc'] as const) {
          for (const group of ['phase', 'none'] as const) {
            const view: JobView = { sort: { by, direction }, group };
            const { ids: wanted } = naive(jobs, labels, view, NOW);
            // From the front, in the middle, on and back across block borders, and at the end.
            for (const offset of [
              0,
              480,
              12_000,
              12_300,
              12_700,
              11_900,
              11_500,
              wanted.length - 30,
              wanted.length - 400,
              wanted.length,
            ]) {
              const page = await cache.query(view, offset, 100, NOW);
              expect(page.rows.map((row) => row.id)).toEqual(wanted.slice(offset, offset + 100));
              expect(page).toMatchObject({ total: wanted.length, totalIsExact: true });
            }
          }
        }
      } finally {
        await cache.close();
      }
    },
    120_000,
  );

  it.each<JobView>([
    { statuses: ['delivered', 'cancelled'] },
    { phases: ['done', 'closed', 'attention'], sort: { by: 'promise', direction: 'desc' } },
    { connectionIds: ['con-florist', 'con-parcels'].map(connectionId) },
    { phases: ['done', 'closed'], connectionIds: ['con-florist', 'con-downtown'].map(connectionId) },
    { statuses: ['delivered', 'cancelled', 'accepted'], sort: { by: 'price', direction: 'desc' } },
    { phases: ['done', 'moving', 'closed'], sort: { by: 'courier', direction: 'asc' } },
    { phases: ['done', 'closed'], sort: { by: 'recipient', direction: 'desc' }, providers: ['twinjet'] },
    { providers: ['twinjet', 'aftership'], sort: { by: 'age', direction: 'asc' } },
  ])(
    'have the right rows at any place of several indexes: %j',
    async (view) => {
      const cache = await opened();
      try {
        const { ids: wanted } = naive(jobs, labels, view, NOW);
        for (const share of [0.5, 0.97, 0.03, 0.4, 0.62, 0.8, 0.2]) {
          const offset = Math.floor(share * wanted.length);
          const page = await cache.query(view, offset, 100, NOW);
          expect(page.rows.map((row) => row.id)).toEqual(wanted.slice(offset, offset + 100));
        }
      } finally {
        await cache.close();
      }
    },
    120_000,
  );

  it.each([
    { text: 's', group: 'phase' },
    { text: 's' },
    { text: 'smith', group: 'phase', folded: ['done'] },
    {
      text: 'st ca',
      connectionIds: ['con-florist', 'con-parcels'],
      sort: { by: 'price', direction: 'desc' },
    },
    { text: 'bill', sort: { by: 'connection', direction: 'desc' }, group: 'phase' },
    { text: 'ma', sort: { by: 'age', direction: 'asc' }, archived: true },
    {
      text: 'francisco',
      sort: { by: 'status', direction: 'asc' },
      statuses: ['delivered', 'cancelled', 'lost'],
    },
    { text: 'sw-0012345' },
    { text: 'smith mission', group: 'phase' },
    { tags: ['vip', 'cold'], text: 'a', group: 'phase' },
    { tags: ['vip'], sort: { by: 'recipient', direction: 'desc' } },
    {
      phases: ['closed', 'attention'],
      connectionIds: ['con-downtown'],
      sort: { by: 'created', direction: 'asc' },
    },
    { providers: ['twinjet'], sort: { by: 'courier', direction: 'asc' } },
    { late: true, group: 'phase', text: 's' },
    { day: '2026-11-03', text: 's', sort: { by: 'window', direction: 'desc' } },
  ] as JobView[])(
    'find the same rows in the same order as a list in memory: %j',
    async (view) => {
      const cache = await opened();
      try {
        const { ids: wanted, groups } = naive(jobs, labels, view, NOW);
        expect(wanted.length).toBeGreaterThan(0);
        const seen: string[] = [];
        for (let offset = 0, total = 1; offset < total; offset += 500) {
          const page = await cache.query(view, offset, 500, NOW);
          seen.push(...page.rows.map((row) => row.id));
          total = page.total;
          expect(page.rows.length).toBe(Math.min(500, wanted.length - offset));
          // Never more than there are; and while something is left, the scroller knows of more than it has.
          expect(total).toBeLessThanOrEqual(wanted.length);
          if (page.totalIsExact) expect(total).toBe(wanted.length);
          else expect(total).toBeGreaterThanOrEqual(Math.min(wanted.length, offset + 501));
          for (const group of groups) {
            const told = page.groups.find(({ phase }) => phase === group.phase);
            if (page.totalIsExact) expect(told?.total).toBe(group.total);
            else if (told !== undefined) expect(told.total).toBeLessThanOrEqual(group.total);
            else expect.fail(`Nothing was said of ${group.phase}`);
          }
        }
        expect(seen).toEqual(wanted);
      } finally {
        await cache.close();
      }
    },
    120_000,
  );

  it('are walked only as far as is shown when a word is common, and read whole when it is rare', async () => {
    const cache = await opened();
    try {
      expect(await cache.query({ text: 's' }, 0, 100, NOW)).toMatchObject({ totalIsExact: false });
      expect(await cache.query({ text: 'sw-00123' }, 0, 100, NOW)).toMatchObject({
        totalIsExact: true,
      });
    } finally {
      await cache.close();
    }
  });

  it('sort nothing but open jobs: every other order is that of an index', async () => {
    const prepare = vi.spyOn(SqlFile.prototype, 'prepare');
    const cache = await opened();
    try {
      const texts = new Set<string>();
      for (const by of JOB_SORTS) {
        for (const direction of ['asc', 'desc'] as const) {
          for (const group of ['phase', 'none'] as const) {
            prepare.mockClear();
            await cache.query({ sort: { by, direction }, group }, 12_000, 100, NOW);
            await cache.query({ sort: { by, direction }, group }, 12_600, 100, NOW);
            await cache.query(
              { sort: { by, direction }, group, connectionIds: [connectionId('con-florist')] },
              0,
              100,
              NOW,
            );
            for (const [text] of prepare.mock.calls)
              if (/INDEXED BY[\s\S]*ORDER BY/.test(text)) texts.add(text);
          }
        }
      }
      const file = prepare.mock.contexts[0] as SqlFile;
      expect(texts.size).toBeGreaterThan(40);
      for (const text of texts) {
        const values = Array.from({ length: text.split('?').length - 1 }, () => 1);
        const plan = file.db
          .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`)
          .all(...values);
        // A part that is sorted reads no closed jobs.
        const parts = text.split('UNION ALL');
        const sorts = plan.filter(({ detail }) => detail.includes('TEMP B-TREE')).length;
        const ofOpenJobs = parts.filter((part) => !/status = |open = 0|jobs_by_(?!status)/.test(part)).length;
        expect(`${sorts > ofOpenJobs ? text : 'well'}`).toBe('well');
      }
    } finally {
      await cache.close();
      prepare.mockRestore();
    }
  }, 60_000);

  it('keep what they found while nothing changes that it depends on', async () => {
    const cache = await opened();
    const prepare = vi.spyOn(SqlFile.prototype, 'prepare');
    try {
      const view: JobView = { sort: { by: 'created', direction: 'desc' } };
      await cache.query(view, 0, 50, NOW);
      const open = jobs.find((job) => job.status === 'accepted');
      const walks = () =>
        prepare.mock.calls.filter(([text]) => /INDEXED BY[\s\S]*ORDER BY/.test(text)).length;
      prepare.mockClear();
      await cache.write({
        patchJobs: [{ id: open?.id ?? jobId(''), set: { rawStatusText: 'waiting', sourceAt: NOW } }],
      });
      await cache.query(view, 0, 50, NOW);
      expect(walks()).toBe(0);
      await cache.write({
        insertJobs: [
          aJob('newest', {
            connectionId: connectionId('con-florist'),
            createdAt: NOW + MINUTE,
            status: 'lost',
            changedAt: 0,
          }),
        ],
      });
      const page = await cache.query(view, 0, 50, NOW);
      expect(walks()).toBeGreaterThan(0);
      expect(page.rows[0]?.id).toBe('newest');
      await cache.prune({ jobsBefore: 1, positionsBefore: 0 });
    } finally {
      prepare.mockRestore();
      await cache.close();
    }
  });
});
