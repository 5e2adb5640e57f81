// One label: how it stands, its papers, and what can be done with it: follow its number on the board, cancel it.

import { Button, SegmentedControl } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { FileSlot, Label } from '../../shared/contract/labels.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { can, courierName, serviceName } from './abilities.ts';
import { Facts } from './facts.tsx';
import { FollowedCard } from './followed-card.tsx';
import { labelName } from './label-list.tsx';
import classes from './labels.module.css';
import { Paper } from './paper.tsx';
import { day, momentOf, price } from './shapes.ts';
import { texts } from './texts.ts';
import { accountName, type Ground, slugOf } from './use-ground.ts';
import { mapOutcome } from './use-making.ts';

interface Props {
  ground: Ground;
  id: string;
  /** What is good to know about how it came to be. */
  note: string | null;
}

export function LabelDetail({ ground, id, note }: Props) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const ask = useCallback(
    async (signal: AbortSignal | undefined) =>
      mapOutcome(await actions.labels.get({ connectionId, id }, signal), ({ label, ...how }) => ({
        thing: label,
        ...how,
      })),
    [actions, connectionId, id],
  );
  return (
    <FollowedCard ask={ask} note={note} title={(label) => texts.label(labelName(label))}>
      {(label, reload) => (
        <>
          <LabelFacts ground={ground} label={label} />
          <Acts ground={ground} label={label} onChanged={reload} />
          <Papers ground={ground} label={label} />
        </>
      )}
    </FollowedCard>
  );
}

function LabelFacts({ ground, label }: { ground: Ground; label: Label }) {
  const made = momentOf(label.created_at);
  const account = label.shipper_account;
  return (
    <Facts
      facts={[
        [
          texts.facts.numbers,
          label.tracking_numbers.length === 0
            ? texts.noNumber
            : label.tracking_numbers.map((number) => (
                <div key={number}>
                  <CopyId value={number} label={texts.facts.numbers} />
                </div>
              )),
        ],
        [texts.facts.account, account?.description ?? accountName(ground, account?.id)],
        [
          texts.facts.service,
          label.rate?.service_name ??
            serviceName(ground.couriers, account?.slug ?? slugOf(ground, account?.id), label.service_type),
        ],
        [texts.facts.price, price(label.rate?.total_charge)],
        [texts.facts.shipDate, day(label.ship_date)],
        [texts.facts.delivery, day(label.rate?.delivery_date)],
        [texts.facts.references, label.references.join(', ')],
        [texts.facts.order, label.order_number ?? ''],
        [texts.facts.created, made === null ? '' : clockTime(made, currentTime())],
        [texts.facts.id, <CopyId key="id" value={label.id} label={texts.facts.id} />],
      ]}
    />
  );
}

interface ActsProps {
  ground: Ground;
  label: Label;
  onChanged: () => Promise<void>;
}

function Acts({ ground, label, onChanged }: ActsProps) {
  const { connectionId, couriers } = ground;
  const { actions, navigation } = useDesk();
  const [asking, setAsking] = useState(false);
  const [following, setFollowing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const [jobId, setJobId] = useState<JobId | null>(null);
  const slug = label.shipper_account?.slug ?? slugOf(ground, label.shipper_account?.id);
  const [number] = label.tracking_numbers;
  const accountId = label.shipper_account?.id;
  const isGone =
    ground.ready && accountId !== undefined && !ground.accounts.some(({ id }) => id === accountId);
  const isCancellable =
    label.status === 'created' && !isGone && can(couriers, slug, 'cancel-labels') !== false;

  async function follow() {
    if (number === undefined || following) return;
    setFollowing(true);
    const outcome = await actions.labels.follow({
      connectionId,
      tracking: {
        tracking_number: number,
        ...(slug === undefined ? {} : { slug }),
        ...(label.order_id ? { order_id: label.order_id } : {}),
        ...(label.references[0] === undefined ? {} : { title: label.references[0] }),
      },
    });
    setFollowing(false);
    const known = outcome.ok ? outcome.value.jobId : (outcome.problem.jobId as JobId | null);
    // Followed already: that is what was wanted.
    setProblem(outcome.ok || known !== null ? null : outcome.problem);
    if (known !== null) setJobId(known);
  }

  async function cancel() {
    const outcome = await actions.labels.cancel({ connectionId, label: { id: label.id } });
    setAsking(false);
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) {
      const { pending, cancellation } = outcome.value;
      const refund = cancellation?.refund_status;
      setNote(`${pending ? texts.cancelTaken : texts.cancelled}${refund ? ` ${texts.refund(refund)}.` : ''}`);
    }
    await onChanged();
  }

  return (
    <>
      <div className={parts.acts}>
        {number !== undefined && jobId === null && (
          <Button variant="filled" loading={following} onClick={() => void follow()}>
            {texts.follow}
          </Button>
        )}
        {jobId !== null && (
          <>
            <span role="status">{texts.followed}</span>
            <Button onClick={() => navigation.openJob(jobId)}>{texts.openJob}</Button>
          </>
        )}
        {isCancellable && <Button onClick={() => setAsking(true)}>{texts.cancelLabel}</Button>}
        <Button onClick={() => void onChanged()}>{texts.refresh}</Button>
        <span className={classes.second} role="status">
          {note}
        </span>
      </div>
      {label.status === 'created' && !isCancellable && (
        <p className={classes.second}>
          {isGone
            ? texts.accountGone(label.shipper_account?.description ?? accountId ?? '')
            : texts.cannotCancel(courierName(couriers, slug))}
        </p>
      )}
      {label.status === 'manifested' && <p className={classes.second}>{texts.inManifest}</p>}
      {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
      <ConfirmDialog
        opened={asking}
        title={texts.cancelTitle(labelName(label))}
        doIt={texts.cancelIt}
        keepIt={texts.keepIt}
        onClose={() => setAsking(false)}
        onConfirm={cancel}
      >
        <p className={classes.line}>{texts.cancelMeans}</p>
        <p className={classes.second}>{texts.cancelOnce}</p>
      </ConfirmDialog>
    </>
  );
}

function Papers({ ground, label }: { ground: Ground; label: Label }) {
  const slots = Object.entries(label.files).flatMap(([slot, file]) => (file === null ? [] : [slot]));
  const [wanted, setWanted] = useState('label');
  const slot = slots.includes(wanted) ? wanted : slots[0];
  if (slot === undefined) return <p className={classes.second}>{texts.noPaper}</p>;
  return (
    <section className={classes.paper} aria-label={texts.paper}>
      {slots.length > 1 && (
        <div>
          <SegmentedControl
            aria-label={texts.paper}
            value={slot}
            data={slots.map((value) => ({ value, label: texts.slots[value] ?? value }))}
            onChange={setWanted}
          />
        </div>
      )}
      <Paper connectionId={ground.connectionId} of="label" id={label.id} slot={slot as FileSlot} />
    </section>
  );
}
