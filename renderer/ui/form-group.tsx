// A named part of a form that is folded away until it is wanted: it is open when it holds a value, and it opens when
// something in it has to be corrected. Folded, it says in a few words what is in it.

import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from './form-group.module.css';
import { texts } from './texts.ts';

interface Props {
  title: string;
  /** What is in it, in a few words; null while nothing is. */
  summary: string | null;
  /** Something in it has to be corrected. */
  isWrong: boolean;
  /** Inside of another part: no line of its own. */
  inner?: boolean | undefined;
  children: ReactNode;
}

export function FormGroup({ title, summary, isWrong, inner = false, children }: Props) {
  const [wanted, setWanted] = useState(summary !== null);
  const open = wanted || isWrong;
  const id = useId();
  const Title = inner ? 'h4' : 'h3';
  return (
    <section className={classes.group} data-inner={inner || undefined}>
      <Title className={classes.title}>
        <button
          type="button"
          className={classes.fold}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setWanted(!open)}
        >
          <IconChevronRight size={14} className={classes.chevron} />
          {title}
          {!open && <span className={classes.summary}>{summary ?? texts.optional}</span>}
        </button>
      </Title>
      <div id={id} className={classes.content} hidden={!open}>
        {children}
      </div>
    </section>
  );
}
