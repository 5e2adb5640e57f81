// The page of shipments that was found: how each stands, whether it is on the board, and following it in one click. Part
// of the screen that finds shipments.

import { Button, Loader, Skeleton, Tooltip } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { ListedShipment } from '../../shared/contract/shipments.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import { labelOf, phaseOf, severityOf } from '../../shared/domain/job-status.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime, wholeTime } from '../ui/clock-time.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import parts from '../ui/panel-form.module.css';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { isOfLastDayOnly } from './find-values.ts';
import classes from './shipments.module.css';
import { texts } from './texts.ts';
import type { Found, FoundPage } from './use-found.ts';

const words = texts.find;
const SKELETON_AFTER_MS = 300;

interface Props {
  connectionId: ConnectionId;
  found: Found;
  /** Nothing was found within a day: the same, within a year. */
  onWiden: () => void;
  onClear: () => void;
}

export function FoundList({ connectionId, found, onWiden, onClear }: Props) {
  const { page, problem, loading, question } = found;
  /** Followed since the page came, by their id. */
  const [followed, setFollowed] = useState<ReadonlyMap<string, JobId>>(new Map());
  const onlyLastDay = isOfLastDayOnly(question.filter);
  const rows = (page?.shipments ?? []).map((one) => ({
    ...one,
    jobId: one.jobId ?? (one.id === null ? null : (followed.get(one.id) ?? null)),
  }));
  const elsewhere = rows.filter(({ jobId }) => jobId === null).length;
  const top = useRef<HTMLElement>(null);
  const wanted = question.turn > 0;
  // The filters may be longer than the page is high, and a next page is asked for at the foot of this one.
  useEffect(() => {
    if (wanted && (page !== null || problem !== null))
      top.current?.firstElementChild?.scrollIntoView({ block: 'nearest' });
  }, [wanted, page, problem]);
  return (
    <section ref={top} className={parts.stack} aria-label={words.results}>
      {problem !== null && (
        <ProblemNote problem={problem} onRetry={found.again}>
          {question.token !== null && <Button onClick={found.fromTheStart}>{words.fromTheStart}</Button>}
        </ProblemNote>
      )}
      {page === null && problem === null && loading && <Waiting />}
      {page !== null && page.unreadable > 0 && (
        <SideNote kind="caution">{words.unreadable(page.unreadable)}</SideNote>
      )}
      {page !== null && rows.length === 0 && problem === null && (
        <EmptyState
          title={words.none}
          actions={
            <>
              {onlyLastDay && (
                <Button variant="filled" onClick={onWiden}>
                  {words.widen}
                </Button>
              )}
              <Button onClick={onClear}>{words.clear}</Button>
            </>
          }
        >
          {onlyLastDay ? words.noneToday : words.noneWhy}
        </EmptyState>
      )}
      {page !== null && rows.length > 0 && (
        <>
          <p className={parts.hint} role="status">
            {words.count(rows.length, elsewhere)} {onlyLastDay && words.ofLastDay}
          </p>
          <ul className={classes.found} aria-label={words.list} aria-busy={loading}>
            {rows.map((one, index) => (
              <Row
                key={one.id ?? `${one.orderExternalId} ${index}`}
                shipment={one}
                answer={page}
                connectionId={connectionId}
                onFollowed={(id, jobId) => setFollowed(new Map(followed).set(id, jobId))}
              />
            ))}
          </ul>
        </>
      )}
      {page !== null && <Pages found={found} />}
    </section>
  );
}

function Pages({ found: { previous, next, question, page } }: { found: Found }) {
  useShortcut({ keys: '[', label: words.previous, group: words.title, run: () => previous?.() });
  useShortcut({ keys: ']', label: words.next, group: words.title, run: () => next?.() });
  if (question.page === 1 && page?.next == null && page?.previous == null) return null;
  return (
    <nav className={classes.pages} aria-label={words.pages}>
      <PageButton label={words.previous} keys="[" run={previous} />
      <span>{words.page(question.page)}</span>
      <PageButton label={words.next} keys="]" run={next} />
    </nav>
  );
}

