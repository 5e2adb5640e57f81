// A part of a form that is folded away until it is wanted. Folded, it says in a few words what is in it; it opens by
// itself when something in it has to be corrected.

import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import classes from './labels.module.css';
import { texts } from './texts.ts';

interface Props {
  title: string;
  /** What is in it, in a few words; null while nothing is. */
  summary: string | null;
  /** What is wrong in it; "" where nothing is. */
  wrong: string;
  children: ReactNode;
}

export function Fold({ title, summary, wrong, children }: Props) {
  const [open, setOpen] = useState(wrong !== '');
  const id = useId();
  useEffect(() => {
    if (wrong !== '') setOpen(true);
  }, [wrong]);
  return (
    <div className={classes.fold}>
      <button
        type="button"
        className={classes.foldHead}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={14} />
        <span>{title}</span>
        {!open && <span className={classes.second}>{summary ?? texts.optional}</span>}
      </button>
      <div id={id}>{open && <div className={classes.foldBody}>{children}</div>}</div>
    </div>
  );
}

/** "UPS, 2 copies", or null where nothing is said. */
export function summaryOf(...parts: (string | false | undefined)[]): string | null {
  const said = parts.filter((part) => typeof part === 'string' && part.trim() !== '');
  return said.length === 0 ? null : said.join(', ');
}
