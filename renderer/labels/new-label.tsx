// A new label: two addresses, parcels, the accounts that are asked; their rates side by side; then one button that spends
// the money it names. What was typed stays until the label is made.

import { Button, Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RateRecord, ShippingProblem } from '../../shared/contract/labels.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { can, courierName, serviceName } from './abilities.ts';
import { AddressFields } from './address-fields.tsx';
import { addressDraft, type Choice, isAbroad, labelRequestOf, rateRequestOf } from './draft.ts';
import { fieldMessage, isPlaced } from './field-message.ts';
import classes from './labels.module.css';
import { ParcelFields } from './parcel-fields.tsx';
import { RatesTable } from './rates-table.tsx';
import { price } from './shapes.ts';
import { Trouble } from './status.tsx';
import { texts } from './texts.ts';
import { accountName, type Ground, slugOf } from './use-ground.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { useRates } from './use-rates.ts';

interface Props {
  ground: Ground;
  onMade: (id: string, note: string) => void;
  onAddAccount: () => void;
  /** Something may have been made without an answer. */
  onUnsettled: () => void;
}

const PURPOSES = Object.keys(texts.purposes);
const TERMS = ['dap', 'ddp', 'ddu', 'dat', 'dpu', 'exw', 'fca', 'fob', 'cip', 'cif', 'cpt', 'cfr'];

