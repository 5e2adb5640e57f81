// The outbox: what is on its way to a provider, why it waits, and what can be done about it. Shown by the frame.

import { useRef } from 'react';
import type { OutboxEntry as Entry } from '../state/stores.ts';
import { useDeskStore } from '../state/use-desk.ts';
import { ScreenFrame } from '../ui/screen-frame.tsx';
import { groupEntries } from './group-entries.ts';
import { HeldNotes } from './held-notes.tsx';
import classes from './outbox.module.css';
import { OutboxEmpty } from './outbox-empty.tsx';
import { OutboxGroupList } from './outbox-group-list.tsx';
import { texts } from './texts.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useOutboxKeys } from './use-outbox-keys.ts';

export function OutboxScreen() {
  const entries = useDeskStore('outbox', (state) => state.entries);
  const loaded = useDeskStore('outbox', (state) => state.loaded);
  const list = useRef<HTMLDivElement>(null);
  useOutboxKeys(list);
  useKeptFocus(list, entries);
  return (
    <ScreenFrame title={texts.title} lead={texts.lead}>
      <div ref={list} className={classes.screen}>
        <HeldNotes entries={entries} />
        {!hasUnsettled(entries) && <OutboxEmpty loaded={loaded} />}
        {groupEntries(entries).map(({ group, entries: members }) => (
          <OutboxGroupList key={group} group={group} entries={members} all={entries} />
        ))}
      </div>
    </ScreenFrame>
  );
}

function hasUnsettled(entries: readonly Entry[]): boolean {
  return entries.some(({ command }) => command.state !== 'done' && command.state !== 'discarded');
}