/** Stays focused when there is no further page: only a disabled look, and it says so. */
function PageButton({ label, keys, run }: { label: string; keys: string; run: (() => void) | null }) {
  return (
    <Tooltip
      label={
        <>
          {label} <KeyHint keys={keys} />
        </>
      }
    >
      <Button
        {...(run === null && { 'data-disabled': true })}
        aria-disabled={run === null}
        onClick={() => run?.()}
      >
        {label}
      </Button>
    </Tooltip>
  );
}

interface RowProps {
  shipment: ListedShipment;
  /** A new one has nothing to do with what went wrong under the last. */
  answer: FoundPage;
  connectionId: ConnectionId;
  onFollowed: (id: string, jobId: JobId) => void;
}

function Row({ shipment, answer, connectionId, onFollowed }: RowProps) {
  const { actions, navigation } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id, jobId, status, rawStatus, recipient, to, provider, locationExternalId, groupId } = shipment;
  const name = shipment.orderExternalId ?? id ?? words.unnamed;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer begins anew
  useEffect(() => setProblem(null), [answer]);

  async function follow() {
    if (id === null || busy) return;
    setBusy(true);
    setProblem(null);
    const outcome = await actions.followJob({ connectionId, jobId: id });
    setBusy(false);
    if (outcome.ok) return onFollowed(id, outcome.value.jobId);
    // A listing of changes may have brought it onto the board meanwhile: that is what was wanted.
    const { code, jobId: here } = outcome.problem;
    if (code === 'CONFLICT' && here !== null) onFollowed(id, here as JobId);
    else setProblem(outcome.problem);
  }

  return (
    <li data-shipment={id ?? undefined}>
      <div className={classes.foundRow}>
        <span className={classes.foundStatus}>
          <SeverityMark severity={severityOf(status)} slashed={phaseOf(status) === 'closed'} />
          <span className={classes.foundWord}>
            {labelOf(status)}
            <small>{rawStatus}</small>
          </span>
        </span>
        <span className={classes.foundCell} title={[name, groupId].filter(Boolean).join(' · ')}>
          <b>{name}</b>
          <small>{groupId === null ? (shipment.trackingId ?? '') : words.inGroup(groupId)}</small>
        </span>
        <span className={classes.foundCell} title={[recipient, to].filter(Boolean).join(', ')}>
          {recipient ?? '–'}
          <small>{to ?? ''}</small>
        </span>
        <span
          className={classes.foundCell}
          title={[provider, locationExternalId].filter(Boolean).join(' · ')}
        >
          {provider ?? words.noProvider}
          <small>{locationExternalId === null ? '' : words.fetchedFrom(locationExternalId)}</small>
        </span>
        <span className={classes.foundCell}>
          <Moment at={shipment.createdAt} said={words.madeAt} />
          <small>
            <Moment at={shipment.lastUpdatedAt} said={words.changedAt} />
          </small>
        </span>
        {jobId === null && id === null ? (
          <span className={parts.hint}>{words.noId}</span>
        ) : (
          // One button, and never a disabled one: whoever followed it by a key stands on "Open" then.
          <Button
            variant={jobId === null ? 'default' : 'subtle'}
            leftSection={busy && <Loader size={10} color="gray" />}
            aria-busy={busy}
            aria-label={jobId === null ? words.followOf(name) : words.openOf(name)}
            onClick={() => (jobId === null ? void follow() : navigation.openJob(jobId))}
          >
            {jobId === null ? words.follow : words.openJob}
          </Button>
        )}
      </div>
      {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
    </li>
  );
}

function Moment({ at, said }: { at: number | null; said: (time: string) => string }) {
  if (at === null) return null;
  return <time title={wholeTime(at)}>{said(clockTime(at, currentTime()))}</time>;
}

function Waiting() {
  const [long, setLong] = useState(false);
  useTimeout(() => setLong(true), SKELETON_AFTER_MS, { autoInvoke: true });
  if (!long) return null;
  return (
    <div className={parts.stack} role="status" aria-label={words.asking}>
      <Skeleton height={44} />
      <Skeleton height={44} />
      <Skeleton height={44} />
    </div>
  );
}
