// "When would it arrive?": 1 to 5 deliveries without a tracking number, asked for together. One that is wrong fails them
// all, so it is shown which. What was typed stays as a draft. Opened by the frame.

import { Button, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';
import { type AfterShipPrediction, MOST_PREDICTIONS } from '../../shared/contract/aftership.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { useDraftAt, useKeptDraft } from '../state/use-kept-draft.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import parts from '../ui/panel-form.module.css';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { DeliveryFields } from './delivery-fields.tsx';
import {
  checkDeliveries,
  type DeliveryErrors,
  type DeliveryValues,
  deliveriesFromDraft,
  emptyDelivery,
  placeDeliveryErrors,
} from './prediction-values.ts';
import { texts } from './texts.ts';
import classes from './trackings.module.css';

const DRAFT = 'predict';

export function PredictPanel() {
  const { navigation } = useDesk();
  const draft = useDraftAt(DRAFT);
  const loaded = useDeskStore('connections', (state) => state.loaded);
  const connections = useDeskStore('connections', (state) => state.connections);
  const accounts = connections.filter(({ provider }) => provider === 'aftership');
  const close = () => navigation.closePanel();
  if (!loaded || draft === undefined) return null;
  if (accounts.length === 0) {
    return (
      <PanelFrame title={texts.predictTitle} onClose={close}>
        <EmptyState
          title={texts.noAccount}
          actions={<Button onClick={() => navigation.addConnection()}>{texts.addConnection}</Button>}
        >
          {texts.noAccountWhy}
        </EmptyState>
      </PanelFrame>
    );
  }
  return (
    <PredictForm
      begin={deliveriesFromDraft(draft?.value)}
      hasDraft={draft !== null}
      accounts={accounts.map(({ id, label }) => ({ value: id, label }))}
      onClose={close}
    />
  );
}

interface FormProps {
  begin: DeliveryValues[];
  hasDraft: boolean;
  accounts: { value: ConnectionId; label: string }[];
  onClose: () => void;
}

function PredictForm({ begin, hasDraft, accounts, onClose }: FormProps) {
  const { actions } = useDesk();
  const [deliveries, setDeliveries] = useState(begin);
  const [account, setAccount] = useState(accounts[0]?.value);
  const [errors, setErrors] = useState<Record<number, DeliveryErrors>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [answers, setAnswers] = useState<AfterShipPrediction[] | null>(null);
  const [asking, setAsking] = useState(false);
  const working = useRef(false);
  const draft = useKeptDraft(DRAFT, hasDraft);
  const bad = Object.keys(errors).map(Number);

  useShortcut({
    keys: 'mod+Enter',
    label: texts.predict,
    group: texts.predictTitle,
    always: true,
    run: () => void ask(),
  });
  useShortcut({
    keys: 'Escape',
    label: texts.close,
    group: texts.predictTitle,
    always: true,
    run: onClose,
  });

  function change(next: DeliveryValues[]) {
    setDeliveries(next);
    setAnswers(null);
    draft.changed(() => next);
  }

  async function ask() {
    if (working.current || account === undefined) return;
    setProblem(null);
    setAnswers(null);
    const checked = checkDeliveries(deliveries);
    if (!checked.ok) {
      setErrors(checked.errors);
      return;
    }
    setErrors({});
    working.current = true;
    setAsking(true);
    const outcome = await actions.parcels.predict({
      connectionId: account,
      estimated_delivery_dates: checked.value,
    });
    working.current = false;
    setAsking(false);
    if (outcome.ok) {
      setAnswers(outcome.value.estimated_delivery_dates);
      return;
    }
    const placed = placeDeliveryErrors(outcome.problem.fields);
    setErrors(placed.errors);
    setProblem({ ...outcome.problem, fields: placed.others });
  }

  return (
    <PanelFrame
      title={texts.predictTitle}
      onClose={onClose}
      foot={
        <div className={parts.foot}>
          {bad.length > 0 && (
            <SideNote kind="caution" announce>
              {texts.badItem(bad.map((index) => texts.delivery(index + 1)).join(', '))}
            </SideNote>
          )}
          {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
          <div className={classes.line}>
            <p className={parts.grow}>
              {asking ? texts.predicting : draft.state === 'kept' ? texts.draftKept : ''}
            </p>
            <Button
              variant="filled"
              loading={asking}
              onClick={() => void ask()}
              rightSection={<KeyHint keys="mod+Enter" />}
            >
              {texts.predict}
            </Button>
          </div>
        </div>
      }
    >
      <form className={parts.form} data-dense="" noValidate onSubmit={(event) => event.preventDefault()}>
        <p className={parts.hint}>{texts.predictLead}</p>
        {accounts.length > 1 && (
          <NativeSelect
            label={texts.account}
            size="xs"
            value={account ?? ''}
            onChange={(event) => setAccount(event.currentTarget.value as ConnectionId)}
            data={accounts}
          />
        )}
        {deliveries.map((delivery, index) => (
          <DeliveryFields
            // biome-ignore lint/suspicious/noArrayIndexKey: deliveries have no identity but their place
            key={index}
            number={index + 1}
            values={delivery}
            errors={errors[index] ?? {}}
            answer={answers?.[index] ?? null}
            onChange={(next) => {
              setErrors(({ [index]: _, ...others }) => others);
              change(deliveries.with(index, next));
            }}
            onRemove={
              deliveries.length > 1
                ? () => {
                    setErrors({});
                    change(deliveries.toSpliced(index, 1));
                  }
                : null
            }
          />
        ))}
        {deliveries.length < MOST_PREDICTIONS && (
          <div className={classes.line}>
            <Button onClick={() => change([...deliveries, emptyDelivery()])}>{texts.addDelivery}</Button>
            <Button
              onClick={() => change([...deliveries, structuredClone(deliveries.at(-1) ?? emptyDelivery())])}
            >
              {texts.copyDelivery}
            </Button>
          </div>
        )}
      </form>
    </PanelFrame>
  );
}
