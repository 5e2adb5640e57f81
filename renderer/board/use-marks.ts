// Choosing rows for a common action: one, a range, all. The rows are kept as they are now, so that what is about to
// happen can be said before it does.

import { useMemo, useRef } from 'react';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { MOST_ROWS_A_QUESTION } from '../state/board-query.ts';
import { useDesk } from '../state/use-desk.ts';

export interface Marks {
  toggle: (row: JobRow, index: number) => void;
  /** From the last one toggled (or the cursor) to this one. */
  extendTo: (index: number, from: number) => void;
  /** All of the view, as many as can be asked for at a time. */
  all: () => void;
  clear: () => void;
}

export function useMarks(): Marks {
  const { board, stores, actions } = useDesk();
  const anchor = useRef<number | null>(null);
  return useMemo(() => {
    const { selection } = stores;
    const set = (marked: Map<JobId, JobRow>) => selection.setState({ marked });

    async function range(first: number, last: number, keep: ReadonlyMap<JobId, JobRow>) {
      const loaded: JobRow[] = [];
      for (let index = first; index <= last; index += 1) {
        const row = board.rowAt(index);
        if (row === undefined) break;
        loaded.push(row);
      }
      const marked = new Map(keep);
      if (loaded.length === last - first + 1) {
        for (const row of loaded) marked.set(row.id, row);
        set(marked);
        return;
      }
      const outcome = await actions.rowsOfBoard(first, last);
      if (!outcome.ok) return;
      for (const row of outcome.value) marked.set(row.id, row);
      set(marked);
    }

    return {
      toggle(row, index) {
        anchor.current = index;
        const marked = new Map(selection.getState().marked);
        if (!marked.delete(row.id)) marked.set(row.id, row);
        set(marked);
      },
      extendTo(index, from) {
        anchor.current ??= from;
        const first = Math.min(anchor.current, index);
        const last = Math.max(anchor.current, index);
        void range(first, Math.min(last, first + MOST_ROWS_A_QUESTION - 1), new Map());
      },
      all() {
        anchor.current = 0;
        const { total } = board.store.getState();
        if (total > 0) void range(0, Math.min(total, MOST_ROWS_A_QUESTION) - 1, new Map());
      },
      clear() {
        anchor.current = null;
        set(new Map());
      },
    };
  }, [board, stores, actions]);
}
