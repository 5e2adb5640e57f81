// What is known of something, a row a fact: its name, then what is so, with its own line breaks. What is not known has no row.

import type { ReactNode } from 'react';
import classes from './fact-rows.module.css';

export type FactRow = readonly [name: string, value: ReactNode];

export function FactRows({ rows }: { rows: readonly FactRow[] }) {
  return (
    <dl className={classes.facts}>
      {rows.map(
        ([name, value], place) =>
          value !== null &&
          value !== '' &&
          value !== false && (
            // biome-ignore lint/suspicious/noArrayIndexKey: a provider may use a name twice; rows hold no state.
            <div key={place}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
