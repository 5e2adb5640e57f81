// A named part of the form that is folded away until it is wanted: it is open when it holds a value, and it opens when
// something in it has to be corrected. Folded, it says in a few words what is in it.

import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { get, useFormContext, useFormState } from 'react-hook-form';
import type { ShipmentField } from './field.tsx';
import type { ShipmentValues } from './shipment-values.ts';
import classes from './shipments.module.css';
import { texts } from './texts.ts';

interface Props {
  title: string;
  /** What is in it, in a few words; null while nothing is. */
  summary: string | null;
  /** The fields in it, to open it for their errors. */
  fields: readonly ShipmentField[];
  /** Inside of another part: no line of its own. */
  inner?: boolean;
  children: ReactNode;
}

export function FormGroup({ title, summary, fields, inner, children }: Props) {
  const { control } = useFormContext<ShipmentValues>();
  const { errors } = useFormState({ control });
  const [wanted, setWanted] = useState(summary !== null);
  const open = wanted || fields.some((field) => get(errors, field) !== undefined);
  const id = useId();
  const Title = inner === true ? 'h4' : 'h3';
  return (
    <section className={classes.group} data-inner={inner || undefined}>
      <Title className={classes.groupTitle}>
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
      <div id={id} className={classes.stack} hidden={!open}>
        {children}
      </div>
    </section>
  );
}

/** "12 lb · Fragile", or null where nothing is said. */
export function summaryOf(...parts: (string | false | undefined)[]): string | null {
  const said = parts.filter((part) => typeof part === 'string' && part.trim() !== '');
  return said.length === 0 ? null : said.join(' · ');
}
