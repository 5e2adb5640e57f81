// One mark per connection in the top bar: shape, name, and the age of its news when that is not fresh.

import { Tooltip } from '@mantine/core';
import type { Connection } from '../../shared/domain/connection.ts';
import { answerStaleMs } from '../../shared/domain/health-shape.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { useTick } from '../ui/clock.ts';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { healthMark } from './connection-health.ts';
import classes from './connection-marks.module.css';
import { texts } from './texts.ts';

/** What a mark with its name takes, and the word for the rest, in pixels. */
const MARK_WIDTH = 112;
const MORE_WIDTH = 64;
/** On the narrowest bar too. */
const LEAST = 2;

/** `room`: how wide they may be together, in pixels. */
export function ConnectionMarks({ room }: { room: number }) {
  const { navigation } = useDesk();
  const connections = useDeskStore('connections', (state) => state.connections);
  if (connections.length === 0) return null;
  // Those that need a person come first, so that none of them hides behind "more".
  const sorted = connections.toSorted((a, b) => Number(isWell(a)) - Number(isWell(b)));
  const fits =
    room >= sorted.length * MARK_WIDTH
      ? sorted.length
      : Math.max(LEAST, Math.floor((room - MORE_WIDTH) / MARK_WIDTH));
  const more = sorted.length - fits;
  return (
    <ul className={classes.marks} aria-label={texts.topBar.connections}>
      {sorted.slice(0, fits).map((connection) => (
        <li key={connection.id}>
          <Mark connection={connection} onClick={() => navigation.show('connections')} />
        </li>
      ))}
      {more > 0 && (
        <li>
          <button type="button" className={classes.mark} onClick={() => navigation.show('connections')}>
            {texts.topBar.more(more)}
          </button>
        </li>
      )}
    </ul>
  );
}

function Mark({ connection, onClick }: { connection: Connection; onClick: () => void }) {
  const newsStaleMs = useDeskStore('settings', (state) => state.settings.ageing.newsStaleMs);
  // As text, so that a tick that changes nothing draws nothing.
  const drawn = useTick((now) =>
    JSON.stringify(healthMark(connection, now, answerStaleMs(connection.provider, newsStaleMs))),
  );
  const { severity, slashed, stale, age, sentence } = JSON.parse(drawn) as ReturnType<typeof healthMark>;
  const { label } = connection;
  // What can be read on it comes first in its name, so that it can be called by voice.
  const name = `${label}${age === null ? '' : ` ${age}`}: ${sentence}`;
  return (
    <Tooltip label={`${label}: ${sentence}`} multiline maw={320}>
      <button type="button" className={classes.mark} aria-label={name} onClick={onClick}>
        <SeverityMark severity={severity} slashed={slashed} stale={stale} size={10} />
        <span className={classes.label}>{label}</span>{' '}
        {age !== null && <span className={classes.age}>{age}</span>}
      </button>
    </Tooltip>
  );
}

function isWell({ health }: Connection): boolean {
  return health.state === 'ok' || health.state === 'untested' || health.state === 'paused';
}
