// One command that is not settled, or was refused: what it is, why it waits or what went wrong, what happens next, and
// what can be done.

import { Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { OutboxEntry as Entry } from '../state/stores.ts';
import { useAlert, useDesk } from '../state/use-desk.ts';
import { Age } from '../ui/age.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { commandActs } from './command-acts.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import { EntryHead } from './entry-head.tsx';
import { NextLine } from './next-line.tsx';
import { nextStep } from './next-step.ts';
import classes from './outbox.module.css';
import { texts } from './texts.ts';

export function OutboxEntry({ entry, all }: { entry: Entry; all: readonly Entry[] }) {
  const { command } = entry;
  const { actions, navigation } = useDesk();
  const [alert, dismiss] = useAlert(`command:${command.id}`);
  const [discarding, setDiscarding] = useState(false);
  const [working, setWorking] = useState(false);
  const { retry, edit, discard } = commandActs(command);
  const step = nextStep(
    command,
    all.map((other) => other.command),
  );
  const followers = all.filter((other) => nextStep(other.command, [command]).kind === 'after').length;

  async function tryAgain() {
    setWorking(true);
    await actions.retryCommand(command.id);
    setWorking(false);
  }

  return (
    <li className={classes.entry} data-command={command.id}>
      <EntryHead entry={entry} age={<Age at={command.createdAt} />} />
      <div className={classes.body}>
        {command.problem === null ? (
          command.waitingFor !== null && <p className={classes.why}>{command.waitingFor}</p>
        ) : (
          <Problem problem={command.problem} />
        )}
        {alert !== undefined && !discarding && <ProblemNote problem={alert} onDismiss={dismiss} />}
        <div className={classes.foot}>
          <NextLine command={command} step={step} />
          <div className={classes.acts}>
            {edit && (
              <Button
                size="compact-xs"
                data-act="edit"
                variant="filled"
                aria-keyshortcuts="e"
                onClick={() => navigation.compose({ kind: 'edit', jobId: command.jobId })}
              >
                {texts.edit}
              </Button>
            )}
            {retry !== null && (
              <Button
                size="compact-xs"
                data-act="retry"
                loading={working}
                aria-keyshortcuts="r"
                onClick={() => void tryAgain()}
              >
                {texts.retry[retry]}
              </Button>
            )}
            {discard !== null && (
              <Tooltip label={texts.blocked} disabled={discard === 'possible'}>
                <Button
                  size="compact-xs"
                  data-act="discard"
                  data-disabled={discard === 'blocked'}
                  aria-disabled={discard === 'blocked'}
                  aria-keyshortcuts="Delete"
                  onClick={() => {
                    if (discard === 'possible') setDiscarding(true);
                  }}
                >
                  {texts.discard}
                </Button>
              </Tooltip>
            )}
          </div>
        </div>
      </div>
      <DiscardDialog
        command={command}
        followers={command.kind === 'create' ? followers : 0}
        opened={discarding}
        onClose={() => {
          dismiss();
          setDiscarding(false);
        }}
      />
    </li>
  );
}

function Problem({ problem }: { problem: NonNullable<Entry['command']['problem']> }) {
  // What the sentence says already need not stand under it again.
  const fields = problem.fields.filter(({ message }) => !problem.sentence.includes(message));
  return (
    <div className={classes.problem}>
      <p className={classes.why}>{problem.sentence}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{field === '' ? message : `${field}: ${message}`}</li>
          ))}
        </ul>
      )}
      {problem.body !== null && problem.body !== '' && (
        <details>
          <summary>{texts.answered(problem.status)}</summary>
          <pre>{problem.body}</pre>
        </details>
      )}
    </div>
  );
}
