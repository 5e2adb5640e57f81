// What went wrong, beside what it is about: what happened, what was kept, what to do; the provider's own words folded away.

import { Button, CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { currentTime } from './clock.ts';
import { clockTime } from './clock-time.ts';
import classes from './problem-note.module.css';
import { SeverityMark } from './severity-mark.tsx';
import { texts } from './texts.ts';

/** The part of a problem that is shown (renderer/state's `Problem` is one). */
interface Shown {
  sentence: string;
  fields: readonly { field: string; message: string }[];
  provider: { status: number | null; body: string | null; retryAt: number | null } | null;
}

interface Props {
  problem: Shown;
  onRetry?: () => void;
  onDismiss?: () => void;
  /** More that can be done about it. */
  children?: ReactNode;
}

export function ProblemNote({ problem, onRetry, onDismiss, children }: Props) {
  const { provider } = problem;
  return (
    <div className={classes.note} role="alert">
      <SeverityMark severity="caution" />
      <div className={classes.body}>
        <p>{problem.sentence}</p>
        {problem.fields.length > 0 && (
          <ul>
            {problem.fields.map(({ field, message }) => (
              <li key={`${field} ${message}`}>{field === '' ? message : `${field}: ${message}`}</li>
            ))}
          </ul>
        )}
        {provider?.retryAt != null && <p>{texts.retryFrom(clockTime(provider.retryAt, currentTime()))}</p>}
        {provider?.body != null && provider.body !== '' && (
          <details>
            <summary>{texts.providerSaid(provider.status)}</summary>
            <pre>{provider.body}</pre>
          </details>
        )}
        {(onRetry !== undefined || children !== undefined) && (
          <div className={classes.actions}>
            {onRetry !== undefined && <Button onClick={onRetry}>{texts.tryAgain}</Button>}
            {children}
          </div>
        )}
      </div>
      {onDismiss !== undefined && <CloseButton aria-label={texts.dismiss} onClick={onDismiss} />}
    </div>
  );
}
