// What Shipping Order tells of a shipment, in the job panel: provider, fee, times compared, label, attributes, history; and
// for one that could not be placed, why and the way out. Put there by the frame; read from what is kept.

import { Button, Tooltip } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Job } from '../../shared/domain/job.ts';
import { formatAge } from '../../shared/domain/time.ts';
import { changeObstacle, isNeverAccepted } from '../state/change-obstacle.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { CopyId } from '../ui/copy-id.tsx';
import { FactRows } from '../ui/fact-rows.tsx';
import parts from '../ui/panel-form.module.css';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Section } from '../ui/section.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { ShipmentHistory } from './shipment-history.tsx';
import classes from './shipments.module.css';
import { texts } from './texts.ts';
import { laterBy, type Moment, type ToldShipment, toldShipment } from './told-shipment.ts';

const words = texts.part;

export function ShipmentPart() {
  const detail = useDeskStore('job', (state) => state.detail);
  const told = useMemo(() => toldShipment(detail?.raw), [detail?.raw]);
  if (detail === null) return null;
  const { job, commands } = detail;
  const isThere = job.externalIds.jobId !== null;
  const mayRetry = changeObstacle(job, commands, 'retry') === null;
  return (
    <>
      {mayRetry && <WayOut job={job} neverAccepted={isNeverAccepted(commands)} />}
      <Section title={words.title} aside={isThere && <AskProvider key={job.id} job={job} />}>
        {detail.raw === null ? <p className={parts.hint}>{words.notYet}</p> : <Facts told={told} />}
      </Section>
      {isThere && <Times told={told} />}
      <Package told={told} />
      {told.attributes.length > 0 && (
        <Section title={words.attributes}>
          <FactRows rows={told.attributes} />
        </Section>
      )}
      {isThere && <ShipmentHistory key={`history:${job.id}`} jobId={job.id} />}
    </>
  );
}

/**
 * It could not be placed. Why stands above where an answer told it, in the remarks or at the command that was refused; of
 * one that was only listed, the last line of its history knows.
 */
function WayOut({ job, neverAccepted }: { job: Job; neverAccepted: boolean }) {
  const { actions, navigation } = useDesk();
  const [busy, setBusy] = useState(false);
  const why = useReason(job, neverAccepted);
  return (
    <SideNote
      kind="caution"
      actions={
        <>
          <Button variant="filled" onClick={() => navigation.compose({ kind: 'edit', jobId: job.id })}>
            {neverAccepted ? words.correct : words.editAndRetry}
          </Button>
          <Button
            loading={busy}
            onClick={async () => {
              setBusy(true);
              await actions.shipments.retry(job.id);
              setBusy(false);
            }}
          >
            {words.retry}
          </Button>
        </>
      }
    >
      {why ?? words.wayOut}
    </SideNote>
  );
}

function useReason(job: Job, neverAccepted: boolean): string | null {
  const { actions } = useDesk();
  const [reason, setReason] = useState<string | null>(null);
  const wanted = job.remarks === null && !neverAccepted && job.externalIds.jobId !== null;
  useEffect(() => {
    if (!wanted) return;
    const asking = new AbortController();
    void actions.shipments.history({ jobId: job.id }, asking.signal).then((outcome) => {
      const note = outcome.ok ? outcome.value.history.findLast((entry) => entry.note !== null)?.note : null;
      if (!asking.signal.aborted && note != null) setReason(reasonOf(note));
    });
    return () => asking.abort();
  }, [actions, job.id, wanted]);
  return wanted ? reason : null;
}

/** A note that names one of their error types is said in plain words, with theirs after it. */
function reasonOf(note: string): string {
  const type = Object.keys(words.reasons).find((name) => note.includes(name));
  return type === undefined
    ? words.reasonGiven(note)
    : words.reasonPlain(words.reasons[type as keyof typeof words.reasons], note);
}

