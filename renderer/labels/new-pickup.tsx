// A new pick-up: for ready labels of an account, or for parcels without one.

import { Button, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Label } from '../../shared/contract/labels.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SideNote } from '../ui/side-note.tsx';
import { can, courierName, isInUse } from './abilities.ts';
import { type AddressDraft, addressDraft, emptyAddress } from './address-draft.ts';
import { AddressFields } from './address-fields.tsx';
import { FormField, MessagesOf } from './form-field.tsx';
import classes from './labels.module.css';
import { emptyPickup, type PickupDraft, pickupPaths, pickupRequestOf } from './pickup-draft.ts';
import { PickupParcels } from './pickup-parcels.tsx';
import { placeMessages } from './place-messages.ts';
import { ReadyLabels } from './ready-labels.tsx';
import { SpareAddressFields } from './spare-address.tsx';
import { texts } from './texts.ts';
import { accountName, type Ground, slugOf } from './use-ground.ts';
import { mapOutcome, useMaking } from './use-making.ts';
import { useReadyLabels } from './use-ready-labels.ts';

interface Props {
  ground: Ground;
  chosen: readonly Label[];
  onMade: (id: string, note: string) => void;
  onCancel: () => void;
  onUnsettled: () => void;
}

export function NewPickup({ ground, chosen, onMade, onCancel, onUnsettled }: Props) {
  const { connectionId, couriers, accounts } = ground;
  const { actions } = useDesk();
  const able =
    accounts.find((one) => isInUse(one) && can(couriers, one.slug, 'pickups') !== false) ?? accounts[0];
  const [accountId, setAccountId] = useState(chosen[0]?.shipper_account?.id ?? able?.id ?? '');
  const account = accounts.find(({ id }) => id === accountId);
  const slug = slugOf(ground, accountId);
  const ready = useReadyLabels(connectionId, accountId);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(chosen.map(({ id }) => id)));
  const [draft, setDraft] = useState(emptyPickup);
  /** Null: as the account has it. */
  const [typedAddress, setAddress] = useState<AddressDraft | null>(null);
  const address = typedAddress ?? (account?.address ? addressDraft(account.address) : emptyAddress);
  const { problem, working, forget, make } = useMaking({ done: texts.ordered, onMade, onUnsettled });
  const isAble = can(couriers, slug, 'pickups') !== false;
  const isThere = account === undefined || isInUse(account);
  const set = (change: Partial<PickupDraft>) => setDraft({ ...draft, ...change });
  const labelIds = (ready.labels ?? []).map(({ id }) => id).filter((id) => picked.has(id));
  const { at, hasOthers } = placeMessages([problem], pickupPaths(draft));
  const message = (path: string) => at.get(path) ?? null;
  const isMore = problem !== null && (problem.code !== 'INVALID' || problem.fields.length === 0 || hasOthers);

  const order = () =>
    make(async () =>
      mapOutcome(
        await actions.labels.createPickup({
          connectionId,
          request: pickupRequestOf(draft, { accountId, labelIds, address }),
        }),
        ({ pickup, ...how }) => ({ id: pickup.id, ...how }),
      ),
    );

  return (
    <MessagesOf value={at}>
      <form
        className={parts.card}
        aria-label={texts.newPickup}
        onSubmit={(event) => {
          event.preventDefault();
          void order();
        }}
      >
        <h2>{texts.newPickup}</h2>
        <div className={parts.bar}>
          <NativeSelect
            size="xs"
            label={texts.pickupAccount}
            value={accountId}
            data={accounts.map(({ id }) => ({ value: id, label: accountName(ground, id) }))}
            error={message('shipper_account')}
            onChange={(event) => {
              setAccountId(event.currentTarget.value);
              forget();
            }}
          />
        </div>
        {!isAble && <SideNote kind="caution">{texts.pickupOnly(courierName(couriers, slug))}</SideNote>}
        {!isThere && (
          <SideNote kind="caution">{texts.accountNotInUse(accountName(ground, accountId))}</SideNote>
        )}
        <div>
          <SegmentedControl
            aria-label={texts.what}
            value={draft.byParcels ? 'parcels' : 'labels'}
            data={[
              { value: 'labels', label: texts.byLabels },
              { value: 'parcels', label: texts.byParcels },
            ]}
            onChange={(value) => set({ byParcels: value === 'parcels' })}
          />
        </div>
        {draft.byParcels ? (
          <PickupParcels
            parcels={draft.parcels}
            services={couriers.find((one) => one.slug === slug)?.courier_service_types ?? []}
            onChange={(parcels) => set({ parcels })}
          />
        ) : (
          <>
            <ReadyLabels
              ready={ready}
              isIn={(id) => picked.has(id)}
              onToggle={(id) => {
                const next = new Set(picked);
                if (!next.delete(id)) next.add(id);
                setPicked(next);
              }}
            />
            {message('label_ids') !== null && <p role="alert">{message('label_ids')}</p>}
          </>
        )}
        <div className={classes.fields}>
          <FormField
            path="pickup_date"
            type="date"
            span={3}
            label={texts.pickupDate}
            hint={texts.pickupDateHint}
            value={draft.date}
            onChange={(date) => set({ date })}
          />
          <TextInput
            type="time"
            wrapperProps={{ 'data-span': 3 }}
            label={texts.fromTime}
            value={draft.fromTime}
            error={message('pickup_start_time')}
            onChange={(event) => set({ fromTime: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            wrapperProps={{ 'data-span': 3 }}
            label={texts.toTime}
            value={draft.toTime}
            error={message('pickup_end_time')}
            onChange={(event) => set({ toTime: event.currentTarget.value })}
          />
          <FormField
            path="pickup_location"
            span={3}
            label={texts.pickupLocation}
            hint={texts.pickupLocationHint}
            value={draft.location}
            onChange={(location) => set({ location })}
          />
        </div>
        <AddressFields
          connectionId={connectionId}
          legend={texts.pickupFrom}
          address={address}
          message={(name) => message(`pickup_from.${name}`)}
          onChange={setAddress}
        />
        <SpareAddressFields
          connectionId={connectionId}
          path="ship_to"
          words={{ given: texts.pickupShipToGiven, legend: texts.to }}
          spare={draft.ship_to}
          onChange={(ship_to) => set({ ship_to })}
        />
        <Textarea
          label={texts.pickupInstructions}
          description={texts.pickupInstructionsHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={255}
          value={draft.instructions}
          error={message('pickup_instructions')}
          onChange={(event) => set({ instructions: event.currentTarget.value })}
        />
        {isMore && <ProblemNote problem={problem} onDismiss={forget} />}
        <div className={parts.acts}>
          <Button type="submit" variant="filled" loading={working} disabled={!isAble || !isThere}>
            {texts.orderPickup}
          </Button>
          <Button onClick={onCancel}>{texts.cancel}</Button>
        </div>
      </form>
    </MessagesOf>
  );
}
