// The mark of a severity: a shape and a colour, so that neither is needed alone. Decoration beside a word unless it is
// given a label. `slashed` is for what was ended without success, `stale` for news older than its limit.

import type { Severity } from '../../shared/domain/job-status.ts';
import classes from './severity-mark.module.css';

interface Props {
  severity: Severity;
  slashed?: boolean;
  stale?: boolean;
  size?: number;
  label?: string;
}

export function SeverityMark({ severity, slashed = false, stale = false, size = 12, label }: Props) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it is hidden or has a label; a title would be a tooltip
    <svg
      className={classes.mark}
      data-severity={severity}
      data-stale={stale || undefined}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {shapeOf(severity, slashed)}
    </svg>
  );
}

function shapeOf(severity: Severity, slashed: boolean) {
  switch (severity) {
    case 'off':
      return (
        <>
          <circle className={classes.outline} cx="6" cy="6" r="3.9" />
          {slashed && <path className={classes.outline} d="M2.2 9.8 9.8 2.2" />}
        </>
      );
    case 'steady':
      return <circle cx="6" cy="6" r="2.9" />;
    case 'moving':
      return <path d="M3.2 1.8 10.4 6 3.2 10.2Z" />;
    case 'done':
      return <path className={classes.tick} d="M1.8 6.4 4.7 9.2 10.2 2.8" />;
    case 'caution':
      return <path d="M6 .9 11.1 6 6 11.1.9 6Z" />;
    case 'critical':
      return <path d="M3.9 1h4.2L11 3.9v4.2L8.1 11H3.9L1 8.1V3.9Z" />;
  }
}
