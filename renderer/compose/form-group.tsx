// A named part of the form that is folded away until it is wanted: it is open when it holds a value, and it opens when
// something in it has to be corrected. Folded, it says in a few words what is in it.

import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { get, useFormContext, useFormState } from 'react-hook-form';
import classes from './compose.module.css';
import type { ComposeValues } from './compose-values.ts';
import { texts } from './texts.ts';

interface Props {
  title: string;
  /** What is in it, in a few words; null while nothing is. */
  summary: string | null;
  /** The fields in it, to open it for their errors. */
  fields: readonly (keyof ComposeValues)[];
  children: ReactNode;
}

export function FormGroup({ title, summary, fields, children }: Props) {
  const { control } = useFormContext<ComposeValues>();
  const { errors } = useFormState({ control });
  const [wanted, setWanted] = useState(summary !== null);
  const open = wanted || fields.some((field) => get(errors, field) !== undefined);
  const id = useId();
  return (
    <section className={classes.group}>
      <h3 className={classes.groupTitle}>
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
      </h3>
      <div id={id} className={classes.stack} hidden={!open}>
        {children}
      </div>
    </section>
  );
}
