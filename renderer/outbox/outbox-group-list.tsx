// One group of the outbox with its heading. Long ones show their beginning first, so that a day offline opens at once.

import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import type { OutboxEntry as Entry } from '../state/stores.ts';
import type { OutboxGroup } from './group-entries.ts';
import classes from './outbox.module.css';
import { OutboxEntry } from './outbox-entry.tsx';
import { SettledEntry } from './settled-entry.tsx';
import { texts } from './texts.ts';

const FIRST = 50;

interface Props {
  group: OutboxGroup;
  entries: readonly Entry[];
  /** The whole outbox: what goes first for the same job may stand in another group. */
  all: readonly Entry[];
}

export function OutboxGroupList({ group, entries, all }: Props) {
  const [limit, setLimit] = useState(FIRST);
  const id = useId();
  const hint = texts.groupHints[group];
  const rest = entries.length - limit;
  return (
    <section className={classes.group} data-group={group} aria-labelledby={id}>
      <h2 id={id} className={classes.groupTitle}>
        {texts.groups[group]} <span className={classes.count}>{entries.length}</span>
      </h2>
      {hint !== null && <p className={classes.hint}>{hint}</p>}
      <ul className={classes.list}>
        {entries
          .slice(0, limit)
          .map((entry) =>
            group === 'settled' ? (
              <SettledEntry key={entry.command.id} entry={entry} />
            ) : (
              <OutboxEntry key={entry.command.id} entry={entry} all={all} />
            ),
          )}
      </ul>
      {rest > 0 && <Button onClick={() => setLimit(limit + FIRST * 4)}>{texts.more(rest)}</Button>}
    </section>
  );
}
