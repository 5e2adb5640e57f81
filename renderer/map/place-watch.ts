// Where the open jobs of the board's view lie. The page never holds all jobs, so the core is asked: at once for another
// view, and again (merged) when the counts say that some job has changed; not at all while nobody can see them.

import type { JobPlace } from '../../shared/domain/job.ts';
import type { Desk } from '../state/desk.ts';

/** More would cover the map; the core answers the most urgent ones. */
const MOST_PLACES = 1_000;
const PAUSE_MS = 2_000;
/** A view changes with every letter of a search. */
const VIEW_PAUSE_MS = 150;

export interface PlaceWatch {
  /** Whether they are to be seen: switched on, and near enough. */
  want(wanted: boolean): void;
  /** What was answered belongs to a workspace that was left. */
  forget(): void;
  stop(): void;
}

export function watchPlaces(
  { stores, actions, board }: Pick<Desk, 'stores' | 'actions' | 'board'>,
  onChange: (places: readonly JobPlace[]) => void,
): PlaceWatch {
  let wanted = false;
  let outdated = true;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let asking: AbortController | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;

  function askSoon(pauseMs: number) {
    outdated = true;
    if (!wanted || timer !== null) return;
    timer = setTimeout(ask, pauseMs);
  }

  function changed() {
    askSoon(Math.max(0, askedAt + PAUSE_MS - performance.now()));
  }

  async function ask() {
    timer = null;
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    outdated = false;
    askedAt = performance.now();
    const { view } = board.store.getState();
    const answer = await actions.jobPlaces({ view, limit: MOST_PLACES }, mine.signal);
    if (asking !== mine) return;
    asking = null;
    // Without an answer they stay as they are; the next counts lead to the next question.
    if (answer.ok) onChange(answer.value);
    else outdated = true;
  }

  function callOff() {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    asking?.abort();
    asking = null;
  }

  const stops = [
    stores.counts.subscribe(changed),
    board.store.subscribe((now, before) => {
      if (now.view === before.view) return;
      callOff();
      askSoon(VIEW_PAUSE_MS);
    }),
  ];
  return {
    want(next) {
      if (next === wanted) return;
      wanted = next;
      if (!wanted) callOff();
      else if (outdated) askSoon(0);
    },
    forget() {
      callOff();
      onChange([]);
      changed();
    },
    stop() {
      for (const stop of stops) stop();
      callOff();
    },
  };
}
