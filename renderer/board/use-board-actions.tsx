// What can be done with jobs from the board, once: by the menu of a row, by the bar of a selection, by keys.

import {
  IconArchive,
  IconArrowRight,
  IconCheckbox,
  IconCopy,
  IconCopyPlus,
  IconPencil,
  IconRefresh,
  IconTag,
  IconX,
} from '@tabler/icons-react';
import type { RefObject } from 'react';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import type { MenuAction } from '../ui/action-menu.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import type { BoardNoteContent } from './board-note.tsx';
import { rowObstacle } from './row-obstacle.ts';
import { texts } from './texts.ts';
import type { Marks } from './use-marks.ts';

interface Options {
  marks: Marks;
  grid: RefObject<HTMLDivElement | null>;
  onCancel: (rows: readonly JobRow[]) => void;
  onNote: (note: BoardNoteContent | null) => void;
}

export interface BoardActions {
  marks: Marks;
  menuLabel: string;
  menuFor: (row: JobRow) => MenuAction[][];
  refresh: (rows: readonly JobRow[]) => void;
  cancel: (rows: readonly JobRow[]) => void;
  archive: (rows: readonly JobRow[]) => void;
  tag: (rows: readonly JobRow[], add: string[], remove: string[]) => void;
}

export function useBoardActions({ marks, grid, onCancel, onNote }: Options): BoardActions {
  const { board, stores, actions, navigation } = useDesk();

  const idsOf = (rows: readonly JobRow[]): JobId[] => rows.map(({ id }) => id);

  async function refresh(rows: readonly JobRow[]) {
    onNote(null);
    const outcome = await actions.refreshJobs(idsOf(rows));
    if (!outcome.ok) return;
    const failed = outcome.value.results.filter(({ ok }) => !ok);
    const nameOf = (id: JobId) => rows.find((row) => row.id === id)?.reference ?? id;
    if (failed.length > 0) {
      onNote({
        sentence: texts.selection.refreshFailed(failed.length, rows.length),
        lines: failed.map(({ id, message }) => `${nameOf(id)}: ${message ?? ''}`),
      });
    } else if (rows.length > 1) onNote({ sentence: texts.selection.refreshed(rows.length) });
  }

  async function archive(rows: readonly JobRow[], archived: boolean) {
    const ids = idsOf(rows);
    const outcome = await actions.archiveJobs(ids, archived);
    if (!outcome.ok) return;
    marks.clear();
    onNote({
      sentence: archived ? texts.selection.archived(ids.length) : texts.selection.broughtBack(ids.length),
      undo: () => void actions.archiveJobs(ids, !archived),
    });
  }

  /** What the keyboard or the selection is about: the selection when there is one. */
  function subject(): readonly JobRow[] {
    const { marked, cursor } = stores.selection.getState();
    if (marked.size > 0) return [...marked.values()];
    const index = cursor === null ? undefined : board.indexOf(cursor);
    const row = index === undefined ? undefined : board.rowAt(index);
    return row === undefined ? [] : [row];
  }

  const { group } = texts.keys;
  useShortcut({
    keys: 'r',
    label: texts.keys.refresh,
    group,
    run: () => {
      const rows = subject();
      if (rows.length > 0) void refresh(rows);
      return rows.length > 0;
    },
  });
  const anyMarked = useDeskStore('selection', (state) => state.marked.size > 0);
  useShortcut(anyMarked ? { keys: 'Escape', label: texts.selection.clear, group, run: marks.clear } : null);
  // These live in the list itself, which hears them first; here they are for the sheet, and bring the focus to it.
  const intoList = () => {
    const elsewhere = document.activeElement !== grid.current;
    if (elsewhere) grid.current?.focus();
    return elsewhere;
  };
  useShortcut({ keys: 'ArrowDown', label: texts.keys.move, group, run: intoList });
  useShortcut({ keys: 'Enter', label: texts.keys.open, group, run: () => false });
  useShortcut({ keys: 'x', label: texts.keys.select, group, run: () => false });
  useShortcut({ keys: 'mod+a', label: texts.keys.selectAll, group, run: () => false });
  useShortcut({ keys: 'shift+F10', label: texts.keys.menu, group, run: () => false });

  return {
    marks,
    menuLabel: texts.menu.label,
    refresh: (rows) => void refresh(rows),
    cancel: onCancel,
    archive: (rows) =>
      void archive(
        rows,
        rows.some((row) => !row.archived),
      ),
    tag: async (rows, add, remove) => {
      const outcome = await actions.tagJobs({ ids: idsOf(rows), add, remove });
      if (outcome.ok) onNote({ sentence: texts.selection.tagged(rows.length) });
    },
    menuFor(row) {
      const index = board.indexOf(row.id);
      const marked = stores.selection.getState().marked.has(row.id);
      const id = row.externalIds.jobId ?? row.externalIds.requestId ?? row.externalIds.externalId;
      return [
        [
          {
            label: texts.menu.open,
            icon: <IconArrowRight size={15} />,
            keys: 'Enter',
            run: () => navigation.openJob(row.id),
          },
          {
            label: texts.menu.refresh,
            icon: <IconRefresh size={15} />,
            keys: 'r',
            run: () => void refresh([row]),
          },
        ],
        [
          {
            label: texts.menu.duplicate,
            icon: <IconCopyPlus size={15} />,
            run: () => navigation.compose({ kind: 'duplicate', jobId: row.id }),
          },
          {
            label: texts.menu.edit,
            icon: <IconPencil size={15} />,
            off: rowObstacle(row, 'edit'),
            run: () => navigation.compose({ kind: 'edit', jobId: row.id }),
          },
          {
            label: texts.menu.cancel,
            icon: <IconX size={15} />,
            off: rowObstacle(row, 'cancel'),
            run: () => onCancel([row]),
          },
        ],
        [
          ...(row.reference === null
            ? []
            : [
                {
                  label: texts.menu.copyReference,
                  icon: <IconCopy size={15} />,
                  run: () => void navigator.clipboard.writeText(row.reference ?? ''),
                },
              ]),
          ...(id === null
            ? []
            : [
                {
                  label: texts.menu.copyId,
                  icon: <IconTag size={15} />,
                  run: () => void navigator.clipboard.writeText(id),
                },
              ]),
        ],
        [
          {
            label: marked ? texts.menu.unselect : texts.menu.select,
            icon: <IconCheckbox size={15} />,
            keys: 'x',
            run: () => {
              if (index !== undefined) marks.toggle(row, index);
            },
          },
          {
            label: row.archived ? texts.menu.unarchive : texts.menu.archive,
            icon: <IconArchive size={15} />,
            run: () => void archive([row], !row.archived),
          },
        ],
      ];
    },
  };
}
