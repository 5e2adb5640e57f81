// One row of the board, drawn only while it can be seen. A change to what it shows flashes its ground once.

import { IconCheck } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import type { JobRow } from '../../shared/domain/job.ts';
import { useDeskStore } from '../state/use-desk.ts';
import type { FittedColumn } from './columns.ts';
import { drawCell } from './job-cells.tsx';
import classes from './job-line.module.css';
import { useLineTimes } from './line-times.ts';
import { texts } from './texts.ts';

interface Props {
  id: string;
  row: JobRow;
  index: number;
  /** Its place among all lines, counted from 1, for a screen reader. */
  line: number;
  top: number;
  /** The keyboard stands on it; its panel is open. */
  cursor: boolean;
  open: boolean;
  columns: readonly FittedColumn[];
  connectionLabel: string;
  newsStaleMs: number;
}

export const JobLine = memo(function JobLine(props: Props) {
  const { row, index, line, top, cursor, open, connectionLabel } = props;
  // Asked by each row for itself, so that moving over the list redraws two rows and not all.
  const marked = useDeskStore('selection', (state) => state.marked.has(row.id));
  const hovered = useDeskStore('selection', (state) => state.hoveredJob === row.id);
  const times = useLineTimes(row, props.newsStaleMs);
  const flash = useFlash(row);
  return (
    <div
      id={props.id}
      role="row"
      aria-rowindex={line}
      aria-selected={marked}
      className={classes.line}
      data-index={index}
      data-job={row.id}
      data-status={row.status}
      data-cursor={cursor || undefined}
      data-open={open || undefined}
      data-hovered={hovered || undefined}
      data-flash={flash}
      style={{ top }}
    >
      <div role="gridcell" aria-colindex={1} className={classes.gutter} data-gutter>
        {marked && <IconCheck size={11} stroke={3} aria-label={texts.row.selected} />}
      </div>
      {props.columns.map(({ id }, column) => drawCell(id, column + 2, { row, times, connectionLabel }))}
    </div>
  );
});

/** Two names in turn, because an animation of the same name does not start again. */
function useFlash({ id, revision }: JobRow): 'a' | 'b' | undefined {
  const seen = useRef({ id, revision, times: 0 });
  if (seen.current.id !== id) seen.current = { id, revision, times: 0 };
  else if (revision > seen.current.revision) seen.current = { id, revision, times: seen.current.times + 1 };
  const { times } = seen.current;
  return times === 0 ? undefined : times % 2 === 1 ? 'a' : 'b';
}
