// Commands of this job that are on their way, of unknown fate, or refused: what is happening and what a person can do.

import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Command, isUnsettled } from '../../shared/domain/command.ts';
import { useAlert, useDesk } from '../state/use-desk.ts';
import { Age } from '../ui/age.tsx';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './job.module.css';
import { texts } from './texts.ts';
import { useJob } from './use-job.ts';

export function JobCommands() {
  const { commands } = useJob();
  const shown = commands
    .filter(({ state }) => isUnsettled(state) || state === 'failed')
    .sort((a, b) => a.createdAt - b.createdAt);
  return shown.map((command) => <CommandCard key={command.id} command={command} />);
}

function CommandCard({ command }: { command: Command }) {
  const [alert, clearAlert] = useAlert(`command:${command.id}`);
  const { problem, state } = command;
  const unsaid = problem?.fields.filter(({ message }) => !problem.sentence.includes(message)) ?? [];
  const stuck = state === 'failed' || state === 'unknown';
  return (
    <section className={classes.command} data-stuck={stuck || undefined} aria-live="polite">
      <div className={classes.commandHead}>
        <SeverityMark severity={stuck ? 'caution' : 'off'} />
        <b>{texts.commandKinds[command.kind]}:</b>
        <span className={classes.grow}>{texts.commandStates[state]}</span>
        <span className={classes.second}>
          {texts.since} <Age at={command.createdAt} />
        </span>
      </div>
      <p>
        {problem?.sentence ??
          command.waitingFor ??
          (state === 'queued' ? texts.queuedNow : state === 'unknown' ? texts.unknownHow : '')}
      </p>
      {unsaid.length > 0 && (
        <ul className={classes.fields}>
          {unsaid.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{field === '' ? message : `${field}: ${message}`}</li>
          ))}
        </ul>
      )}
      <p className={classes.second}>{footLine(command)}</p>
      {problem !== null && problem.body !== null && problem.body !== '' && (
        <details className={classes.raw}>
          <summary>{texts.problemBody(problem.status)}</summary>
          <pre>{problem.body}</pre>
        </details>
      )}
      <CommandButtons command={command} />
      {alert !== undefined && <ProblemNote problem={alert} onDismiss={clearAlert} />}
    </section>
  );
}

function footLine(command: Command): string {
  const parts = [
    command.kind === 'edit' && texts.willChange(fieldNames(command.payload)),
    command.attempts > 0 && texts.tries(command.attempts),
    isUnsettled(command.state) &&
      command.nextAt !== null &&
      command.nextAt > currentTime() + 1_000 &&
      texts.nextAt(clockTime(command.nextAt, currentTime())),
  ];
  return parts.filter(Boolean).join(' · ');
}

function CommandButtons({ command }: { command: Command }) {
  const { actions, navigation } = useDesk();
  const [asking, setAsking] = useState(false);
  const { id, state, kind } = command;
  // What is on its way at this moment can neither be hurried nor held.
  if (state === 'sending') return null;
  const retry = state === 'failed' ? texts.retry : state === 'unknown' ? texts.askNow : texts.retryNow;
  return (
    <div className={classes.buttons}>
      {state === 'failed' && kind !== 'cancel' && (
        <Button variant="filled" onClick={() => navigation.compose({ kind: 'edit', jobId: command.jobId })}>
          {texts.correctIt}
        </Button>
      )}
      <Button onClick={() => void actions.retryCommand(id)}>{retry}</Button>
      <Button
        variant="subtle"
        onClick={() => (state === 'unknown' ? setAsking(true) : void actions.discardCommand(id))}
      >
        {kind === 'create' ? texts.discardCreate : texts.discard}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={texts.discardTitle}
        doIt={texts.discardDo}
        keepIt={texts.discardKeep}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await actions.discardCommand(id, true);
          setAsking(false);
        }}
      >
        <p>{texts.discardWhy}</p>
      </ConfirmDialog>
    </div>
  );
}

function fieldNames(payload: unknown): string {
  return Object.keys(typeof payload === 'object' && payload !== null ? payload : {})
    .map((field) => field.replaceAll('_', ' '))
    .join(', ');
}
