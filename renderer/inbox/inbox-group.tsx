// Entries under one heading. Those that were put away are folded; long ones show their beginning first.

import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { InboxEntry as Entry } from '../../shared/contract/inbox.ts';
import type { EntryGroup } from './group-entries.ts';
import classes from './inbox.module.css';
import { texts } from './texts.ts';

const FIRST = 50;
/** Below this, going through them one by one is no work. */
const MANY = 5;

interface Props {
  group: EntryGroup;
  entries: readonly Entry[];
  onAcknowledgeAll: (entries: readonly Entry[]) => void;
  children: (entry: Entry) => ReactNode;
}

export function InboxGroup({ group, entries, onAcknowledgeAll, children }: Props) {
  const [limit, setLimit] = useState(FIRST);
  const id = useId();
  const rest = entries.length - limit;
  const heading = (
    <>
      {texts.groups[group]} <span className={classes.count}>{entries.length}</span>
    </>
  );
  const list = (
    <>
      <ul className={classes.list}>{entries.slice(0, limit).map(children)}</ul>
      {rest > 0 && <Button onClick={() => setLimit(limit + FIRST * 4)}>{texts.more(rest)}</Button>}
    </>
  );
  if (group === 'snoozed' || group === 'acknowledged') {
    return (
      <details className={classes.group}>
        <summary className={classes.summary}>{heading}</summary>
        {list}
      </details>
    );
  }
  return (
    <section className={classes.group} aria-labelledby={id}>
      <div className={classes.groupHead}>
        <h2 id={id} className={classes.groupTitle}>
          {heading}
        </h2>
        {entries.length >= MANY && (
          <Button size="compact-xs" variant="subtle" onClick={() => onAcknowledgeAll(entries)}>
            {texts.acknowledgeAll}
          </Button>
        )}
      </div>
      {list}
    </section>
  );
}
