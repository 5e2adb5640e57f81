// One view of the board and a window of rows over it: never the whole list. sync.ts feeds it with changed rows,
// the board moves its window and its view. It asks the core only for what can be seen and a little around it.
//
// Invariants: an answer to an older question is dropped; rows only ever get newer; how many rows are kept does not
// depend on how many jobs there are; while `hold` is on, no row changes its place unless the person asked for it.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JobPage, JobView } from '../../shared/contract/jobs.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { type JobPhase, phaseOf } from '../../shared/domain/job-status.ts';
import type { CoreClient } from '../connection/core-client.ts';
import { groupOfIndex, groupRanges } from './group-ranges.ts';
import { describeError, isAbort, type Problem } from './problem.ts';

/** Rows are kept and asked for in pages of this many. */
export const PAGE_ROWS = 50;
/** Pages asked for beyond the visible ones, and pages kept beyond those. */
const PAGES_AHEAD = 1;
const PAGES_KEPT = 4;
export const MOST_ROWS_A_QUESTION = 500;
const MERGE_MS = 200;

export interface BoardState {
  /** What is wanted; `answered` is what the rows belong to. */
  view: JobView;
  answered: JobView | null;
  /** Rows of the answered view without folded groups. */
  total: number;
  /** False: there are more; the total grows as one scrolls. */
  totalIsExact: boolean;
  groups: JobPage['groups'];
  pages: ReadonlyMap<number, readonly JobRow[]>;
  /** While rows are held in place: how many came into each group since ("all" without groups). */
  news: ReadonlyMap<JobPhase | 'all', number>;
  /** When the core last answered for this view. */
  answeredAt: number | null;
  problem: Problem | null;
}

export interface BoardQuery {
  store: StoreApi<BoardState>;
  setView(change: (view: JobView) => JobView): void;
  /** First and last row that can be seen. */
  setWindow(first: number, last: number): void;
  /** Rows keep their places until `release`. */
  hold(): void;
  release(): void;
  /** Asks again now, held or not: after something the person did. */
  askAgain(): void;
  /** Everything shown may be wrong: another workspace, or changes were missed. */
  reset(forget: boolean): void;
  applyRows(rows: readonly JobRow[]): void;
  applySeen(seen: readonly { id: JobId; receivedAt: number }[]): void;
  /** Something time alone changes: lateness. */
  timePassed(): void;
  rowAt(index: number): JobRow | undefined;
  indexOf(id: JobId): number | undefined;
  /** Rows of the view by place, asked for anew; at most `MOST_ROWS_A_QUESTION`. Rejects like the client does. */
  rowsBetween(first: number, last: number): Promise<JobRow[]>;
}

/** One question to the core: pages `from` to `to`, alone or in place of all that is kept. */
interface Question {
  abort: AbortController;
  view: JobView;
  from: number;
  to: number;
  whole: boolean;
}

export const DEFAULT_VIEW: JobView = {
  sort: { by: 'promise', direction: 'asc' },
  group: 'phase',
  folded: ['done', 'closed'],
};

