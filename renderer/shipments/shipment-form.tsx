// The form itself: both ends and the times first, the rest folded, and "Send" always in sight.

import { Button, NativeSelect, Switch } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import {
  type FieldErrors,
  FormProvider,
  type Resolver,
  set,
  useController,
  useForm,
  useFormContext,
  useFormState,
  useWatch,
} from 'react-hook-form';
import type { JobId } from '../../shared/domain/ids.ts';
import { isNeverAccepted } from '../state/change-obstacle.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import type { KeptDraft } from '../state/use-kept-draft.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import parts from '../ui/panel-form.module.css';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { checkChanges, checkShipment, fieldOf } from './check-shipment.ts';
import type { ShipmentField } from './field.tsx';
import { ItemFields, PackageFields, WhenFields } from './goods-fields.tsx';
import { AttributeFields, OrderFields, ProviderFields } from './order-fields.tsx';
import { FromFields, ToFields } from './place-fields.tsx';
import type { ShipmentValues } from './shipment-values.ts';
import { texts } from './texts.ts';
import { useDraft } from './use-draft.ts';
import { type Change, type Sending, useSending } from './use-sending.ts';
import type { ShipmentIntent, ShipmentStart } from './use-shipment-start.ts';

interface Props {
  intent: ShipmentIntent;
  start: ShipmentStart;
  onClose: () => void;
}

export function ShipmentForm({ intent, start, onClose }: Props) {
  const { navigation, actions } = useDesk();
  const change = useChange(intent, start);
  const form = useForm<ShipmentValues>({
    defaultValues: start.values,
    mode: 'onTouched',
    shouldFocusError: false,
    resolver: resolverFor(change),
  });
  const [draftAt, setDraftAt] = useState(start.draftAt);
  const draft = useDraft(form, start.draftKey, start.draftAt !== null);
  const whole = useRef<HTMLFormElement>(null);
  const sending = useSending({
    form,
    change,
    onSent: (jobId) => {
      draft.forget();
      // A corrected change is a new one; a corrected create is the refused one, sent again.
      if (start.refused !== null && start.refused.kind !== 'create') {
        void actions.discardCommand(start.refused.id);
      }
      navigation.openJob(jobId);
    },
    onRefused: () => showFirstError(whole.current),
  });
  const close = () => (intent.kind === 'new' ? onClose() : navigation.openJob(intent.jobId));

  useShortcut({
    keys: 'mod+Enter',
    label: texts.send,
    group: texts.shortcuts,
    always: true,
    run: () => (dialogIsOpen() ? false : void sending.send()),
  });
  useShortcut({
    keys: 'Escape',
    label: texts.close,
    group: texts.shortcuts,
    always: true,
    run: () => (dialogIsOpen() ? false : close()),
  });
  useEffect(() => {
    const first = intent.kind === 'edit' ? 'deliveryContact.name' : 'locationExternalId';
    whole.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus({ preventScroll: true });
  }, [intent]);
  useEffect(() => {
    for (const { field, message } of start.refused?.problem?.fields ?? []) {
      const name = fieldOf(field, start.values);
      if (name !== '') form.setError(name as ShipmentField, { type: 'refused', message });
    }
  }, [form, start]);

  function discardDraft() {
    // In this order: emptying the form is a change like any other, which would be kept as a draft again.
    form.reset(start.fresh);
    draft.forget();
    setDraftAt(null);
  }

  return (
    <FormProvider {...form}>
      <PanelFrame
        title={texts.titles[intent.kind]}
        onClose={close}
        foot={<Foot change={change} sending={sending} draft={draft} />}
      >
        <form ref={whole} className={parts.form} noValidate onSubmit={(event) => event.preventDefault()}>
          {draftAt !== null && (
            <SideNote actions={<Button onClick={discardDraft}>{texts.discardDraft}</Button>}>
              {texts.draftRestored(clockTime(draftAt, currentTime()))}
            </SideNote>
          )}
          <WhyItFailed intent={intent} start={start} />
          <AccountPart fixed={change !== null} />
          <FromFields fixed={change !== null && start.fresh.origin === 'location'} />
          <ToFields />
          <WhenFields />
          <div className={parts.groups}>
            <PackageFields />
            <ItemFields />
            <OrderFields />
            <AttributeFields />
            <ProviderFields />
          </div>
          {change !== null && !change.thenRetry && <ForceSwitch />}
        </form>
      </PanelFrame>
    </FormProvider>
  );
}

/** Null for a new one. One that failed after it was accepted is placed again once it is changed. */
function useChange(intent: ShipmentIntent, start: ShipmentStart): Change | null {
  const jobId = intent.kind === 'edit' ? intent.jobId : null;
  const detail = useDeskStore('job', (state) => (state.id === jobId ? state.detail : null));
  if (jobId === null) return null;
  const status = detail?.job.status;
  const thenRetry = status === 'failed' && !isNeverAccepted(detail?.commands ?? []);
  return { jobId, before: start.fresh, known: start.known, thenRetry };
}

