// A new pick-up: for ready labels of an account, or for parcels without one.

import { Button, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Label, type PickupRequest, WEIGHT_UNITS } from '../../shared/contract/labels.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { can, courierName } from './abilities.ts';
import { AddressFields } from './address-fields.tsx';
import { type AddressDraft, addressDraft, addressOf, emptyAddress, numberOf } from './draft.ts';
import { fieldMessage, isPlaced } from './field-message.ts';
import classes from './labels.module.css';
import { ReadyLabels } from './ready-labels.tsx';
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
  const able = accounts.find(({ slug }) => can(couriers, slug, 'pickups') !== false) ?? accounts[0];
  const [accountId, setAccountId] = useState(chosen[0]?.shipper_account?.id ?? able?.id ?? '');
  const account = accounts.find(({ id }) => id === accountId);
  const slug = slugOf(ground, accountId);
  const ready = useReadyLabels(connectionId, accountId);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(chosen.map(({ id }) => id)));
  const [byParcels, setByParcels] = useState(false);
  const [form, setForm] = useState({
    date: '',
    fromTime: '14:00',
    toTime: '17:00',
    instructions: '',
    quantity: '1',
    weight: '',
    unit: 'kg',
  });
  /** Null: as the account has it. */
  const [typedAddress, setAddress] = useState<AddressDraft | null>(null);
  const address = typedAddress ?? (account?.address ? addressDraft(account.address) : emptyAddress);
  const { problem, working, forget, make } = useMaking({ done: texts.ordered, onMade, onUnsettled });
  const isAble = can(couriers, slug, 'pickups') !== false;
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const labels = (ready.labels ?? []).filter(({ id }) => picked.has(id));

  function requested(): PickupRequest {
    return {
      pickup_start_time: `${form.fromTime}:00`,
      pickup_end_time: `${form.toTime}:00`,
      pickup_from: addressOf(address),
      ...(form.date === '' ? {} : { pickup_date: form.date }),
      ...(form.instructions.trim() === '' ? {} : { pickup_instructions: form.instructions.trim() }),
      ...(byParcels
        ? {
            shipper_account: { id: accountId },
            pickup_parcels: [
              {
                quantity: numberOf(form.quantity),
                weight: { unit: form.unit as 'kg', value: numberOf(form.weight) },
              },
            ],
          }
        : { label_ids: labels.map(({ id }) => id) }),
    };
  }
  const order = () =>
    make(async () =>
      mapOutcome(
        await actions.labels.createPickup({ connectionId, request: requested() }),
        ({ pickup, ...how }) => ({ id: pickup.id, ...how }),
      ),
    );

  const message = (path: string) => fieldMessage(problem, path);
  return (
    <form
      className={classes.card}
      aria-label={texts.newPickup}
      onSubmit={(event) => {
        event.preventDefault();
        void order();
      }}
    >
      <h2>{texts.newPickup}</h2>
      <div className={classes.bar}>
        <NativeSelect
          size="xs"
          label={texts.pickupAccount}
          value={accountId}
          data={accounts.map(({ id }) => ({ value: id, label: accountName(ground, id) }))}
          onChange={(event) => {
            setAccountId(event.currentTarget.value);
            forget();
          }}
        />
      </div>
      {!isAble && <SideNote kind="caution">{texts.pickupOnly(courierName(couriers, slug))}</SideNote>}
      <div>
        <SegmentedControl
          aria-label={texts.what}
          value={byParcels ? 'parcels' : 'labels'}
          data={[
            { value: 'labels', label: texts.byLabels },
            { value: 'parcels', label: texts.byParcels },
          ]}
          onChange={(value) => setByParcels(value === 'parcels')}
        />
      </div>
      {byParcels ? (
        <div className={classes.fields}>
          <TextInput
            wrapperProps={{ 'data-span': 3 }}
            label={texts.pieces}
            value={form.quantity}
            error={message('pickup_parcels.0.quantity')}
            onChange={(event) => set({ quantity: event.currentTarget.value })}
          />
          <TextInput
            wrapperProps={{ 'data-span': 3 }}
            label={texts.eachWeight}
            value={form.weight}
            error={message('pickup_parcels.0.weight.value')}
            onChange={(event) => set({ weight: event.currentTarget.value })}
          />
          <NativeSelect
            size="xs"
            wrapperProps={{ 'data-span': 2 }}
            label={texts.unit}
            value={form.unit}
            data={[...WEIGHT_UNITS]}
            onChange={(event) => set({ unit: event.currentTarget.value })}
          />
        </div>
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
        <TextInput
          type="date"
          wrapperProps={{ 'data-span': 4 }}
          label={texts.pickupDate}
          description={texts.pickupDateHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={form.date}
          error={message('pickup_date')}
          onChange={(event) => set({ date: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          wrapperProps={{ 'data-span': 3 }}
          label={texts.fromTime}
          value={form.fromTime}
          error={message('pickup_start_time')}
          onChange={(event) => set({ fromTime: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          wrapperProps={{ 'data-span': 3 }}
          label={texts.toTime}
          value={form.toTime}
          error={message('pickup_end_time')}
          onChange={(event) => set({ toTime: event.currentTarget.value })}
        />
      </div>
      <AddressFields
        connectionId={connectionId}
        legend={texts.pickupFrom}
        address={address}
        message={(name) => message(`pickup_from.${name}`)}
        onChange={setAddress}
      />
      <Textarea
        label={texts.pickupInstructions}
        description={texts.pickupInstructionsHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={255}
        value={form.instructions}
        error={message('pickup_instructions')}
        onChange={(event) => set({ instructions: event.currentTarget.value })}
      />
      {problem !== null && !isPlaced(problem, () => true) && (
        <ProblemNote problem={problem} onDismiss={forget} />
      )}
      <div className={classes.acts}>
        <Button type="submit" variant="filled" loading={working} disabled={!isAble}>
          {texts.orderPickup}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </form>
  );
}
