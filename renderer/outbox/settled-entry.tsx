// A command that was settled in the last hour: one quiet line.

import type { OutboxEntry as Entry } from '../state/stores.ts';
import { Age } from '../ui/age.tsx';
import { EntryHead } from './entry-head.tsx';
import classes from './outbox.module.css';

export function SettledEntry({ entry }: { entry: Entry }) {
  return (
    <li className={classes.settled} data-command={entry.command.id}>
      <EntryHead entry={entry} age={<Age at={entry.command.updatedAt} />} />
    </li>
  );
}
