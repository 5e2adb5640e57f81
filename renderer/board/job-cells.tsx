// What stands in each column of a row. Provider text is data: shown as text, cut where there is no room, whole on hover.

import type { ReactNode } from 'react';
import type { JobRow } from '../../shared/domain/job.ts';
import { isOpen, labelOf, severityOf } from '../../shared/domain/job-status.ts';
import { formatMoney } from '../../shared/domain/money.ts';
import { formatAge, isOld } from '../../shared/domain/time.ts';
import { Age } from '../ui/age.tsx';
import { currentTime, useTick } from '../ui/clock.ts';
import { clockWindow, timeOrDay, wholeTime } from '../ui/clock-time.ts';
import { Countdown } from '../ui/countdown.tsx';
import { MiddleCut } from '../ui/middle-cut.tsx';
import { ProviderMark } from '../ui/provider-mark.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import type { ColumnId } from './columns.ts';
import classes from './job-cells.module.css';
import { texts } from './texts.ts';

export interface CellContext {
  connectionLabel: string;
  newsStaleMs: number;
}

type Cell = (props: { row: JobRow } & CellContext) => ReactNode;

export const cells: Record<ColumnId, Cell> = {
  status: ({ row, newsStaleMs }) => <StatusCell row={row} newsStaleMs={newsStaleMs} />,
  promise: ({ row }) =>
    row.promiseAt === null ? null : isOpen(row.status) ? (
      <Countdown promiseAt={row.promiseAt} />
    ) : (
      <EndTime at={row.sourceAt} />
    ),
  reference: ({ row }) => (
    <span
      className={classes.reference}
      title={[row.reference, ...row.tags.map((tag) => `#${tag}`)].join(' ')}
    >
      <span className={classes.cut}>
        {row.reference ?? row.externalIds.externalId ?? row.externalIds.trackingId ?? row.externalIds.jobId}
      </span>
      {row.tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
        </span>
      ))}
    </span>
  ),
  recipient: ({ row }) => <CutText text={row.recipient} />,
  route: ({ row }) => <RouteCell row={row} />,
  window: ({ row }) => <WindowCell fromAt={row.windowFromAt} toAt={row.windowToAt} />,
  courier: ({ row }) => <CutText text={row.courierName} />,
  connection: ({ row, connectionLabel }) => (
    <span className={classes.connection} title={connectionLabel}>
      <ProviderMark provider={row.provider} />
      <span className={classes.cut}>{connectionLabel}</span>
    </span>
  ),
  price: ({ row }) => (row.price === null ? null : formatMoney(row.price)),
  age: ({ row, newsStaleMs }) => <NewsCell row={row} newsStaleMs={newsStaleMs} />,
};

function RouteCell({ row }: { row: JobRow }) {
  const { from, to } = row;
  const followed = row.origin === 'followed';
  if (followed && from === null && to === null)
    return <span className={classes.own}>{texts.row.noAddresses}</span>;
  // Booked here, a missing address has a meaning; booked elsewhere, nobody told us.
  const missing = (
    <span className={classes.own}>{followed ? texts.row.notKnown : texts.row.ownLocation}</span>
  );
  return (
    <span className={classes.route}>
      {from === null ? (
        missing
      ) : (
        <span className={classes.from} title={from}>
          {from}
        </span>
      )}
      <span className={classes.own}>{texts.row.arrow}</span>
      {to === null ? missing : <MiddleCut text={to} tail={streetLength(to)} />}
    </span>
  );
}

function StatusCell({ row, newsStaleMs }: { row: JobRow; newsStaleMs: number }) {
  const stale = useTick((now) => isStale(row, now, newsStaleMs));
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
    <span className={classes.status} title={title}>
      <SeverityMark severity={severityOf(row.status)} slashed={row.phase === 'closed'} stale={stale} />
      <span className={classes.cut}>
        {/* An unmapped word is shown as the provider wrote it. */}
        {row.status === 'unknown'
          ? (row.rawStatusText ?? row.rawStatus) || labelOf(row.status)
          : labelOf(row.status)}
        {pending !== null && <span className={classes.second}> · {pending}</span>}
      </span>
      {row.trouble !== null && <SeverityMark severity="caution" size={10} label={row.trouble} />}
    </span>
  );
}

/** Only what may still change can be old. */
function isStale(row: JobRow, now: number, newsStaleMs: number): boolean {
  return isOpen(row.status) && row.receivedAt !== null && isOld(row.receivedAt, now, newsStaleMs);
}

function pendingWords({ pending }: JobRow): string | null {
  if (pending === null) return null;
  const { kind, state } = pending;
  if (state === 'queued' || state === 'sending' || state === 'unknown') return texts.row.pending[kind][state];
  return state === 'failed' ? texts.row.failed[kind] : null;
}

/** When it ended, in place of the promise that no longer counts. */
function EndTime({ at }: { at: number | null }) {
  const text = useTick((now) => (at === null ? '' : timeOrDay(at, now)));
  return (
    <span className={classes.second} title={at === null ? undefined : wholeTime(at)}>
      {text}
    </span>
  );
}

function WindowCell({ fromAt, toAt }: { fromAt: number | null; toAt: number | null }) {
  const text = useTick((now) => clockWindow(fromAt, toAt, now));
  return <CutText text={text} />;
}

function NewsCell({ row, newsStaleMs }: { row: JobRow; newsStaleMs: number }) {
  const { receivedAt, sourceAt } = row;
  if (receivedAt === null)
    return (
      <span className={classes.second} title={texts.row.noNews}>
        –
      </span>
    );
  const source = sourceAt === null ? null : wholeTime(sourceAt);
  const age = formatAge(currentTime() - receivedAt);
  return (
    <span title={texts.row.news(`${wholeTime(receivedAt)} (${age})`, source)}>
      <Age at={receivedAt} {...(isOpen(row.status) ? { staleMs: newsStaleMs } : {})} />
    </span>
  );
}

/** Characters of "560 Mission St, San Francisco" at the end of an address line: a courier is sent there, not to a name. */
function streetLength(line: string): number {
  const parts = line.split(', ');
  return parts.length < 3 ? Math.min(14, line.length) : parts.slice(-2).join(', ').length;
}

function CutText({ text }: { text: string | null }) {
  return text === null || text === '' ? null : (
    <span className={classes.cut} title={text}>
      {text}
    </span>
  );
}