export function createBoardQuery(client: CoreClient, now: () => number = Date.now): BoardQuery {
  const store = createStore<BoardState>(() => ({
    view: DEFAULT_VIEW,
    answered: null,
    total: 0,
    totalIsExact: true,
    groups: [],
    pages: new Map(),
    news: new Map(),
    answeredAt: null,
    problem: null,
  }));
  const places = new Map<JobId, number>();
  let visible = { first: 0, last: PAGE_ROWS - 1 };
  let held = false;
  /** What is shown is not the answer (any more): the whole window is asked for next. */
  let stale = true;
  /** The same, noticed while rows are held: asked for on release. */
  let outdated = false;
  let question: Question | null = null;
  let changedWhileAsking: Map<JobId, JobRow> = new Map();
  let mergeTimer: ReturnType<typeof setTimeout> | null = null;

  function wantedPages(): { from: number; to: number } {
    const { total, answered } = store.getState();
    const lastPage =
      answered === null ? Number.POSITIVE_INFINITY : Math.max(0, Math.ceil(total / PAGE_ROWS) - 1);
    const from = Math.max(0, Math.floor(visible.first / PAGE_ROWS) - PAGES_AHEAD);
    const to = Math.floor(visible.last / PAGE_ROWS) + PAGES_AHEAD;
    return { from: Math.min(from, lastPage), to: Math.min(to, lastPage) };
  }

  /** Asks for what is missing; leaves a question alone that will bring it anyway. */
  function pump() {
    const { view, pages } = store.getState();
    const wanted = wantedPages();
    let { from, to } = wanted;
    if (!stale) {
      const missing: number[] = [];
      for (let page = from; page <= to; page += 1) if (!pages.has(page)) missing.push(page);
      const first = missing[0];
      const last = missing.at(-1);
      if (first === undefined || last === undefined) return;
      from = first;
      to = last;
    }
    if (question !== null) {
      const brings = question.view === view && question.from <= from && question.to >= to;
      if (brings && (!stale || question.whole)) return;
      question.abort.abort();
    }
    void ask(view, from, Math.min(to, from + MOST_ROWS_A_QUESTION / PAGE_ROWS - 1), stale);
  }

  async function ask(view: JobView, from: number, to: number, whole: boolean) {
    const mine = { abort: new AbortController(), view, from, to, whole };
    question = mine;
    stale = false;
    if (whole) outdated = false;
    changedWhileAsking = new Map();
    try {
      const answer = await client.jobs.query(
        { view: asAsked(view), offset: from * PAGE_ROWS, limit: (to - from + 1) * PAGE_ROWS },
        { signal: mine.abort.signal },
      );
      if (question !== mine) return;
      question = null;
      take(answer, mine);
    } catch (error) {
      if (question !== mine) return;
      question = null;
      if (whole) stale = true;
      if (isAbort(error, mine.abort.signal)) return;
      store.setState({ problem: describeError(error, now()) });
      return;
    }
    pump();
  }

  function take(answer: JobPage, { view, from, to, whole }: Question) {
    const before = store.getState();
    // A total that was only an estimate grows without any row changing its place.
    const shifted = before.totalIsExact
      ? before.total !== answer.total || !sameGroups(before.groups, answer.groups)
      : before.total > answer.total;
    const pages = new Map(whole || shifted ? [] : before.pages);
    // Every page that was asked for is now known, also one that turned out to be empty.
    for (let page = from; page <= to; page += 1) {
      const start = (page - from) * PAGE_ROWS;
      const rows = answer.rows.slice(start, start + PAGE_ROWS).map((row) => {
        const newer = changedWhileAsking.get(row.id);
        return newer !== undefined && newer.revision > row.revision ? newer : row;
      });
      pages.set(page, rows);
    }
    dropFarPages(pages);
    rememberPlaces(pages);
    store.setState({
      answered: view,
      total: answer.total,
      totalIsExact: answer.totalIsExact,
      groups: answer.groups,
      pages,
      news: whole || shifted ? new Map() : before.news,
      answeredAt: now(),
      problem: null,
    });
  }

  function dropFarPages(pages: Map<number, readonly JobRow[]>) {
    const { from, to } = wantedPages();
    for (const page of pages.keys())
      if (page < from - PAGES_KEPT || page > to + PAGES_KEPT) pages.delete(page);
  }

  function rememberPlaces(pages: ReadonlyMap<number, readonly JobRow[]>) {
    places.clear();
    for (const [page, rows] of pages)
      for (const [offset, row] of rows.entries()) places.set(row.id, page * PAGE_ROWS + offset);
  }

  function rowAt(index: number): JobRow | undefined {
    return store.getState().pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  }

  /** Replaces rows where they stand; the list itself is not touched. */
  function patch(changes: readonly { index: number; row: JobRow }[]) {
    if (changes.length === 0) return;
    const pages = new Map(store.getState().pages);
    const copied = new Set<number>();
    for (const { index, row } of changes) {
      const page = Math.floor(index / PAGE_ROWS);
      const rows = pages.get(page);
      if (rows === undefined) continue;
      const own = copied.has(page) ? (rows as JobRow[]) : [...rows];
      copied.add(page);
      own[index % PAGE_ROWS] = row;
      pages.set(page, own);
    }
    store.setState({ pages });
  }

  function mayHaveChanged() {
    if (mergeTimer !== null) return;
    mergeTimer = setTimeout(() => {
      mergeTimer = null;
      if (held) void countNews();
      else askWhole();
    }, MERGE_MS);
  }

  /** Merged re-asking must not starve: a question under way is waited for, then asked once more. */
  function askWhole() {
    if (question?.whole && question.view === store.getState().view) {
      mayHaveChanged();
      return;
    }
    stale = true;
    pump();
  }

  /** Rows are held: only the totals are asked for, to say how many came into which group. */
  async function countNews() {
    const { view } = store.getState();
    outdated = true;
    try {
      const fresh = await client.jobs.query({ view: asAsked(view), offset: 0, limit: 1 });
      const shown = store.getState();
      if (!held || shown.view !== view || shown.answered !== view) return;
      store.setState({ news: newsOf(shown, fresh) });
    } catch {
      // The next change asks again; a lost core is said by the link.
    }
  }

  return {
    store,
    setView(change) {
      const before = store.getState().view;
      const view = change(before);
      if (JSON.stringify(view) === JSON.stringify(before)) return;
      store.setState({ view });
      stale = true;
      pump();
    },
    setWindow(first, last) {
      if (first === visible.first && last === visible.last) return;
      visible = { first, last };
      pump();
    },
    hold() {
      held = true;
    },
    release() {
      if (!held) return;
      held = false;
      if (!outdated) return;
      stale = true;
      pump();
    },
    askAgain() {
      stale = true;
      question?.abort.abort();
      question = null;
      pump();
    },
    reset(forget) {
      question?.abort.abort();
      question = null;
      stale = true;
      if (forget) {
        places.clear();
        store.setState({
          answered: null,
          total: 0,
          groups: [],
          pages: new Map(),
          news: new Map(),
          answeredAt: null,
        });
      }
      pump();
    },
    applyRows(rows) {
      const { view } = store.getState();
      const changes: { index: number; row: JobRow }[] = [];
      let moved = false;
      for (const row of rows) {
        if (question !== null) changedWhileAsking.set(row.id, row);
        const index = places.get(row.id);
        const known = index === undefined ? undefined : rowAt(index);
        if (index === undefined || known === undefined) {
          moved = true;
          continue;
        }
        if (row.revision <= known.revision) continue;
        if (mayMove(known, row, view)) moved = true;
        changes.push({ index, row });
      }
      patch(changes);
      if (moved) mayHaveChanged();
    },
    applySeen(seen) {
      const changes: { index: number; row: JobRow }[] = [];
      for (const { id, receivedAt } of seen) {
        const index = places.get(id);
        const known = index === undefined ? undefined : rowAt(index);
        if (index !== undefined && known !== undefined)
          changes.push({ index, row: { ...known, receivedAt } });
      }
      patch(changes);
      if (seen.length > 0 && store.getState().view.sort?.by === 'age') mayHaveChanged();
    },
    timePassed() {
      if (store.getState().view.late !== undefined) mayHaveChanged();
    },
    rowAt,
    indexOf: (id) => places.get(id),
    async rowsBetween(first, last) {
      const answer = await client.jobs.query({
        view: asAsked(store.getState().view),
        offset: first,
        limit: Math.min(MOST_ROWS_A_QUESTION, last - first + 1),
      });
      return answer.rows;
    },
  };
}