function WhyItFailed({ intent, start }: Pick<Props, 'intent' | 'start'>) {
  const jobId = intent.kind === 'edit' ? intent.jobId : null;
  const remarks = useDeskStore('job', (state) =>
    state.id === jobId && state.detail?.job.status === 'failed' ? state.detail.job.remarks : null,
  );
  const why = start.refused?.problem?.sentence ?? remarks;
  return why == null ? null : <SideNote kind="caution">{why}</SideNote>;
}

function AccountPart({ fixed }: { fixed: boolean }) {
  const { register, control } = useFormContext<ShipmentValues>();
  const connections = useDeskStore('connections', (state) => state.connections);
  const lost = useDeskStore('link', (state) => state.status.phase === 'lost');
  const connectionId = useWatch({ control, name: 'connectionId' });
  const accounts = connections.filter(({ provider }) => provider === 'shipping-order');
  const health = accounts.find(({ id }) => id === connectionId)?.health;
  const isWell = health === undefined || health.state === 'ok' || health.state === 'untested';
  return (
    <>
      {accounts.length > 1 && (
        <NativeSelect
          {...register('connectionId')}
          label={texts.connection}
          size="xs"
          disabled={fixed}
          data={accounts.map(({ id, label }) => ({ value: id, label }))}
        />
      )}
      {lost && <SideNote kind="caution">{texts.coreLost}</SideNote>}
      {!lost && !isWell && <SideNote kind="caution">{texts.health(health.state, health.message)}</SideNote>}
    </>
  );
}

function ForceSwitch() {
  const { field } = useController<ShipmentValues, 'forceUpdate'>({ name: 'forceUpdate' });
  return (
    <Switch
      size="xs"
      label={texts.force}
      checked={field.value}
      onChange={(event) => field.onChange(event.currentTarget.checked)}
    />
  );
}

function Foot({ change, sending, draft }: { change: Change | null; sending: Sending; draft: KeptDraft }) {
  const { navigation } = useDesk();
  const { control, getValues } = useFormContext<ShipmentValues>();
  const values = useWatch({ control }) as ShipmentValues;
  const { errors, isSubmitted } = useFormState({ control });
  const changed = change === null ? null : changedFields(values, change);
  const nothing = changed !== null && changed.length === 0;
  const label =
    change === null
      ? texts.send
      : !change.thenRetry
        ? texts.sendChanges
        : nothing
          ? texts.retryOnly
          : texts.sendAndRetry;
  const { problem } = sending;
  const others = (problem?.fields ?? []).filter(({ field }) => fieldOf(field, getValues()) === '');
  return (
    <div className={parts.foot}>
      {problem !== null && (
        <ProblemNote problem={{ ...problem, fields: others }} onDismiss={sending.dismiss}>
          {problem.jobId !== null && (
            <Button onClick={() => navigation.openJob(problem.jobId as JobId)}>{texts.takenBy}</Button>
          )}
        </ProblemNote>
      )}
      <div className={parts.sendLine}>
        <p className={parts.grow}>
          {standingText(sending.busy, isSubmitted ? countErrors(errors) : 0, changed, change, draft)}
        </p>
        <Button
          variant="filled"
          loading={sending.busy}
          disabled={nothing && change?.thenRetry !== true}
          onClick={() => void sending.send()}
          rightSection={<KeyHint keys="mod+Enter" />}
        >
          {label}
        </Button>
      </div>
    </div>
  );
}

function standingText(
  busy: boolean,
  wrong: number,
  changed: string[] | null,
  change: Change | null,
  draft: KeptDraft,
): string {
  if (busy) return texts.sending;
  if (wrong > 0) return texts.toCorrect(wrong);
  if (draft.state === 'not-kept') return texts.draftNotKept;
  if (changed === null) return draft.state === 'kept' ? texts.draftKept : '';
  if (changed.length > 0) return texts.changing(changed.map((name) => texts.changedFields[name] ?? name));
  return change?.thenRetry === true ? texts.nothingChangedRetry : texts.nothingChanged;
}

/** Fields that a change would send as they stand. What cannot be sent yet counts as one of them. */
function changedFields(values: ShipmentValues, { before, known }: Change): string[] {
  const checked = checkChanges(values, before, known);
  if (checked.ok) return Object.keys(checked.value);
  return [...new Set(checked.problems.map(({ field }) => field.split('.')[0] ?? field))];
}

function resolverFor(change: Change | null): Resolver<ShipmentValues> {
  return (values) => {
    const checked =
      change === null ? checkShipment(values) : checkChanges(values, change.before, change.known);
    if (checked.ok || checked.problems.length === 0) return { values, errors: {} };
    const errors: FieldErrors<ShipmentValues> = {};
    for (const { field, message } of checked.problems)
      set(errors, field || 'root', { type: 'typed', message });
    return { values: {}, errors };
  };
}

/** Messages at any depth. */
function countErrors(errors: object): number {
  return Object.values(errors).reduce((sum: number, part: unknown) => {
    if (typeof part !== 'object' || part === null) return sum;
    return sum + ('message' in part && typeof part.message === 'string' ? 1 : countErrors(part));
  }, 0);
}

/** After the groups that hold an error have opened. */
function showFirstError(form: HTMLFormElement | null) {
  requestAnimationFrame(() => {
    const first = form?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]');
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: 'center' });
  });
}

function dialogIsOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}
