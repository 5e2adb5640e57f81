// A new label: the shipment, typed once; the rates of it side by side; then one button that spends the money it names.
// What was typed stays until the label is made, also over a restart.

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SideNote } from '../ui/side-note.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { can, courierName, isInUse, serviceName } from './abilities.ts';
import type { Choice, LabelDraft } from './draft.ts';
import { MessagesOf } from './form-field.tsx';
import { LabelFields } from './label-fields.tsx';
import { labelPaths } from './label-paths.ts';
import classes from './labels.module.css';
import { placeMessages } from './place-messages.ts';
import { RatesFound } from './rates-found.tsx';
import { price } from './shapes.ts';
import { ShipmentFields } from './shipment-fields.tsx';
import { texts } from './texts.ts';
import { labelRequestOf, rateRequestOf } from './to-request.ts';
import { type Ground, slugOf } from './use-ground.ts';
import { type KeptDraft, useKeptDraft } from './use-kept-draft.ts';
import { useRates } from './use-rates.ts';

interface Props {
  ground: Ground;
  onMade: (id: string, note: string) => void;
  onAddAccount: () => void;
  /** Something may have been made without an answer. */
  onUnsettled: () => void;
}

export function NewLabel(props: Props) {
  const { ground, onAddAccount } = props;
  const kept = useKeptDraft(ground.connectionId);
  if (!ground.accounts.some(isInUse)) {
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
  if (kept.draft === null) return <p className={classes.second}>{texts.loading}</p>;
  return <LabelForm {...props} draft={kept.draft} kept={kept} />;
}

function LabelForm({
  ground,
  onMade,
  onUnsettled,
  draft,
  kept,
}: Props & { draft: LabelDraft; kept: KeptDraft }) {
  const { connectionId, couriers, accounts } = ground;
  const { actions } = useDesk();
  const practice = useDeskStore('host', (state) => state.hello?.workspace === 'practice');
  const [choice, setChoice] = useState<Choice | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [buying, setBuying] = useState(false);

  const usable = accounts.filter(isInUse);
  const isRated = (slug: string) => can(couriers, slug, 'rates') !== false;
  const wanted = usable.filter(({ id }) => draft.accounts.length === 0 || draft.accounts.includes(id));
  const asked = wanted.filter(({ slug }) => isRated(slug));
  const blind = wanted.filter(({ slug }) => !isRated(slug));
  const rates = useRates(
    connectionId,
    rateRequestOf(
      draft,
      asked.map(({ id }) => id),
    ),
  );
  const { at, hasOthers } = placeMessages([problem, rates.problem], labelPaths(draft));

  const slug = slugOf(ground, choice?.accountId);
  const chosenRate = rates.record?.rates.find(
    ({ shipper_account, service_type }) =>
      shipper_account.id === choice?.accountId && service_type === choice?.service_type,
  );
  const isBlind = choice !== null && blind.some(({ id }) => id === choice.accountId);
  // A price that was told for something else must not be the one that is paid.
  const isStale = choice !== null && !isBlind && (rates.stale || chosenRate === undefined);
  const isBuyable = choice !== null && !isStale && can(couriers, slug, 'labels') !== false;

  function compare() {
    setChoice(null);
    setProblem(null);
    if (asked.length > 0) void rates.compare();
  }
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
    kept.clear();
    onMade(label.id, foundAgain ? texts.foundAgain : pending ? texts.taken : texts.bought);
  }
  useShortcut({
    keys: 'mod+Enter',
    label: choice === null ? texts.compare : texts.buyIt,
    group: texts.shortcuts,
    always: true,
    run: () => {
      if (document.querySelector('[aria-modal="true"]') !== null) return false;
      if (isBuyable) void buy();
      else compare();
      return true;
    },
  });
  /** Whether the whole must be shown: it says more than stands at the fields. */
  const isMore = (one: Problem | null) =>
    one !== null && (one.code !== 'INVALID' || one.fields.length === 0 || hasOthers);

  return (
    <MessagesOf value={at}>
      <form
        className={classes.form}
        aria-label={texts.newLabel}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          compare();
        }}
      >
        {practice && <p className={classes.second}>{texts.practice}</p>}
        <div className={parts.card}>
          <ShipmentFields ground={ground} usable={usable} draft={draft} onChange={kept.change} />
          {rates.problem !== null && isMore(rates.problem) && <ProblemNote problem={rates.problem} />}
          <div className={parts.acts}>
            {usable.some((account) => isRated(account.slug)) && (
              <Button
                type="submit"
                variant={choice === null ? 'filled' : 'default'}
                loading={rates.asking}
                disabled={asked.length === 0}
                rightSection={isBuyable ? null : <KeyHint keys="mod+Enter" />}
              >
                {rates.record === null ? texts.compare : texts.compareAgain}
              </Button>
            )}
            <Button
              onClick={() => {
                kept.clear();
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
            {/* Not announced: it would be with every pause in typing. */}
            {!rates.asking && <span className={classes.second}>{texts.keptAs[kept.state]}</span>}
          </div>
        </div>
        <RatesFound ground={ground} rates={rates} blind={blind} choice={choice} onChoose={setChoice} />
        {choice !== null && (
          <section className={parts.card} aria-label={texts.options}>
            <h2>{texts.options}</h2>
            <LabelFields
              draft={draft}
              paperSizes={couriers.find((one) => one.slug === slug)?.paper_sizes ?? []}
              onChange={kept.change}
            />
            {can(couriers, slug, 'labels') === false && (
              <SideNote kind="caution">{texts.cannotLabel(courierName(couriers, slug))}</SideNote>
            )}
            {isStale && <SideNote kind="caution">{texts.stale}</SideNote>}
            {problem !== null && (isMore(problem) ? <ProblemNote problem={problem} /> : <Corrections />)}
            <div className={parts.acts}>
              <Button
                variant="filled"
                loading={buying}
                disabled={!isBuyable}
                onClick={() => void buy()}
                rightSection={isBuyable ? <KeyHint keys="mod+Enter" /> : null}
              >
                {texts.buy(
                  chosenRate?.service_name ?? serviceName(couriers, slug, choice.service_type),
                  price(chosenRate?.total_charge),
                )}
              </Button>
            </div>
          </section>
        )}
      </form>
    </MessagesOf>
  );
}

/** The fields that are wrong may be far above the button. */
function Corrections() {
  return (
    <p className={classes.second} role="alert">
      {texts.correctFields}
    </p>
  );
}
