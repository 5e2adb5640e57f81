// What stands in each column of a row, each one element deep where that is enough: a search draws hundreds of them anew.
// No hooks here; what changes with time alone comes with the line. Provider text is data: shown as text, cut where there
// is no room, whole on hover.

import type { ReactElement } from 'react';
import type { JobRow } from '../../shared/domain/job.ts';
import { isOpen, labelOf, severityOf } from '../../shared/domain/job-status.ts';
import { formatMoney } from '../../shared/domain/money.ts';
import { formatAge } from '../../shared/domain/time.ts';
import { currentTime } from '../ui/clock.ts';
import { wholeTime } from '../ui/clock-time.ts';
import { MiddleCut } from '../ui/middle-cut.tsx';
import { ProviderMark } from '../ui/provider-mark.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { type ColumnId, columns } from './columns.ts';
import classes from './job-cells.module.css';
import type { LineTimes } from './line-times.ts';
import { texts } from './texts.ts';

/** What every cell of the grid has. */
type CellFrame = ReturnType<typeof frameOf>;

interface Line {
  row: JobRow;
  times: LineTimes;
  connectionLabel: string;
}

function frameOf(id: ColumnId, place: number) {
  return {
    'aria-colindex': place,
    className: classes.cell,
    'data-column': id,
    'data-right': columns[id].right,
  };
}

/** `place`: counted from 1, as a screen reader hears it. */
export function drawCell(id: ColumnId, place: number, line: Line): ReactElement {
  return cells[id](frameOf(id, place), line);
}

type DrawCell = (frame: CellFrame, line: Line) => ReactElement;

const cells: Record<ColumnId, DrawCell> = {
  status: (frame, { row, times }) => {
    const pending = pendingWords(row);
    const title = [
      labelOf(row.status),
      row.rawStatus && `(${[row.rawStatus, row.rawStatusText].filter(Boolean).join(' ')})`,
      row.trouble && `${texts.row.trouble}${row.trouble}`,
      pending,
    ]
      .filter(Boolean)
      .join(' ');
    return (
      <div key="status" role="gridcell" {...frame} title={title}>
        <SeverityMark
          severity={severityOf(row.status)}
          slashed={row.phase === 'closed'}
          stale={times.isStale}
        />
        <span className={classes.cut}>
          {/* An unmapped word is shown as the provider wrote it. */}
          {row.status === 'unknown'
            ? (row.rawStatusText ?? row.rawStatus) || labelOf(row.status)
            : labelOf(row.status)}
          {pending !== null && <span className={classes.second}> · {pending}</span>}
        </span>
        {row.trouble !== null && <SeverityMark severity="caution" size={10} label={row.trouble} />}
      </div>
    );
  },
  promise: (frame, { row, times: { promise } }) => {
    // When it ended stands in place of a promise that no longer counts.
    const at = isOpen(row.status) ? row.promiseAt : row.sourceAt;
    return (
      <div
        key="promise"
        role="gridcell"
        {...frame}
        title={promise === null || at === null ? undefined : wholeTime(at)}
        data-urgency={promise?.urgency ?? undefined}
        data-ended={promise?.words === null || undefined}
      >
        {promise?.urgency && <SeverityMark severity={promise.urgency} size={10} />}
        {promise?.words == null ? (
          promise?.text
        ) : (
          <>
            <span aria-hidden="true">{promise.text}</span>
            <span className={classes.words}>{promise.words}</span>
          </>
        )}
      </div>
    );
  },
  reference: (frame, { row: { reference, externalIds, tags } }) => {
    const name = reference ?? externalIds.externalId ?? externalIds.trackingId ?? externalIds.jobId;
    return (
      <div
        key="reference"
        role="gridcell"
        {...frame}
        title={[reference, ...tags.map((tag) => `#${tag}`)].join(' ')}
        data-tagged={tags.length > 0 || undefined}
      >
        {tags.length === 0 ? name : <span className={classes.cut}>{name}</span>}
        {tags.map((tag) => (
          <span key={tag} className={classes.tag}>
            {tag}
          </span>
        ))}
      </div>
    );
  },
  recipient: (frame, { row: { recipient } }) => (
    <div key="recipient" role="gridcell" {...frame} title={recipient ?? undefined}>
      {recipient}
    </div>
  ),
  route: (frame, { row: { from, to, origin } }) => {
    const followed = origin === 'followed';
    if (followed && from === null && to === null) {
      return (
        <div key="route" role="gridcell" {...frame}>
          {texts.row.noAddresses}
        </div>
      );
    }
    // Booked here, a missing address has a meaning; booked elsewhere, nobody told us.
    const missing = followed ? texts.row.notKnown : texts.row.ownLocation;
    return (
      <div key="route" role="gridcell" {...frame}>
        {from === null ? (
          missing
        ) : (
          <span className={classes.from} title={from}>
            {from}
          </span>
        )}
        {texts.row.arrow}
        {to === null ? missing : <MiddleCut text={to} tail={streetLength(to)} />}
      </div>
    );
  },
  window: (frame, { times }) => (
    <div key="window" role="gridcell" {...frame} title={times.window || undefined}>
      {times.window}
    </div>
  ),
  courier: (frame, { row: { courierName } }) => (
    <div key="courier" role="gridcell" {...frame} title={courierName ?? undefined}>
      {courierName}
    </div>
  ),
  connection: (frame, { row, connectionLabel }) => (
    <div key="connection" role="gridcell" {...frame} title={connectionLabel}>
      <ProviderMark provider={row.provider} />
      <span className={classes.cut}>{connectionLabel}</span>
    </div>
  ),
  price: (frame, { row: { price } }) => (
    <div key="price" role="gridcell" {...frame}>
      {price === null ? null : formatMoney(price)}
    </div>
  ),
  age: (frame, { row: { receivedAt, sourceAt }, times }) => (
    <div
      key="age"
      role="gridcell"
      {...frame}
      title={
        receivedAt === null
          ? texts.row.noNews
          : texts.row.news(
              `${wholeTime(receivedAt)} (${formatAge(currentTime() - receivedAt)})`,
              sourceAt === null ? null : wholeTime(sourceAt),
            )
      }
      aria-label={times.isStale ? texts.row.oldNews(times.age) : undefined}
    >
      {times.isStale ? <span className={classes.old}>{times.age}</span> : times.age}
    </div>
  ),
};

function pendingWords({ pending }: JobRow): string | null {
  if (pending === null) return null;
  const { kind, state } = pending;
  if (state === 'queued' || state === 'sending' || state === 'unknown') return texts.row.pending[kind][state];
  return state === 'failed' ? texts.row.failed[kind] : null;
}

/**
 * Characters of "560 Mission St, San Francisco" at the end of an address line: a courier is sent there, not to a name. Where
 * no street is told ("Oakland, CA, USA") the town is what matters, and it stands first.
 */
function streetLength(line: string): number {
  const parts = line.split(', ');
  const street = parts.slice(-2).join(', ');
  if (parts.length < 3) return Math.min(14, line.length);
  return /\d/.test(street) ? street.length : line.length;
}