export function NewLabel({ ground, onMade, onAddAccount, onUnsettled }: Props) {
  const { connectionId, couriers, accounts } = ground;
  const { actions } = useDesk();
  const practice = useDeskStore('host', (state) => state.hello?.workspace === 'practice');
  const { draft, change, clear } = useKeptDraft(connectionId);
  const [choice, setChoice] = useState<Choice | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [buying, setBuying] = useState(false);

  const usable = accounts.filter(({ status }) => status !== 'disabled' && status !== 'deleted');
  const rated = usable.filter(({ slug }) => can(couriers, slug, 'rates') !== false);
  const asked = rated.filter(({ id }) => draft.accounts.length === 0 || draft.accounts.includes(id));
  const blind = usable.filter(
    ({ id, slug }) =>
      can(couriers, slug, 'rates') === false && (draft.accounts.length === 0 || draft.accounts.includes(id)),
  );
  const request = rateRequestOf(
    draft,
    asked.map(({ id }) => id),
  );
  const rates = useRates(connectionId, request);
  const abroad = isAbroad(draft);
  const message = (path: string) =>
    fieldMessage(problem, `shipment.${path}`) ?? fieldMessage(rates.problem, `shipment.${path}`);

  const slug = slugOf(ground, choice?.accountId);
  const courier = couriers.find((one) => one.slug === slug);
  const chosenRate = rates.record?.rates.find(
    ({ shipper_account, service_type }) =>
      shipper_account.id === choice?.accountId && service_type === choice?.service_type,
  );
  const isBlind = choice !== null && blind.some(({ id }) => id === choice.accountId);
  const service = chosenRate?.service_name ?? serviceName(couriers, slug, choice?.service_type);
  // A price that was told for something else must not be the one that is paid.
  const isStale = choice !== null && !isBlind && (rates.stale || chosenRate === undefined);

  async function buy() {
    if (choice === null || buying) return;
    setBuying(true);
    setProblem(null);
    const outcome = await actions.labels.create({ connectionId, request: labelRequestOf(draft, choice) });
    setBuying(false);
    if (!outcome.ok) {
      setProblem(outcome.problem);
      onUnsettled();
      return;
    }
    const { label, foundAgain, pending } = outcome.value;
    clear();
    onMade(label.id, foundAgain ? texts.foundAgain : pending ? texts.taken : texts.bought);
  }

  if (ground.ready && usable.length === 0) {
    return (
      <EmptyState
        title={texts.noAccounts}
        actions={
          <Button variant="filled" onClick={onAddAccount}>
            {texts.addAccount}
          </Button>
        }
      >
        {texts.noAccountsWhy}
      </EmptyState>
    );
  }
  return (
    <form
      className={classes.form}
      aria-label={texts.newLabel}
      onSubmit={(event) => {
        event.preventDefault();
        setChoice(null);
        setProblem(null);
        if (asked.length > 0) void rates.compare();
      }}
    >
      {practice && <p className={classes.second}>{texts.practice}</p>}
      <div className={classes.card}>
        <div className={classes.pair}>
          <AddressFields
            connectionId={connectionId}
            legend={texts.from}
            address={draft.from}
            message={(name) => message(`ship_from.${name}`)}
            onChange={(from) => change({ from })}
          >
            {usable.some(({ address }) => address !== undefined) && (
              <NativeSelect
                size="xs"
                label={texts.fromAccount}
                value=""
                data={[
                  { value: '', label: texts.nothing },
                  ...usable.map(({ id }) => ({ value: id, label: accountName(ground, id) })),
                ]}
                onChange={(event) => {
                  const account = usable.find(({ id }) => id === event.currentTarget.value);
                  if (account?.address) change({ from: addressDraft(account.address) });
                }}
              />
            )}
          </AddressFields>
          <AddressFields
            connectionId={connectionId}
            legend={texts.to}
            address={draft.to}
            message={(name) => message(`ship_to.${name}`)}
            checkable
            onChange={(to) => change({ to })}
          />
        </div>
        <ParcelFields
          parcels={draft.parcels}
          boxTypes={boxTypesOf(ground)}
          abroad={abroad}
          message={message}
          onChange={(parcels) => change({ parcels })}
        />
        {abroad && (
          <fieldset className={classes.group}>
            <legend>{texts.abroad}</legend>
            <p className={classes.second}>{texts.abroadWhy}</p>
            <div className={classes.fields}>
              <NativeSelect
                size="xs"
                wrapperProps={{ 'data-span': 3 }}
                label={texts.purpose}
                value={draft.purpose}
                data={PURPOSES.map((value) => ({ value, label: texts.purposes[value] ?? value }))}
                onChange={(event) => change({ purpose: event.currentTarget.value })}
              />
              <NativeSelect
                size="xs"
                wrapperProps={{ 'data-span': 3 }}
                label={texts.terms}
                value={draft.terms}
                data={[
                  { value: '', label: texts.noTerms },
                  ...TERMS.map((value) => ({ value, label: value.toUpperCase() })),
                ]}
                onChange={(event) => change({ terms: event.currentTarget.value })}
              />
            </div>
          </fieldset>
        )}
        <fieldset className={classes.group}>
          <legend>{texts.askAccounts}</legend>
          {usable.map(({ id, slug: of }) => (
            <Checkbox
              key={id}
              label={`${accountName(ground, id)} (${courierName(couriers, of)}${
                can(couriers, of, 'rates') === false ? `, ${texts.noRatesHere}` : ''
              })`}
              checked={draft.accounts.length === 0 || draft.accounts.includes(id)}
              onChange={() => {
                const all = draft.accounts.length === 0 ? usable.map((one) => one.id) : draft.accounts;
                const next = all.includes(id) ? all.filter((one) => one !== id) : [...all, id];
                change({ accounts: next.length === usable.length ? [] : next });
              }}
            />
          ))}
        </fieldset>
        <div className={classes.fields}>
          <TextInput
            type="date"
            wrapperProps={{ 'data-span': 3 }}
            label={texts.shipDate}
            description={texts.shipDateHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.ship_date}
            onChange={(event) => change({ ship_date: event.currentTarget.value })}
          />
        </div>
        {rates.problem !== null && !placed(rates.problem) && <ProblemNote problem={rates.problem} />}
        <div className={classes.acts}>
          {rated.length > 0 && (
            <Button type="submit" variant={choice === null ? 'filled' : 'default'} loading={rates.asking}>
              {rates.record === null ? texts.compare : texts.compareAgain}
            </Button>
          )}
          <Button
            onClick={() => {
              clear();
              setChoice(null);
              setProblem(null);
              rates.forget();
            }}
          >
            {texts.clear}
          </Button>
          <span className={classes.second} role="status">
            {rates.asking ? texts.comparing : rates.pending ? texts.ratesUnderWay : ''}
          </span>
        </div>
      </div>
      <RatesFound ground={ground} rates={rates} choice={choice} onChoose={setChoice} />
      {blind.map(({ id, slug: of }) => (
        <BlindServices
          key={id}
          ground={ground}
          accountId={id}
          slug={of}
          choice={choice}
          onChoose={setChoice}
        />
      ))}
      {choice !== null && (
        <section className={classes.card} aria-label={texts.options}>
          <h2>{texts.options}</h2>
          <div className={classes.fields}>
            <NativeSelect
              size="xs"
              wrapperProps={{ 'data-span': 3 }}
              label={texts.paperSize}
              value={draft.paper_size}
              data={paperSizes(courier?.paper_sizes ?? [])}
              onChange={(event) => change({ paper_size: event.currentTarget.value })}
            />
            <NativeSelect
              size="xs"
              wrapperProps={{ 'data-span': 3 }}
              label={texts.fileType}
              value={draft.file_type}
              data={(['pdf', 'zpl'] as const).map((value) => ({ value, label: texts.fileTypes[value] }))}
              onChange={(event) => change({ file_type: event.currentTarget.value })}
            />
            <TextInput
              label={texts.reference}
              description={texts.referenceHint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="off"
              value={draft.reference}
              error={fieldMessage(problem, 'references.0')}
              onChange={(event) => change({ reference: event.currentTarget.value })}
            />
            <TextInput
              label={texts.orderNumber}
              description={texts.orderNumberHint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="off"
              value={draft.order_number}
              error={fieldMessage(problem, 'order_number')}
              onChange={(event) => change({ order_number: event.currentTarget.value })}
            />
            <TextInput
              label={texts.instructions}
              autoComplete="off"
              value={draft.instructions}
              onChange={(event) => change({ instructions: event.currentTarget.value })}
            />
            <Checkbox
              wrapperProps={{ 'data-span': 12 }}
              label={texts.qrCode}
              checked={draft.qr_code}
              onChange={(event) => change({ qr_code: event.currentTarget.checked })}
            />
          </div>
          {can(couriers, slug, 'labels') === false && (
            <SideNote kind="caution">{texts.cannotLabel(courierName(couriers, slug))}</SideNote>
          )}
          {isStale && <SideNote kind="caution">{texts.stale}</SideNote>}
          {problem !== null && !placed(problem) && <ProblemNote problem={problem} />}
          <div className={classes.acts}>
            <Button
              variant="filled"
              loading={buying}
              disabled={isStale || can(couriers, slug, 'labels') === false}
              onClick={() => void buy()}
            >
              {texts.buy(service, price(chosenRate?.total_charge))}
            </Button>
          </div>
        </section>
      )}
    </form>
  );
}

/** Every field of the shipment and the two of the label stand on the form. */
function placed(problem: Problem): boolean {
  return isPlaced(problem, (field) => /shipment\.(ship_from|ship_to|parcels)\.|order_number$/.test(field));
}

interface FoundProps {
  ground: Ground;
  rates: { record: RateRecord | null; trouble: ShippingProblem | null; stale: boolean };
  choice: Choice | null;
  onChoose: (choice: Choice) => void;
}

function RatesFound({ ground, rates: { record, trouble, stale }, choice, onChoose }: FoundProps) {
  if (record === null) return null;
  return (
    <section className={classes.card} aria-label={texts.rates}>
      <h2>{texts.rates}</h2>
      <Trouble problem={trouble} />
      {stale && choice === null && <SideNote kind="caution">{texts.stale}</SideNote>}
      <RatesTable ground={ground} rates={record.rates} choice={choice} onChoose={onChoose} />
    </section>
  );
}

interface BlindProps {
  ground: Ground;
  accountId: string;
  slug: string;
  choice: Choice | null;
  onChoose: (choice: Choice) => void;
}

/** A courier without rates can be bought from all the same: its services are known, its prices are not. */
function BlindServices({ ground, accountId, slug, choice, onChoose }: BlindProps) {
  const courier = ground.couriers.find((one) => one.slug === slug);
  if (courier === undefined || courier.courier_service_types.length === 0) return null;
  return (
    <section className={classes.card} aria-label={accountName(ground, accountId)}>
      <h2>{accountName(ground, accountId)}</h2>
      <p className={classes.line}>{texts.blind(courierName(ground.couriers, slug))}</p>
      {courier.courier_service_types.map(({ service_type, service_name }) => (
        <Radio
          key={service_type}
          name="rate"
          size="xs"
          label={`${service_name ?? service_type}, ${texts.noPrice}`}
          checked={choice?.accountId === accountId && choice.service_type === service_type}
          onChange={() => onChoose({ accountId, service_type })}
        />
      ))}
    </section>
  );
}

function paperSizes(sizes: readonly string[]) {
  const others = sizes.filter((size) => size !== 'default');
  return [
    { value: 'default', label: texts.defaultPaper },
    ...others.map((value) => ({ value, label: texts.printSizes[value] ?? value })),
  ];
}

function boxTypesOf({ couriers }: Ground) {
  const known = new Map([['custom', 'Custom']]);
  for (const { courier_box_types } of couriers) {
    for (const { box_type, box_name } of courier_box_types) known.set(box_type, box_name ?? box_type);
  }
  return [...known].map(([value, label]) => ({ value, label }));
}
