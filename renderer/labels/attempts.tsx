// What was sent once and got no answer: looked for, sent again or put away, by a person. Shown above every part.

import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { Attempt } from '../../shared/contract/labels.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './labels.module.css';
import { texts } from './texts.ts';

const ASK_AGAIN_MS = 3_000;

export function useAttempts(connectionId: ConnectionId) {
  const { actions } = useDesk();
  const [attempts, setAttempts] = useState<Attempt[]>([]);
  const reload = useCallback(async () => {
    const outcome = await actions.labels.attempts(connectionId);
    if (outcome.ok) setAttempts(outcome.value.attempts);
  }, [actions, connectionId]);
  useEffect(() => void reload(), [reload]);
  const isWaiting = attempts.length > 0;
  useEffect(() => {
    if (!isWaiting) return;
    // The core looks for them by itself when it starts and when the connection is back.
    const timer = setInterval(() => void reload(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting, reload]);
  return { attempts, reload };
}

interface Props {
  attempts: readonly Attempt[];
  onChanged: () => Promise<void>;
  /** It is there after all. */
  onFound: (attempt: Attempt, id: string) => void;
}

export function Attempts({ attempts, onChanged, onFound }: Props) {
  const { actions } = useDesk();
  const [asking, setAsking] = useState<{ attempt: Attempt; what: 'again' | 'away' } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const [working, setWorking] = useState<string | null>(null);

  async function settle(attempt: Attempt, what: 'look' | 'again' | 'away') {
    setNote(null);
    setWorking(attempt.id);
    const { id } = attempt;
    if (what === 'away') {
      const outcome = await actions.labels.putAway(id);
      setProblem(outcome.ok ? null : outcome.problem);
    } else if (what === 'again') {
      const outcome = await actions.labels.sendAgain(id);
      setProblem(outcome.ok ? null : outcome.problem);
      if (outcome.ok) {
        setNote(outcome.value.foundAgain ? texts.found : texts.sentAgain);
        onFound(attempt, outcome.value.madeId);
      }
    } else {
      const outcome = await actions.labels.look(id);
      setProblem(outcome.ok ? null : outcome.problem);
      if (outcome.ok) {
        setNote(outcome.value.foundId === null ? texts.notFound : texts.found);
        if (outcome.value.foundId !== null) onFound(attempt, outcome.value.foundId);
      }
    }
    setWorking(null);
    setAsking(null);
    await onChanged();
  }

  return (
    <>
      <p className={classes.second} role="status" hidden={note === null}>
        {note}
      </p>
      {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
      {attempts.length > 0 && (
        <section className={parts.card} aria-label={texts.attempts}>
          <h2>{texts.attempts}</h2>
          <p className={classes.second}>{texts.attemptsWhy}</p>
          <ul className={parts.list}>
            {attempts.map((attempt) => (
              <li key={attempt.id}>
                <Entry attempt={attempt} working={working === attempt.id} onAsk={setAsking} onLook={settle} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <ConfirmDialog
        opened={asking !== null}
        title={asking?.what === 'away' ? texts.putAwayTitle : texts.sendAgainTitle}
        doIt={asking?.what === 'away' ? texts.putAwayIt : texts.sendAgainIt}
        keepIt={texts.cancel}
        onClose={() => setAsking(null)}
        onConfirm={async () => {
          if (asking !== null) await settle(asking.attempt, asking.what);
        }}
      >
        <p className={classes.line}>{asking?.what === 'away' ? texts.putAwayMeans : texts.sendAgainMeans}</p>
      </ConfirmDialog>
    </>
  );
}

interface EntryProps {
  attempt: Attempt;
  working: boolean;
  onAsk: (asked: { attempt: Attempt; what: 'again' | 'away' }) => void;
  onLook: (attempt: Attempt, what: 'look') => Promise<void>;
}

function Entry({ attempt, working, onAsk, onLook }: EntryProps) {
  const { kind, sentAt, lookedAt, problem, state } = attempt;
  const now = currentTime();
  const times = [
    texts.sentAt(clockTime(sentAt, now)),
    ...(state === 'sending' ? [texts.beingSent] : []),
    ...(lookedAt === null ? [] : [texts.lookedAt(clockTime(lookedAt, now))]),
  ];
  return (
    <div className={parts.stack} style={{ padding: 'var(--space-2) var(--space-3)' }}>
      <span className={parts.status}>
        <SeverityMark severity="caution" />
        <strong>{texts.attemptKinds[kind] ?? kind}</strong>
        <span>{subject(attempt)}</span>
        <span className={classes.second}>{times.join(', ')}</span>
      </span>
      {problem !== null && <span className={classes.second}>{problem}</span>}
      {state === 'unknown' && (
        <span className={parts.acts}>
          <Button loading={working} onClick={() => void onLook(attempt, 'look')}>
            {texts.look}
          </Button>
          {/* An account's credentials are kept nowhere, so only its form can send it again. */}
          {kind !== 'shipper-account' && (
            <Button onClick={() => onAsk({ attempt, what: 'again' })}>{texts.sendAgain}</Button>
          )}
          <Button onClick={() => onAsk({ attempt, what: 'away' })}>{texts.putAway}</Button>
        </span>
      )}
    </div>
  );
}

/** Whom or what it was about. */
function subject({ request }: Attempt): string {
  const asked = request as {
    shipment?: { ship_to?: { contact_name?: string; city?: string } };
    description?: string;
    pickup_from?: { street1?: string };
    label_ids?: string[];
  };
  const to = asked.shipment?.ship_to;
  return (
    [to?.contact_name, to?.city].filter((part) => part !== undefined && part !== '').join(', ') ||
    (asked.description ?? asked.pickup_from?.street1 ?? asked.label_ids?.join(', ') ?? '')
  );
}
