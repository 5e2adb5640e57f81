// Scrolls a list that is not there: turns the scroll bar into a band of the list to draw, keeps what the person looks
// at in its place when rows come and go above it, and tells the board which rows can be seen.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { JobView } from '../../shared/contract/jobs.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { BoardQuery } from '../state/board-query.ts';
import { type ListGeometry, lineOfRow, rowsBetween, topOfLine } from './list-geometry.ts';
import { placeOf, type ScrollPlace, type ScrollSpan, scrolledTo } from './scroll-place.ts';

/** The part of the list that is drawn, and how far it is moved against the scroll bar. */
export interface Band {
  from: number;
  to: number;
  shift: number;
}

interface Options {
  scroller: RefObject<HTMLDivElement | null>;
  board: BoardQuery;
  geometry: ListGeometry;
  /** What the rows answer; another question starts at the top. */
  answered: JobView | null;
  /** Height of the column names, which cover the top of the scroller. */
  headHeight: number;
}

/** Rows around those that are seen wait for this: the next key of a word has its answer first. */
const AROUND_AFTER_MS = 120;

export function useListScroll({ scroller, board, geometry, answered, headHeight }: Options) {
  const [viewport, setViewport] = useState(0);
  const [band, setBand] = useState<Band>({ from: 0, to: 0, shift: 0 });
  const place = useRef<ScrollPlace>({ physical: 0, virtual: 0 });
  const anchor = useRef<{ id: JobId; offset: number } | null>(null);
  const question = useRef<string | null>(null);
  const span: ScrollSpan = { content: geometry.height, viewport };
  const asked = answered === null ? null : JSON.stringify({ ...answered, folded: null });
  const isAnother = question.current !== null && asked !== question.current;
  // Another question's answer is drawn as far as it is seen, and no row of it before.
  const onlyTop = useMemo<Band>(() => ({ from: 0, to: viewport, shift: 0 }), [viewport]);
  const latest = useRef({ geometry, span });
  latest.current = { geometry, span };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => setViewport(Math.max(0, element.clientHeight - headHeight));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [scroller, headHeight]);

  const look = useCallback(
    (next: ScrollPlace, only?: Band) => {
      place.current = next;
      const { geometry: list, span: now } = latest.current;
      const bottom = next.virtual + now.viewport;
      const shift = next.virtual - next.physical;
      setBand((drawn) => {
        const enough =
          drawn.shift === shift &&
          (drawn.from === 0 || next.virtual - drawn.from > now.viewport / 4) &&
          drawn.to - bottom > now.viewport / 4;
        if (only !== undefined) return only;
        return enough
          ? drawn
          : { from: Math.max(0, next.virtual - now.viewport), to: bottom + now.viewport, shift };
      });
      let first: number | null = null;
      let last = 0;
      for (const section of list.sections) {
        const rows = rowsBetween(section, next.virtual, bottom, list.measures);
        if (rows === null) continue;
        first ??= rows.first;
        last = rows.last;
      }
      if (first === null) return;
      board.setWindow(first, last);
      // The first row that is not cut: it is what must not move.
      for (let index = first; index <= Math.min(last, first + 3); index += 1) {
        const row = board.rowAt(index);
        if (row === undefined) break;
        const offset = topOfLine(list, lineOfRow(list, index)) - next.virtual;
        if (offset < 0) continue;
        anchor.current = { id: row.id, offset };
        break;
      }
    },
    [board],
  );

  const moveTo = useCallback(
    (virtual: number) => {
      const next = placeOf(virtual, latest.current.span);
      // Setting it lays out the whole page at once, also where nothing moves.
      if (scroller.current !== null && next.physical !== place.current.physical) {
        scroller.current.scrollTop = next.physical;
      }
      look(next);
    },
    [look, scroller],
  );

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const next = scrolledTo(place.current, element.scrollTop, latest.current.span);
    if (next.physical !== element.scrollTop) element.scrollTop = next.physical;
    look(next);
  }, [look, scroller]);

  // After every answer: the same question keeps what is looked at in place, another one starts at the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the list or the viewport changes
  useLayoutEffect(() => {
    question.current = asked;
    if (isAnother) {
      if (scroller.current !== null && place.current.physical !== 0) scroller.current.scrollTop = 0;
      look({ physical: 0, virtual: 0 }, onlyTop);
      const timer = setTimeout(() => {
        // Another question is under way already: its answer comes first, and brings rows around it of its own.
        if (board.store.getState().view === answered) look(place.current);
      }, AROUND_AFTER_MS);
      return () => clearTimeout(timer);
    }
    const { virtual } = place.current;
    const kept = anchor.current === null ? undefined : board.indexOf(anchor.current.id);
    if (virtual > 0 && kept !== undefined && anchor.current !== null) {
      moveTo(topOfLine(geometry, lineOfRow(geometry, kept)) - anchor.current.offset);
    } else moveTo(virtual);
    return undefined;
  }, [geometry, answered, viewport]);

  useEffect(() => {
    // Rows that come for the same list (other pages) change what can be the anchor.
    return board.store.subscribe((state, before) => {
      if (state.pages !== before.pages && state.answered === before.answered) look(place.current);
    });
  }, [board, look]);

  /** Scrolls no further than needed for this line to be seen whole. */
  const showLine = useCallback(
    (line: number) => {
      const { geometry: list, span: now } = latest.current;
      const top = topOfLine(list, line);
      const cover = list.sections.some(({ group }) => group !== null) ? list.measures.head : 0;
      const { virtual } = place.current;
      if (top - cover < virtual) moveTo(top - cover);
      else if (top + list.measures.row > virtual + now.viewport)
        moveTo(top + list.measures.row - now.viewport);
    },
    [moveTo],
  );

  const linesAPage = Math.max(1, Math.floor(viewport / geometry.measures.row) - 1);
  return { band: isAnother ? onlyTop : band, span, onScroll, showLine, linesAPage };
}
