// The board: its bar, the filters in force, the list, what can be done with a selection.

import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { JobRow } from '../../shared/domain/job.ts';
import type { JobPhase } from '../../shared/domain/job-status.ts';
import { useAlert, useDesk, useDeskStore, useLayout } from '../state/use-desk.ts';
import { ActionMenu } from '../ui/action-menu.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useWidth } from '../ui/use-width.ts';
import classes from './board.module.css';
import { BoardBar } from './board-bar.tsx';
import { BoardEmpty } from './board-empty.tsx';
import { BoardNote, type BoardNoteContent } from './board-note.tsx';
import { type BoardLayout, boardPiece } from './board-piece.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { type ColumnId, fitColumns, type JobSort } from './columns.ts';
import { FilterChips } from './filter-chips.tsx';
import { GridHead } from './grid-head.tsx';
import { JobGrid } from './job-grid.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useBoardActions } from './use-board-actions.tsx';
import { useExport } from './use-export.ts';
import { useMarks } from './use-marks.ts';

export function Board() {
  const { board, actions } = useDesk();
  // Of the view only this: a key in the search must not draw the bar with its menus anew.
  const sort = useStore(board.store, (state) => state.view.sort);
  const problem = useStore(board.store, (state) => state.problem);
  const [alert, dismissAlert] = useAlert('board');
  const settingsLoaded = useDeskStore('settings', (state) => state.loaded);
  const workspace = useDeskStore('host', (state) => state.hello?.workspace);
  const [layout, saveLayout] = useLayout(boardPiece);
  const { ref, width } = useWidth();
  const grid = useRef<HTMLDivElement>(null);
  const marks = useMarks();
  const [menu, setMenu] = useState<{ at: { x: number; y: number }; row: JobRow } | null>(null);
  const [cancelling, setCancelling] = useState<readonly JobRow[] | null>(null);
  const [note, setNote] = useState<BoardNoteContent | null>(null);
  const exportView = useExport(setNote);
  const boardActions = useBoardActions({ marks, grid, onCancel: setCancelling, onNote: setNote });

  // How the board was left is taken up once it is known, and again in the other workspace; filters are not kept.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the settings arrive
  useEffect(() => {
    if (!settingsLoaded) return;
    const { group, folded } = layout;
    board.setView((now) => ({ ...now, sort: layout.sort, group, folded }));
  }, [settingsLoaded, workspace, board]);

  function arrange(change: Partial<BoardLayout>) {
    const next = { ...layout, ...change };
    saveLayout(next);
    // What the core is not asked about needs no question: widths while they are dragged.
    const { group, folded } = next;
    board.setView((now) => ({ ...now, sort: next.sort, group, folded }));
  }

  function sortBy(by: JobSort) {
    const again = sort?.by === by;
    arrange({ sort: { by, direction: again && sort?.direction === 'asc' ? 'desc' : 'asc' } });
  }

  function resize(id: ColumnId, next: number | null) {
    const { [id]: _, ...widths } = layout.widths;
    arrange({ widths: next === null ? widths : { ...widths, [id]: next } });
  }

  function toggleGroup(phase: JobPhase) {
    const folded = layout.folded.includes(phase)
      ? layout.folded.filter((other) => other !== phase)
      : [...layout.folded, phase];
    arrange({ folded });
  }

  const fitted = useMemo(
    () => fitColumns(layout.columns, layout.widths, width),
    [layout.columns, layout.widths, width],
  );

  return (
    <div ref={ref} className={classes.board}>
      <BoardBar
        grid={grid}
        layout={layout}
        hidden={fitted.hidden}
        onArrange={arrange}
        onExport={exportView}
      />
      <FilterChips />
      {(problem !== null || alert !== undefined) && (
        <div className={classes.note}>
          {problem !== null && <ProblemNote problem={problem} onRetry={board.askAgain} />}
          {alert !== undefined && <ProblemNote problem={alert} onDismiss={dismissAlert} />}
        </div>
      )}
      {note !== null && <BoardNote {...note} onClose={() => setNote(null)} />}
      {width > 0 && (
        <JobGrid
          grid={grid}
          columns={fitted.columns}
          head={<GridHead columns={fitted.columns} sort={sort} onSort={sortBy} onResize={resize} />}
          marks={marks}
          onToggleGroup={toggleGroup}
          onMenu={(at, row) => setMenu({ at, row })}
        >
          <BoardEmpty />
        </JobGrid>
      )}
      <SelectionBar actions={boardActions} />
      <ActionMenu
        at={menu?.at ?? null}
        label={boardActions.menuLabel}
        groups={menu === null ? [] : boardActions.menuFor(menu.row)}
        onClose={() => {
          setMenu(null);
          grid.current?.focus();
        }}
      />
      {cancelling !== null && (
        <CancelDialog
          rows={cancelling}
          onClose={() => {
            setCancelling(null);
            actions.clearAlert('board');
          }}
        />
      )}
    </div>
  );
}
