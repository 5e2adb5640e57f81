// What a test said, beside its button.

import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './connections.module.css';
import { texts } from './texts.ts';
import type { ConnectionTest } from './use-connection-test.ts';

export function TestResult({ result }: { result: ConnectionTest | null }) {
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
            {texts.testFailed(clockTime(result.at, currentTime()))} {result.message}
            {result.status !== null && ` (${texts.httpStatus(result.status)})`}
          </span>
        </>
      )}
    </div>
  );
}
