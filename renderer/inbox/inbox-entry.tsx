// One entry: what is wrong, with what, since when; what can be done about it; and the ways to put it away.

import { Button } from '@mantine/core';
import { IconCheck, IconClockPause, IconRotate } from '@tabler/icons-react';
import type { InboxEntry as Entry } from '../../shared/contract/inbox.ts';
import { useDeskStore } from '../state/use-desk.ts';
import { Age } from '../ui/age.tsx';
import { currentTime } from '../ui/clock.ts';
import { timeOrDay } from '../ui/clock-time.ts';
import { ProviderMark } from '../ui/provider-mark.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { ToolButton } from '../ui/tool-button.tsx';
import { entryWords } from './entry-words.ts';
import classes from './inbox.module.css';
import { nextActs, placeOf } from './next-acts.ts';
import { texts } from './texts.ts';
import { useRunAct } from './use-run-act.ts';

interface Props {
  entry: Entry;
  onAcknowledge: (entry: Entry) => void;
  onSnooze: (entry: Entry, at: { x: number; y: number }) => void;
  onRestore: (entry: Entry) => void;
}

export function InboxEntry({ entry, onAcknowledge, onSnooze, onRestore }: Props) {
  const words = entryWords(entry);
  const acts = nextActs(entry);
  const { working, said, run } = useRunAct(entry);
  const { mark } = entry;
  const account = words.account;
  const label = useDeskStore(
    'connections',
    ({ connections }) => connections.find(({ id }) => id === account?.id)?.label,
  );
  const vaultClosed = useDeskStore('vault', ({ status }) => status !== null && status.state !== 'ready');
  // While the vault is closed a new credential would help nobody: where the vault is opened comes first.
  const shown = vaultClosed ? acts.filter((act) => act !== 'replace-secret') : acts;
  return (
    <li className={classes.entry} data-entry={entry.about} data-quiet={mark !== null || undefined}>
      <SeverityMark severity={mark === null ? entry.severity : 'off'} />
      <div className={classes.words}>
        <div className={classes.head}>
          <span className={classes.reason}>{words.reason}</span>
          <button type="button" data-main className={classes.name} onClick={() => run(placeOf(entry))}>
            {words.name}
          </button>
          <span className={classes.more} title={words.more ?? undefined}>
            {words.more}
          </span>
          {account !== null && (
            <span className={classes.account}>
              <ProviderMark provider={account.provider} />
              {entry.subject.kind !== 'connection' && <span>{label ?? texts.connectionGone}</span>}
            </span>
          )}
          <span className={classes.age}>
            {mark?.kind === 'snoozed' ? (
              texts.until(timeOrDay(mark.untilAt, currentTime()))
            ) : (
              <Age at={entry.sinceAt} />
            )}
          </span>
        </div>
        <p className={classes.detail}>{words.detail}</p>
        {said !== null && (
          <p className={classes.said} role="status">
            {said}
          </p>
        )}
      </div>
      <div className={classes.acts}>
        {mark === null ? (
          <>
            {shown.slice(0, 2).map((act, index) => (
              <Button
                key={act}
                size="compact-xs"
                variant={index === 0 ? 'default' : 'subtle'}
                data-act={index === 0 ? 'next' : act}
                loading={working === act}
                onClick={() => run(act)}
              >
                {texts.acts[act]}
              </Button>
            ))}
            <span data-act-box="snooze">
              <ToolButton
                label={texts.snooze}
                keys="s"
                onClick={({ currentTarget }) => {
                  const { left, bottom } = currentTarget.getBoundingClientRect();
                  onSnooze(entry, { x: left, y: bottom });
                }}
              >
                <IconClockPause size={16} />
              </ToolButton>
            </span>
            <span data-act-box="acknowledge">
              <ToolButton label={texts.acknowledge} keys="e" onClick={() => onAcknowledge(entry)}>
                <IconCheck size={16} />
              </ToolButton>
            </span>
          </>
        ) : (
          <ToolButton label={texts.restore} onClick={() => onRestore(entry)}>
            <IconRotate size={16} />
          </ToolButton>
        )}
      </div>
    </li>
  );
}
