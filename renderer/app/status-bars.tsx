// Bars under the top bar for what concerns the whole page: the core is silent, no provider answers, polling is paused,
// this is practice. A bar takes a line and never covers the work.

import { Button } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';
import { useStore } from 'zustand';
import type { Connection } from '../../shared/domain/connection.ts';
import type { Severity } from '../../shared/domain/job-status.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { PracticeSettings, TrainingSheet } from './slots.tsx';
import classes from './status-bars.module.css';
import { texts } from './texts.ts';

export function StatusBars() {
  const { actions, navigation } = useDesk();
  const isLost = useDeskStore('link', (state) => state.status.phase === 'lost');
  const connections = useDeskStore('connections', (state) => state.connections);
  const paused = useDeskStore('settings', (state) => state.settings.polling.paused);
  const practice = useDeskStore('host', (state) => state.hello?.workspace === 'practice');
  const offlineSince = unreachableSince(connections);
  return (
    <>
      {isLost && <LostBar />}
      {!isLost && offlineSince !== null && (
        <Bar severity="caution">{texts.bars.offline(clockTime(offlineSince, currentTime()))}</Bar>
      )}
      {paused && (
        <Bar
          severity="caution"
          action={{
            label: texts.bars.resume,
            run: () => void actions.updateSettings({ polling: { paused: false } }),
          }}
        >
          {texts.bars.paused}
        </Bar>
      )}
      {practice && (
        <Bar
          severity="off"
          action={{
            label: texts.bars.connect,
            run: async () => {
              const outcome = await actions.openWorkspace('live');
              if (outcome.ok) navigation.addConnection();
            },
          }}
          more={
            <Suspense>
              <PracticeSettings />
              <TrainingSheet />
            </Suspense>
          }
        >
          {texts.bars.practice}
        </Bar>
      )}
    </>
  );
}

/** By itself, so that an answer of the board draws no bar anew. */
function LostBar() {
  const { board, retryLink } = useDesk();
  const { since } = useDeskStore('link', (state) => state.status);
  const answeredAt = useStore(board.store, (state) => state.answeredAt);
  const now = currentTime();
  return (
    <Bar severity="caution" action={{ label: texts.bars.retry, run: retryLink }}>
      {answeredAt === null
        ? texts.bars.lostEmpty(clockTime(since, now))
        : texts.bars.lost(clockTime(since, now), clockTime(Math.max(answeredAt, since), now))}
    </Bar>
  );
}

interface BarProps {
  severity: Severity;
  action?: { label: string; run: () => void };
  more?: ReactNode;
  children: ReactNode;
}

function Bar({ severity, action, more, children }: BarProps) {
  return (
    <div className={classes.bar} data-severity={severity} role="status">
      <SeverityMark severity={severity} />
      <span>{children}</span>
      {action !== undefined && (
        <Button size="compact-xs" onClick={action.run}>
          {action.label}
        </Button>
      )}
      {more}
    </div>
  );
}

/** Since when nothing comes back from any provider that is asked at all; null while at least one answers. */
function unreachableSince(connections: readonly Connection[]): number | null {
  const asked = connections.filter(({ health }) => health.state !== 'paused' && health.state !== 'untested');
  if (asked.length === 0 || asked.some(({ health }) => health.state !== 'unreachable')) return null;
  return Math.max(...asked.map(({ health }) => health.since));
}
