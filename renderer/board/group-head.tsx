// The heading of a group: its name, how many are in it, what came in while rows were held; folds and unfolds.

import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { JobPhase } from '../../shared/domain/job-status.ts';
import classes from './group-head.module.css';
import { texts } from './texts.ts';

interface Props {
  id: string;
  phase: JobPhase;
  /** "118", or "1,200+" while not all have been counted. */
  total: string;
  folded: boolean;
  /** Folding does not apply while something is looked for. */
  foldable: boolean;
  news: number;
  line: number;
  columnCount: number;
  cursor: boolean;
  onToggle: () => void;
  onNews: () => void;
}

export function GroupHead({
  id,
  phase,
  total,
  folded,
  foldable,
  news,
  line,
  columnCount,
  cursor,
  onToggle,
  onNews,
}: Props) {
  const Chevron = folded ? IconChevronRight : IconChevronDown;
  return (
    <div id={id} role="row" aria-rowindex={line} className={classes.head} data-cursor={cursor || undefined}>
      <div role="gridcell" aria-colindex={1} aria-colspan={columnCount} className={classes.cell}>
        <button
          type="button"
          tabIndex={-1}
          className={classes.toggle}
          aria-expanded={!folded}
          disabled={!foldable}
          onClick={onToggle}
        >
          <Chevron size={14} aria-hidden="true" />
          <span className={classes.name}>{texts.phases[phase]}</span>
          <span className={classes.total}>{total}</span>
        </button>
        {news > 0 && (
          <button type="button" tabIndex={-1} className={classes.news} onClick={onNews}>
            {texts.news(news)}
          </button>
        )}
      </div>
    </div>
  );
}
