// The status history as Shipping Order keeps it, asked for when somebody wants to see it. Part of the job panel.

import { Button, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ShipmentHistoryEntry } from '../../shared/contract/shipments.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { labelOf, phaseOf, severityOf } from '../../shared/domain/job-status.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import parts from '../ui/panel-form.module.css';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Section } from '../ui/section.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './shipments.module.css';
import { texts } from './texts.ts';

const words = texts.part;

export function ShipmentHistory({ jobId }: { jobId: JobId }) {
  const [wanted, setWanted] = useState(false);
  return (
    <Section
      title={words.history}
      aside={!wanted && <Button onClick={() => setWanted(true)}>{words.showHistory}</Button>}
    >
      {wanted && <Entries jobId={jobId} />}
    </Section>
  );
}

function Entries({ jobId }: { jobId: JobId }) {
  const { actions } = useDesk();
  const [unique, setUnique] = useState(false);
  const [asked, setAsked] = useState(0);
  const [history, setHistory] = useState<ShipmentHistoryEntry[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` counts how often a person wanted it anew
  useEffect(() => {
    const asking = new AbortController();
    void actions.shipments.history({ jobId, unique }, asking.signal).then((outcome) => {
      if (asking.signal.aborted) return;
      setProblem(outcome.ok ? null : outcome.problem);
      if (outcome.ok) setHistory(outcome.value.history);
    });
    return () => asking.abort();
  }, [actions, jobId, unique, asked]);

  return (
    <>
      <div className={classes.acts}>
        <Switch
          size="xs"
          label={words.unique}
          checked={unique}
          onChange={(event) => setUnique(event.currentTarget.checked)}
        />
        <Button variant="subtle" onClick={() => setAsked(asked + 1)}>
          {words.askAgain}
        </Button>
      </div>
      {problem !== null && <ProblemNote problem={problem} onRetry={() => setAsked(asked + 1)} />}
      {history === null && problem === null && (
        <p className={parts.hint} role="status">
          {words.asking}
        </p>
      )}
      {history?.length === 0 && <p className={parts.hint}>{words.noHistory}</p>}
      {history !== null && history.length > 0 && (
        <ol className={classes.history}>
          {history.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
            <Entry key={index} entry={entry} />
          ))}
        </ol>
      )}
    </>
  );
}

function Entry({ entry }: { entry: ShipmentHistoryEntry }) {
  const { status, jobStatus, updatedAtEpoch, updatedAt, note, statusUser, subStatus, eventReason } = entry;
  const label = jobStatus === 'unknown' ? '' : labelOf(jobStatus);
  const more = [subStatus, note, eventReason, statusUser].filter(Boolean).join(' · ');
  return (
    <li>
      <time>{updatedAtEpoch === null ? updatedAt : clockTime(updatedAtEpoch, currentTime())}</time>
      <SeverityMark severity={severityOf(jobStatus)} slashed={phaseOf(jobStatus) === 'closed'} size={12} />
      <span>
        {label} <code>{status}</code>
        {more !== '' && <small>{more}</small>}
      </span>
    </li>
  );
}
