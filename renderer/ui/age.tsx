// How old something is, running: "12 s", "4 min". The whole time on hover. Older than `staleMs` it is marked as old.

import { formatAge, isAhead, isOld } from '../../shared/domain/time.ts';
import classes from './age.module.css';
import { useTick } from './clock.ts';
import { wholeTime } from './clock-time.ts';
import { texts } from './texts.ts';

interface Props {
  /** Null: it never happened. */
  at: number | null;
  /** For times of this computer's own clock only. */
  staleMs?: number;
}

export function Age({ at, staleMs }: Props) {
  const text = useTick((now) => {
    if (at === null) return texts.never;
    return staleMs !== undefined && isAhead(at, now) ? texts.noAge : formatAge(now - at);
  });
  const stale = useTick((now) => at !== null && staleMs !== undefined && isOld(at, now, staleMs));
  return (
    <span
      className={classes.age}
      data-stale={stale || undefined}
      title={at === null ? undefined : wholeTime(at)}
    >
      {text}
      {stale && <span className={classes.hidden}>, {texts.old}</span>}
    </span>
  );
}
