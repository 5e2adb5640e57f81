// The names of the columns: a click sorts, the right edge of each is dragged to change its width, a double click puts it back.

import { VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { PointerEvent } from 'react';
import type { JobView } from '../../shared/contract/jobs.ts';
import { type ColumnId, columns, type FittedColumn, type JobSort } from './columns.ts';
import classes from './grid-head.module.css';
import { texts } from './texts.ts';

interface Props {
  columns: readonly FittedColumn[];
  sort: JobView['sort'];
  onSort: (by: JobSort) => void;
  /** Null: back to the standard width. */
  onResize: (id: ColumnId, width: number | null) => void;
}

export function GridHead({ columns: fitted, sort, onSort, onResize }: Props) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.row}>
        <div role="columnheader" aria-colindex={1}>
          <VisuallyHidden>{texts.row.selected}</VisuallyHidden>
        </div>
        {fitted.map(({ id, width }, index) => {
          const column = columns[id];
          const sorted = sort !== undefined && sort.by === column.sort ? sort.direction : null;
          const Arrow = sorted === 'desc' ? IconArrowDown : IconArrowUp;
          return (
            <div
              key={id}
              role="columnheader"
              aria-colindex={index + 2}
              aria-sort={sorted === null ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
              className={classes.cell}
              data-right={column.right || undefined}
            >
              {column.sort === null ? (
                <span className={classes.name}>{column.label}</span>
              ) : (
                <button
                  type="button"
                  tabIndex={-1}
                  className={classes.name}
                  onClick={() => column.sort !== null && onSort(column.sort)}
                >
                  {column.label}
                  {sorted !== null && <Arrow size={12} aria-hidden="true" />}
                </button>
              )}
              {id !== 'route' && (
                // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer alone; keys arrange columns in Display
                <div
                  className={classes.edge}
                  onPointerDown={(event) => drag(event, width, (next) => onResize(id, next))}
                  onDoubleClick={() => onResize(id, null)}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );

  function drag(event: PointerEvent<HTMLDivElement>, width: number, resize: (width: number) => void) {
    event.preventDefault();
    const edge = event.currentTarget;
    const start = event.clientX;
    edge.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) =>
      resize(Math.round(Math.min(1200, Math.max(40, width + moved.clientX - start))));
    edge.addEventListener('pointermove', move);
    edge.addEventListener('pointerup', () => edge.removeEventListener('pointermove', move), { once: true });
  }
}
