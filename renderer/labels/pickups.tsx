// Pick-ups: the list, a new one, and one with its cancellation.

import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { Label, Pickup } from '../../shared/contract/labels.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { addressDraft, emptyAddress } from './address-draft.ts';
import { Facts } from './facts.tsx';
import { FollowedCard } from './followed-card.tsx';
import classes from './labels.module.css';
import { ListedPart } from './listed-part.tsx';
import { NewPickup } from './new-pickup.tsx';
import { day, momentOf } from './shapes.ts';
import { Status } from './status.tsx';
import { texts } from './texts.ts';
import { accountName, type Ground } from './use-ground.ts';
import { mapOutcome } from './use-making.ts';

interface Props {
  ground: Ground;
  /** Labels that were chosen elsewhere. */
  chosen: readonly Label[];
  onUnsettled: () => void;
}

const words = {
  list: texts.pickupList,
  newOne: texts.newPickup,
  none: texts.noPickups,
  noneWhy: texts.noPickupsWhy,
};

export function Pickups({ ground, chosen, onUnsettled }: Props) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const ask = useCallback(
    (wanted: object, signal: AbortSignal) => actions.labels.pickups({ connectionId, ...wanted }, signal),
    [actions, connectionId],
  );
  return (
    <ListedPart
      startNew={chosen.length > 0}
      ask={ask}
      words={words}
      row={(pickup, open) => {
        const made = momentOf(pickup.created_at);
        return (
          <div className={`${parts.row} ${classes.row}`} data-kind="plain">
            <Status status={pickup.status} />
            <button type="button" className={parts.opener} onClick={open}>
              {pickupName(pickup)}
            </button>
            <span>{pickupTime(pickup)}</span>
            <span className={classes.second}>
              {pickup.shipper_account?.description ?? accountName(ground, pickup.shipper_account?.id)}
            </span>
            <span className={classes.second}>{made === null ? '' : clockTime(made, currentTime())}</span>
          </div>
        );
      }}
      form={(onMade, onCancel) => (
        <NewPickup
          ground={ground}
          chosen={chosen}
          onMade={onMade}
          onCancel={onCancel}
          onUnsettled={onUnsettled}
        />
      )}
      one={(id, note) => <PickupDetail ground={ground} id={id} note={note} />}
    />
  );
}

function pickupName(pickup: Pickup): string {
  return pickup.pickup_confirmation_numbers[0] ?? texts.noNumber;
}

function pickupTime({ pickup_date, pickup_start_time, pickup_end_time }: Pickup): string {
  const hours = [pickup_start_time, pickup_end_time].map((time) => (time ?? '').slice(0, 5)).join('–');
  return [day(pickup_date), hours].filter((part) => part !== null && part !== '–').join(', ');
}

interface DetailProps {
  ground: Ground;
  id: string;
  note: string | null;
}

function PickupDetail({ ground, id, note }: DetailProps) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const ask = useCallback(
    async (signal: AbortSignal | undefined) =>
      mapOutcome(await actions.labels.getPickup({ connectionId, id }, signal), ({ pickup, ...how }) => ({
        thing: pickup,
        ...how,
      })),
    [actions, connectionId, id],
  );
  return (
    <FollowedCard ask={ask} note={note} title={(pickup) => texts.pickup(pickupName(pickup))}>
      {(pickup, reload) => (
        <>
          <PickupFacts ground={ground} pickup={pickup} />
          <Acts ground={ground} pickup={pickup} onChanged={reload} />
        </>
      )}
    </FollowedCard>
  );
}

function PickupFacts({ ground, pickup }: { ground: Ground; pickup: Pickup }) {
  const from = pickup.pickup_from ? addressDraft(pickup.pickup_from) : emptyAddress;
  return (
    <Facts
      facts={[
        [texts.facts.confirmation, pickup.pickup_confirmation_numbers.join(', ')],
        [texts.facts.when, pickupTime(pickup)],
        [texts.facts.where, [from.company_name, from.street1, from.city].filter(Boolean).join(', ')],
        [
          texts.facts.account,
          pickup.shipper_account?.description ?? accountName(ground, pickup.shipper_account?.id),
        ],
        [texts.facts.labels, pickup.label_ids.length === 0 ? '' : String(pickup.label_ids.length)],
        [texts.facts.id, <CopyId key="id" value={pickup.id} label={texts.facts.id} />],
      ]}
    />
  );
}

interface ActsProps {
  ground: Ground;
  pickup: Pickup;
  onChanged: () => Promise<void>;
}

function Acts({ ground: { connectionId }, pickup, onChanged }: ActsProps) {
  const { actions } = useDesk();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  async function cancel() {
    const outcome = await actions.labels.cancelPickup({ connectionId, pickup: { id: pickup.id } });
    setAsking(false);
    setRefused(outcome.ok ? null : outcome.problem);
    if (outcome.ok) setSaid(outcome.value.pending ? texts.cancelTaken : texts.pickupCancelled);
    await onChanged();
  }
  return (
    <>
      <div className={parts.acts}>
        {pickup.status === 'created' && <Button onClick={() => setAsking(true)}>{texts.cancelPickup}</Button>}
        <Button onClick={() => void onChanged()}>{texts.refresh}</Button>
        <span className={classes.second} role="status">
          {said}
        </span>
      </div>
      {refused !== null && <ProblemNote problem={refused} onDismiss={() => setRefused(null)} />}
      <ConfirmDialog
        opened={asking}
        title={texts.cancelPickupTitle(pickupName(pickup))}
        doIt={texts.cancelPickupIt}
        keepIt={texts.keepIt}
        onClose={() => setAsking(false)}
        onConfirm={cancel}
      >
        <p className={classes.line}>{texts.cancelPickupMeans}</p>
      </ConfirmDialog>
    </>
  );
}
