// Pick-ups: the list with its cancellations, and a new one for ready labels or for parcels without one.

import { Button, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import { type Label, type Pickup, type PickupRequest, WEIGHT_UNITS } from '../../shared/contract/labels.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { can, courierName } from './abilities.ts';
import { AddressFields } from './address-fields.tsx';
import { type AddressDraft, addressDraft, addressOf, emptyAddress, numberOf } from './draft.ts';
import { Facts, Said } from './facts.tsx';
import { fieldMessage, isPlaced } from './field-message.ts';
import classes from './labels.module.css';
import { ReadyLabels } from './manifests.tsx';
import { PageList, PERIODS, type Period, since } from './page-list.tsx';
import { day, momentOf } from './shapes.ts';
import { Status, Trouble } from './status.tsx';
import { texts } from './texts.ts';
import { useFollowed } from './use-followed.ts';
import { accountName, type Ground, slugOf } from './use-ground.ts';
import { usePages } from './use-pages.ts';
import { useReadyLabels } from './use-ready-labels.ts';

interface Props {
  ground: Ground;
  /** Labels that were chosen elsewhere. */
  chosen: readonly Label[];
  onUnsettled: () => void;
}

type Shown = { kind: 'list' } | { kind: 'new' } | { kind: 'one'; id: string; note: string | null };

export function Pickups({ ground, chosen, onUnsettled }: Props) {
  const [shown, setShown] = useState<Shown>(chosen.length > 0 ? { kind: 'new' } : { kind: 'list' });
  if (shown.kind === 'new') {
    return (
      <NewPickup
        ground={ground}
        chosen={chosen}
        onMade={(id, note) => setShown({ kind: 'one', id, note })}
        onCancel={() => setShown({ kind: 'list' })}
        onUnsettled={onUnsettled}
      />
    );
  }
  if (shown.kind === 'one') {
    return (
      <>
        <div>
          <Button onClick={() => setShown({ kind: 'list' })}>{texts.back}</Button>
        </div>
        <PickupDetail ground={ground} id={shown.id} note={shown.note} />
      </>
    );
  }
  return (
    <PickupList
      ground={ground}
      onOpen={(id) => setShown({ kind: 'one', id, note: null })}
      onNew={() => setShown({ kind: 'new' })}
    />
  );
}

interface ListProps {
  ground: Ground;
  onOpen: (id: string) => void;
  onNew: () => void;
}

function PickupList({ ground, onOpen, onNew }: ListProps) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const [period, setPeriod] = useState<Period>('7');
  const ask = useCallback(
    (next_token: string | undefined, signal: AbortSignal) =>
      actions.labels.pickups(
        {
          connectionId,
          created_at_min: since(period),
          ...(next_token === undefined ? {} : { next_token }),
        },
        signal,
      ),
    [actions, connectionId, period],
  );
  const pages = usePages(ask);
  return (
    <div className={classes.stack}>
      <div className={classes.bar}>
        <NativeSelect
          size="xs"
          label={texts.period}
          value={period}
          data={PERIODS.map((value) => ({ value, label: texts.periods[value] }))}
          onChange={(event) => setPeriod(event.currentTarget.value as Period)}
        />
        <Button onClick={pages.reload}>{texts.refresh}</Button>
        <Button variant="filled" onClick={onNew}>
          {texts.newPickup}
        </Button>
      </div>
      <PageList
        pages={pages}
        label={texts.pickupList}
        empty={<EmptyState title={texts.noPickups}>{texts.noPickupsWhy}</EmptyState>}
        row={(pickup) => {
          const made = momentOf(pickup.created_at);
          return (
            <div className={classes.row} data-kind="plain">
              <Status status={pickup.status} />
              <button type="button" className={classes.name} onClick={() => onOpen(pickup.id)}>
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
      />
    </div>
  );
}

function pickupName(pickup: Pickup): string {
  return pickup.pickup_confirmation_numbers[0] ?? texts.noNumber;
}

function pickupTime({ pickup_date, pickup_start_time, pickup_end_time }: Pickup): string {
  const hours = [pickup_start_time, pickup_end_time].map((time) => (time ?? '').slice(0, 5)).join('–');
  return [day(pickup_date), hours].filter((part) => part !== null && part !== '–').join(', ');
}

interface NewProps {
  ground: Ground;
  chosen: readonly Label[];
  onMade: (id: string, note: string) => void;
  onCancel: () => void;
  onUnsettled: () => void;
}

function NewPickup({ ground, chosen, onMade, onCancel, onUnsettled }: NewProps) {
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
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  const isAble = can(couriers, slug, 'pickups') !== false;
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const labels = (ready.labels ?? []).filter(({ id }) => picked.has(id));

  async function order() {
    if (working) return;
    setWorking(true);
    const request: PickupRequest = {
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
    const outcome = await actions.labels.createPickup({ connectionId, request });
    setWorking(false);
    if (!outcome.ok) {
      setProblem(outcome.problem);
      onUnsettled();
      return;
    }
    const { pickup, foundAgain, pending } = outcome.value;
    onMade(pickup.id, foundAgain ? texts.foundAgain : pending ? texts.taken : texts.ordered);
  }

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
            setProblem(null);
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
        <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />
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

function PickupDetail({ ground, id, note }: { ground: Ground; id: string; note: string | null }) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const ask = useCallback(
    async (signal: AbortSignal | undefined) => {
      const outcome = await actions.labels.getPickup({ connectionId, id }, signal);
      if (!outcome.ok) return outcome;
      const { pickup, pending, problem } = outcome.value;
      return { ok: true as const, value: { thing: pickup, pending, problem } };
    },
    [actions, connectionId, id],
  );
  const { told, problem, reload } = useFollowed(ask);
  if (told === null) {
    return problem === null ? (
      <p className={classes.second}>{texts.loading}</p>
    ) : (
      <ProblemNote problem={problem} onRetry={() => void reload()} />
    );
  }
  const { thing: pickup, pending } = told;
  const name = pickupName(pickup);
  const from = pickup.pickup_from ? addressDraft(pickup.pickup_from) : emptyAddress;

  async function cancel() {
    const outcome = await actions.labels.cancelPickup({ connectionId, pickup: { id } });
    setAsking(false);
    setRefused(outcome.ok ? null : outcome.problem);
    if (outcome.ok) setSaid(outcome.value.pending ? texts.cancelTaken : texts.pickupCancelled);
    await reload();
  }

  return (
    <section className={classes.card} aria-label={texts.pickup(name)}>
      <header className={classes.head}>
        <h2>{texts.pickup(name)}</h2>
        <Status status={pickup.status} />
      </header>
      {note !== null && <SideNote announce>{note}</SideNote>}
      {pending && (
        <p className={classes.second} role="status">
          {texts.underWay}
        </p>
      )}
      <Trouble problem={told.problem} />
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void reload()} />}
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
      <div className={classes.acts}>
        {pickup.status === 'created' && <Button onClick={() => setAsking(true)}>{texts.cancelPickup}</Button>}
        <Button onClick={() => void reload()}>{texts.refresh}</Button>
        <span className={classes.second} role="status">
          {said}
        </span>
      </div>
      {refused !== null && <ProblemNote problem={refused} onDismiss={() => setRefused(null)} />}
      <Said thing={pickup} />
      <ConfirmDialog
        opened={asking}
        title={texts.cancelPickupTitle(name)}
        doIt={texts.cancelPickupIt}
        keepIt={texts.keepIt}
        onClose={() => setAsking(false)}
        onConfirm={cancel}
      >
        <p className={classes.line}>{texts.cancelPickupMeans}</p>
      </ConfirmDialog>
    </section>
  );
}
