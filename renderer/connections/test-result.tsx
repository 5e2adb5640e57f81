// What a test said, beside its button.

import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './connections.module.css';
import { texts } from './texts.ts';
import type { ConnectionTest } from './use-connection-test.ts';

interface Props {
  result: ConnectionTest | null;
  /** What the connection's health says already: not said a second time. */
  saidAbove: string | null;
}

export function TestResult({ result, saidAbove }: Props) {
  return (
    <div className={classes.result} role="status">
      {result?.kind === 'asking' && texts.testing}
      {result?.kind === 'good' && (
        <>
          <SeverityMark severity="done" />
          <span>{texts.tested(clockTime(result.at, currentTime()))}</span>
        </>
      )}
      {result?.kind === 'bad' && (
        <>
          <SeverityMark severity="caution" />
          <span>
            {texts.testFailed(clockTime(result.at, currentTime()))}{' '}
            {result.message === saidAbove ? texts.testSame : result.message}
          </span>
        </>
      )}
    </div>
  );
}
