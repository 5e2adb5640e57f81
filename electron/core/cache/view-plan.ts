// A view of the board taken apart into what the file can be asked: codes, numbers, ranges and words. Pure.
// Called by job-views.ts; the same question always gives the same plan, so a plan's text can name it.

import type { JobView } from '../../../shared/contract/jobs.ts';
import { JOB_PHASES, JOB_STATUSES, type JobPhase, phaseOf } from '../../../shared/domain/job-status.ts';
import { wordsAsked } from './search-words.ts';
import { codeOf } from './status-codes.ts';

/** By what rows are ordered inside a segment. */
export type SortKey =
  | 'promise'
  | 'reference'
  | 'recipient'
  | 'window'
  | 'courier'
  | 'price'
  | 'age'
  | 'created';

export interface RowOrder {
  key: SortKey;
  descending: boolean;
}

/** An order that every index by status has. */
export const URGENT_FIRST: RowOrder = { key: 'promise', descending: false };

/** A stretch of the view whose rows have one order: the whole view, or one phase, status or connection of it. */
export interface Segment {
  /** Null where the view is not grouped. */
  phase: JobPhase | null;
  folded: boolean;
  /** Codes; null for all there are. */
  statuses: readonly number[] | null;
  /** Connection numbers; null for all there are. */
  connections: readonly number[] | null;
  order: RowOrder;
}

/** How many jobs there are of one kind. */
export interface KindCount {
  connection: number;
  status: number;
  jobs: number;
}

/** What else a row must meet. */
export interface Conditions {
  /** Its promise lies before this and it is open; null where late and other jobs are wanted. */
  lateAt: number | null;
  /** Promised, or without a promise created, in [from, to). */
  due: { from: number; to: number } | null;
  /** Has at least one of these. */
  tags: readonly string[] | null;
  /** Has a word that begins with each of these. */
  words: readonly string[];
}

export interface ViewPlan {
  archived: 0 | 1;
  grouped: boolean;
  segments: readonly Segment[];
  conditions: Conditions;
}

/** How connection ids and provider names become numbers, and in what order a person reads them. */
export interface ConnectionNumbers {
  ofIds(ids: readonly string[]): number[];
  ofProviders(providers: readonly string[]): number[];
  byLabel(): number[];
}

/** An empty list narrows no more than an absent one. */
const asked = <Value>(list: readonly Value[] | undefined): readonly Value[] | null =>
  list === undefined || list.length === 0 ? null : list;

/** Midnight to midnight in the core's own time zone, also on the days on which clocks change. */
function dayRange(day: string): { from: number; to: number } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return {
    from: new Date(year, month - 1, date).getTime(),
    to: new Date(year, month - 1, date + 1).getTime(),
  };
}

function statusesOf(view: JobView): number[] | null {
  const statuses = asked(view.statuses);
  const phases = asked(view.phases);
  if (statuses === null && phases === null) return null;
  return JOB_STATUSES.filter(
    (status) => (statuses?.includes(status) ?? true) && (phases?.includes(phaseOf(status)) ?? true),
  ).map(codeOf);
}

function connectionsOf(view: JobView, numbers: ConnectionNumbers): number[] | null {
  const ids = asked(view.connectionIds);
  const providers = asked(view.providers);
  if (ids === null && providers === null) return null;
  const byId = ids === null ? null : numbers.ofIds(ids);
  const byProvider = providers === null ? null : numbers.ofProviders(providers);
  return (byId ?? byProvider ?? []).filter((no) => byProvider?.includes(no) ?? true).sort((a, b) => a - b);
}

const codesByPhase = new Map<JobPhase, number[]>(
  JOB_PHASES.map((phase) => [
    phase,
    JOB_STATUSES.filter((status) => phaseOf(status) === phase)
      .map(codeOf)
      .sort((a, b) => a - b),
  ]),
);

export function planView(view: JobView, now: number, numbers: ConnectionNumbers): ViewPlan {
  const statuses = statusesOf(view);
  const connections = connectionsOf(view, numbers);
  const grouped = view.group === 'phase';
  const { by, direction } = view.sort ?? { by: 'promise', direction: 'asc' };

  const stretches: Pick<Segment, 'phase' | 'folded' | 'statuses'>[] = grouped
    ? JOB_PHASES.map((phase) => ({
        phase,
        folded: view.folded?.includes(phase) ?? false,
        statuses: (codesByPhase.get(phase) ?? []).filter((code) => statuses?.includes(code) ?? true),
      }))
    : [{ phase: null, folded: false, statuses }];

  return {
    archived: view.archived ? 1 : 0,
    grouped,
    segments: stretches.flatMap((stretch) =>
      (by === 'promise' && direction === 'asc'
        ? savableFirst({ ...stretch, connections }, numbers)
        : [{ ...stretch, connections }]
      ).flatMap((part) => divide(part, by, direction, numbers)),
    ),
    conditions: {
      lateAt: view.late ? now : null,
      due: view.day === undefined ? null : dayRange(view.day),
      tags: asked(view.tags),
      words: wordsAsked(view.text ?? ''),
    },
  };
}

const UNDELIVERABLE = codeOf('undeliverable');
const UNFINISHED: readonly (JobPhase | null)[] = ['preparing', 'waiting', 'moving', 'attention'];

/**
 * The most urgent first means what can still be saved. A group therefore begins with what is promised to the minute and may
 * still get there; then comes what could not be handed over, and then parcels, which are promised to the day: one that is
 * late since yesterday must not stand before a courier who is late by ten minutes.
 */
function savableFirst(stretch: Omit<Segment, 'order'>, numbers: ConnectionNumbers): Omit<Segment, 'order'>[] {
  const { phase, statuses, connections } = stretch;
  if (!UNFINISHED.includes(phase) || statuses === null) return [stretch];
  const parcels = numbers.ofProviders(['aftership']);
  const all = connections ?? numbers.byLabel().sort((a, b) => a - b);
  const toTheMinute = all.filter((no) => !parcels.includes(no));
  const toTheDay = all.filter((no) => parcels.includes(no));
  const minutes = toTheDay.length === 0 ? stretch : { ...stretch, connections: toTheMinute };
  const parts = [
    { ...minutes, statuses: statuses.filter((code) => code !== UNDELIVERABLE) },
    { ...minutes, statuses: statuses.filter((code) => code === UNDELIVERABLE) },
    { ...stretch, connections: toTheDay },
  ];
  return parts.filter((part) => part.statuses?.length !== 0 && part.connections?.length !== 0);
}

/** Status and connection have few values: each value is a segment of its own, with the most urgent rows first in it. */
function divide(
  stretch: Omit<Segment, 'order'>,
  by: NonNullable<JobView['sort']>['by'],
  direction: 'asc' | 'desc',
  numbers: ConnectionNumbers,
): Segment[] {
  const directed = <Value>(list: Value[]) => (direction === 'desc' ? list.reverse() : list);
  if (by === 'status') {
    const codes = stretch.statuses ?? [...codesByPhase.values()].flat();
    return directed([...codes].sort((a, b) => a - b)).map((code) => ({
      ...stretch,
      statuses: [code],
      order: URGENT_FIRST,
    }));
  }
  if (by === 'connection') {
    return directed(numbers.byLabel().filter((no) => stretch.connections?.includes(no) ?? true)).map(
      (no) => ({
        ...stretch,
        connections: [no],
        order: URGENT_FIRST,
      }),
    );
  }
  // The youngest news was received last.
  const descending = by === 'age' ? direction === 'asc' : direction === 'desc';
  return [{ ...stretch, order: { key: by, descending } }];
}
