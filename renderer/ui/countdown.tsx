// Time to a promise, running: "18 min", "−12 min", read aloud as "12 minutes late". Shape and colour come only when it
// runs out or has run out.

import { countdownTo } from '../../shared/domain/time.ts';
import { useTick } from './clock.ts';
import { wholeTime } from './clock-time.ts';
import classes from './countdown.module.css';
import { SeverityMark } from './severity-mark.tsx';

/** From here on the time left is marked. */
const RUNNING_OUT_MS = 10 * 60_000;

export function urgencyOf(promiseAt: number, now: number): 'critical' | 'caution' | null {
  return now > promiseAt ? 'critical' : promiseAt - now <= RUNNING_OUT_MS ? 'caution' : null;
}

export function Countdown({ promiseAt }: { promiseAt: number }) {
  const text = useTick((now) => countdownTo(promiseAt, now).text);
  const words = useTick((now) => countdownTo(promiseAt, now).words);
  const urgency = useTick((now) => urgencyOf(promiseAt, now));
  return (
    <span className={classes.countdown} data-urgency={urgency ?? undefined} title={wholeTime(promiseAt)}>
      {urgency !== null && <SeverityMark severity={urgency} size={10} />}
      <span aria-hidden="true">{text}</span>
      <span className={classes.words}>{words}</span>
    </span>
  );
}
