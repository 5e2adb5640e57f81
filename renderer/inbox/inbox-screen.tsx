// The inbox: what needs a person, the most urgent first. Shown by the frame.

import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { InboxEntry as Entry } from '../../shared/contract/inbox.ts';
import { useAlert, useDesk, useDeskStore } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { timeOrDay } from '../ui/clock-time.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ScreenFrame } from '../ui/screen-frame.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { entryWords } from './entry-words.ts';
import { groupEntries } from './group-entries.ts';
import classes from './inbox.module.css';
import { InboxEntry } from './inbox-entry.tsx';
import { InboxGroup } from './inbox-group.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import { texts } from './texts.ts';
import { useInboxKeys } from './use-inbox-keys.ts';

interface Done {
  sentence: string;
  /** What can be taken back; none where nothing was done. */
  ids: string[];
}

export function InboxScreen() {
  const { actions, board, navigation } = useDesk();
  const entries = useDeskStore('inbox', (state) => state.entries);
  const loaded = useDeskStore('inbox', (state) => state.loaded);
  const beyond = useDeskStore('inbox', (state) => state.counts?.more ?? 0);
  const [alert, dismiss] = useAlert('inbox');
  const [done, setDone] = useState<Done | null>(null);
  const [snoozing, setSnoozing] = useState<{ entry: Entry; at: { x: number; y: number } } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const open = entries.filter(({ mark }) => mark === null);
  const undoable = done !== null && done.ids.length > 0;
  useInboxKeys({ list, entries, undo: undoable ? undo : null });

  function undo() {
    if (done === null) return;
    setDone(null);
    void actions.restoreInbox(done.ids);
  }

  function tell(asked: readonly Entry[], ids: string[], words: (what: string) => string) {
    const [first] = asked;
    if (first === undefined) return;
    const what = asked.length === 1 ? entryWords(first).name : texts.several(ids.length);
    setDone(
      ids.length === 0
        ? { sentence: texts.changedMeanwhile(entryWords(first).name), ids }
        : { sentence: words(what), ids },
    );
  }

  async function acknowledge(asked: readonly Entry[]) {
    const outcome = await actions.acknowledge(asked.map(({ id }) => id));
    if (outcome.ok) tell(asked, outcome.value.ids, texts.acknowledged);
  }

  async function snooze(entry: Entry, untilAt: number) {
    const outcome = await actions.snooze([entry.id], untilAt);
    const time = timeOrDay(untilAt, currentTime());
    if (outcome.ok) tell([entry], outcome.value.ids, (what) => texts.snoozed(what, time));
  }

  function focusAgain({ about }: Entry) {
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(about)}"] [data-main]`)?.focus();
    });
  }

  return (
    <ScreenFrame
      title={texts.title}
      lead={texts.lead}
      actions={
        // Stands beside the title, so that nothing moves under the pointer.
        <div className={classes.done} role="status">
          {done?.sentence}
          {undoable && (
            <Button size="compact-xs" rightSection={<KeyHint keys="mod+z" />} onClick={undo}>
              {texts.undo}
            </Button>
          )}
        </div>
      }
    >
      <div ref={list} className={classes.screen}>
        {alert !== undefined && <ProblemNote problem={alert} onDismiss={dismiss} />}
        {!loaded && <Waiting heights={[48, 48]} label={texts.loading} />}
        {loaded && open.length === 0 && (
          <EmptyState
            title={texts.empty}
            actions={<Button onClick={() => navigation.show('desk')}>{texts.toBoard}</Button>}
          >
            {texts.emptyWhy} {entries.length > 0 && texts.emptyQuiet}
          </EmptyState>
        )}
        {groupEntries(entries).map(({ group, entries: members }) => (
          <InboxGroup
            key={group}
            group={group}
            entries={members}
            onAcknowledgeAll={(all) => void acknowledge(all)}
          >
            {(entry) => (
              <InboxEntry
                key={entry.about}
                entry={entry}
                onAcknowledge={(one) => void acknowledge([one])}
                onSnooze={(one, at) => setSnoozing({ entry: one, at })}
                onRestore={(one) => void actions.restoreInbox([one.id])}
              />
            )}
          </InboxGroup>
        ))}
        {beyond > 0 && (
          <p className={classes.beyond}>
            {texts.beyond(beyond)}{' '}
            <Button
              size="compact-xs"
              onClick={() => {
                navigation.show('desk');
                board.setView(({ sort, group, folded }) => ({ sort, group, folded, phases: ['attention'] }));
              }}
            >
              {texts.showTrouble}
            </Button>
          </p>
        )}
      </div>
      <SnoozeMenu
        at={snoozing?.at ?? null}
        onChoose={(untilAt) => {
          if (snoozing !== null) void snooze(snoozing.entry, untilAt);
          setSnoozing(null);
        }}
        onCancel={() => {
          if (snoozing !== null) focusAgain(snoozing.entry);
          setSnoozing(null);
        }}
      />
    </ScreenFrame>
  );
}