/**
 * The view as the core is asked it: folding does not hide what was looked for. A search, and a group that is filtered
 * for by name, are shown open.
 */
export function asAsked(view: JobView): JobView {
  if (view.folded === undefined || view.folded.length === 0) return view;
  if (view.text !== undefined && view.text !== '') return { ...view, folded: [] };
  const wanted = new Set([...(view.phases ?? []), ...(view.statuses ?? []).map(phaseOf)]);
  return wanted.size === 0 ? view : { ...view, folded: view.folded.filter((phase) => !wanted.has(phase)) };
}

/** Whether the newer row could belong elsewhere, or no longer to the view at all. */
function mayMove(old: JobRow, row: JobRow, view: JobView): boolean {
  return (
    old.status !== row.status ||
    old.promiseAt !== row.promiseAt ||
    old.reference !== row.reference ||
    old.recipient !== row.recipient ||
    old.to !== row.to ||
    old.windowFromAt !== row.windowFromAt ||
    old.windowToAt !== row.windowToAt ||
    old.courierName !== row.courierName ||
    old.price?.minor !== row.price?.minor ||
    old.archived !== row.archived ||
    old.tags.join('\n') !== row.tags.join('\n') ||
    (view.sort?.by === 'age' && old.receivedAt !== row.receivedAt)
  );
}

function sameGroups(a: JobPage['groups'], b: JobPage['groups']): boolean {
  return (
    a.length === b.length &&
    a.every((group, index) => group.phase === b[index]?.phase && group.total === b[index]?.total)
  );
}

function newsOf(shown: BoardState, fresh: JobPage): ReadonlyMap<JobPhase | 'all', number> {
  const news = new Map<JobPhase | 'all', number>();
  if (!shown.totalIsExact || !fresh.totalIsExact) return news;
  if (fresh.groups.length === 0) {
    if (fresh.total > shown.total) news.set('all', fresh.total - shown.total);
    return news;
  }
  for (const { phase, total } of fresh.groups) {
    const before = shown.groups.find((group) => group.phase === phase)?.total ?? 0;
    if (total > before) news.set(phase, total - before);
  }
  // A group that got one row and lost one has the same total: rows that stand elsewhere are counted by themselves.
  const ranges = groupRanges(shown.groups, asAsked(shown.view).folded ?? []);
  const cameIn = new Map<JobPhase, number>();
  for (const [page, rows] of shown.pages) {
    for (const [offset, row] of rows.entries()) {
      const standsIn = groupOfIndex(ranges, page * PAGE_ROWS + offset)?.phase;
      if (standsIn !== undefined && standsIn !== row.phase)
        cameIn.set(row.phase, (cameIn.get(row.phase) ?? 0) + 1);
    }
  }
  for (const [phase, count] of cameIn) news.set(phase, Math.max(count, news.get(phase) ?? 0));
  return news;
}