/** Asks the delivery provider through Shipping Order; what it could not tell comes back as warnings. */
function AskProvider({ job }: { job: Job }) {
  const { actions } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [warnings, setWarnings] = useState<string[] | null>(null);

  async function ask() {
    setBusy(true);
    setProblem(null);
    setWarnings(null);
    const outcome = await actions.shipments.get({ jobId: job.id, forceUpdate: true });
    setBusy(false);
    if (!outcome.ok) setProblem(outcome.problem);
    else {
      setWarnings(
        outcome.value.warnings.map(({ provider, message }) =>
          provider === null ? message : `${provider}: ${message}`,
        ),
      );
    }
  }

  return (
    <div className={classes.asked}>
      <Tooltip label={words.askHint} multiline maw={280}>
        <Button size="compact-xs" loading={busy} onClick={() => void ask()}>
          {words.ask}
        </Button>
      </Tooltip>
      {warnings !== null && (
        <span role="status" className={parts.hint}>
          {warnings.length === 0 ? words.askedNow : warnings.join(' ')}
        </span>
      )}
      {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
    </div>
  );
}

/** As a picture where it is one; a PDF is kept on this computer, where it can be printed. */
function LabelFile({
  file: { type, base64 },
  name,
}: {
  file: { type: string; base64: string };
  name: string;
}) {
  const end = type.slice(type.indexOf('/') + 1);
  function save() {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.${end}` });
    link.click();
    // The download has begun with the click; the address is of no further use.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
  return (
    <span className={classes.labelFile}>
      {type.startsWith('image/') && <img src={`data:${type};base64,${base64}`} alt={words.labelPicture} />}
      <Button size="compact-xs" onClick={save}>
        {words.saveLabel}
      </Button>
    </span>
  );
}

function LabelLink({ url }: { url: string }) {
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {words.openLabel}
    </a>
  );
}

function Facts({ told }: { told: ToldShipment }) {
  const facts: [string, ReactNode][] = [
    [words.provider, told.provider && [told.provider, ...told.services].join(', ')],
    [words.proposed, told.proposed.join(', ')],
    [
      words.tracking,
      told.trackingId && <CopyId key="tracking" value={told.trackingId} label={words.tracking} />,
    ],
    [words.fee, told.fee],
    [words.amount, told.amount !== told.fee && told.amount],
    [
      words.label,
      told.labelUrl !== null ? (
        <LabelLink key="label" url={told.labelUrl} />
      ) : told.labelFile !== null ? (
        <LabelFile key="label" file={told.labelFile} name={told.trackingId ?? 'label'} />
      ) : (
        told.labelIsOdd && words.labelOdd
      ),
    ],
    [words.vehicle, told.vehicle],
    [words.signature, texts.signatures[told.signature as keyof typeof texts.signatures] ?? told.signature],
    [words.group, told.group],
    [words.location, told.location],
    [words.email, told.email],
    [words.customerId, told.customerId],
    [words.returnedTo, told.returnedTo],
    [words.attachments, told.attachments > 0 && words.attached(told.attachments)],
    [words.made, told.madeAt !== null && clockTime(told.madeAt, currentTime())],
  ];
  const said = facts.filter(([, value]) => value !== null && value !== '' && value !== false);
  if (said.length === 0) return <p className={parts.hint}>{words.nothingYet}</p>;
  return <FactRows rows={said} />;
}

function Package({ told }: { told: ToldShipment }) {
  const facts: [string, string | null][] = [
    [texts.packageName, told.packageName],
    [words.size, told.packageSize],
    [texts.weight, told.packageWeight],
    [texts.pieces, told.packageItems],
    [
      texts.temperature,
      texts.temperatures[told.temperature as keyof typeof texts.temperatures] ?? told.temperature,
    ],
    [
      texts.content,
      told.contents.map((one) => texts.contents[one as keyof typeof texts.contents] ?? one).join(', '),
    ],
    [texts.packageDescription, told.packageDescription],
    [texts.barcode, told.barcode],
  ];
  const said = facts.filter(([, value]) => value !== null && value !== '');
  if (said.length === 0) return null;
  return (
    <Section title={texts.package}>
      <FactRows rows={said} />
    </Section>
  );
}

/** What was asked for, what is expected, and what was: beside each other. */
function Times({ told }: { told: ToldShipment }) {
  const ends = [
    [words.pickup, told.pickup],
    [words.delivery, told.delivery],
  ] as const;
  if (ends.every(([, end]) => Object.values(end).every((moments) => moments.length === 0))) return null;
  return (
    <Section title={words.times}>
      <table className={classes.times}>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.asked}</th>
            <th scope="col">{words.estimated}</th>
            <th scope="col">{words.actual}</th>
          </tr>
        </thead>
        <tbody>
          {ends.map(([name, { asked, estimated, actual }]) => {
            const late = actual.length === 0 ? laterBy(asked, estimated) : null;
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{momentsText(asked)}</td>
                <td>
                  {momentsText(estimated)}
                  {late !== null && <strong className={classes.late}> {words.later(formatAge(late))}</strong>}
                </td>
                <td>{momentsText(actual)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

function momentsText(moments: readonly Moment[]): string {
  const now = currentTime();
  if (moments.length === 2) return moments.map(({ at }) => clockTime(at, now)).join(' – ');
  const [one] = moments;
  if (one === undefined) return '–';
  const time = clockTime(one.at, now);
  return one.end === 'until' ? words.until(time) : one.end === 'from' ? words.from(time) : time;
}
