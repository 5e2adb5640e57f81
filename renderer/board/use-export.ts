// "Export this view": reads it whole and hands the table to the browser (in Electron: to a question where to save it).

import { useDesk, useDeskStore } from '../state/use-desk.ts';
import type { BoardNoteContent } from './board-note.tsx';
import { csvOf, rowsOfView } from './export-view.ts';
import { texts } from './texts.ts';

export function useExport(onNote: (note: BoardNoteContent | null) => void): () => void {
  const { board, actions } = useDesk();
  const connections = useDeskStore('connections', (state) => state.connections);
  return async () => {
    const { view } = board.store.getState();
    onNote({ sentence: texts.exported.reading });
    const outcome = await rowsOfView((input) => actions.findJobs(input), view);
    if (!outcome.ok) {
      onNote({ sentence: texts.exported.failed(outcome.problem.sentence) });
      return;
    }
    const { rows, more } = outcome.value;
    save(csvOf(rows, new Map(connections.map(({ id, label }) => [id, label]))));
    onNote({ sentence: texts.exported.done(rows.length, more) });
  };
}

function save(table: string): void {
  const address = URL.createObjectURL(new Blob([table], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = texts.exported.file(new Date());
  link.click();
  // The browser has it by then; kept, it would stay in memory as long as the page.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
