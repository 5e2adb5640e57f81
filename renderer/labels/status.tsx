// A status with its shape, and what went wrong with a thing that is there all the same.

import type { ShippingProblem } from '../../shared/contract/labels.ts';
import parts from '../ui/screen-parts.module.css';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { SideNote } from '../ui/side-note.tsx';
import classes from './labels.module.css';
import { shapeOf } from './shapes.ts';
import { texts } from './texts.ts';

export function Status({ status }: { status: string }) {
  const { severity, slashed, word } = shapeOf(status);
  return (
    <span className={parts.status}>
      <SeverityMark severity={severity} slashed={slashed} />
      {word}
    </span>
  );
}

export function Trouble({ problem }: { problem: ShippingProblem | null }) {
  if (problem === null) return null;
  return (
    <SideNote kind="caution" announce>
      <p className={classes.line}>{problem.sentence}</p>
      <p className={classes.line}>{problem.retryable ? texts.asksAgain : texts.noRetry}</p>
    </SideNote>
  );
}
