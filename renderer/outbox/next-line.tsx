// What happens next to a command, running, and how often it was sent.

import type { Command } from '../../shared/domain/command.ts';
import { formatAge } from '../../shared/domain/time.ts';
import { useTick } from '../ui/clock.ts';
import type { NextStep } from './next-step.ts';
import classes from './outbox.module.css';
import { texts } from './texts.ts';

export function NextLine({ command, step }: { command: Command; step: NextStep }) {
  const next = useTick((now) => nextWords(step, now));
  const sent = command.attempts === 0 ? texts.neverSent : texts.attempts(command.attempts);
  return (
    <div className={classes.next}>
      {next !== null && <span>{next}</span>}
      <span>{sent}</span>
      <details>
        <summary>{texts.payload}</summary>
        <pre>{JSON.stringify(command.payload, null, 2)}</pre>
      </details>
    </div>
  );
}

function nextWords(step: NextStep, now: number): string | null {
  switch (step.kind) {
    case 'after':
      return texts.after[step.first.kind];
    case 'person':
      return texts.person;
    case 'sends':
    case 'asks':
      return texts[step.kind](step.at - now < 1000 ? texts.soon : texts.in(formatAge(step.at - now)));
    default:
      return null;
  }
}
