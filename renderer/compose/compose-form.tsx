// The form itself: essentials first, the rest folded, the quote and "Send" always in sight.

import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import {
  type FieldErrors,
  type FieldPath,
  FormProvider,
  type Resolver,
  set,
  useForm,
  useFormContext,
  useWatch,
} from 'react-hook-form';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Job } from '../../shared/domain/job.ts';
import type { ComposeIntent } from '../state/stores.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import parts from '../ui/panel-form.module.css';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { AddressFields } from './address-fields.tsx';
import { newBookingNumber } from './booking-number.ts';
import { type AddressRules, checkBooking, checkChanges } from './check-booking.ts';
import { ComposeFoot } from './compose-foot.tsx';
import type { ComposeValues } from './compose-values.ts';
import { ConnectionNotes } from './connection-notes.tsx';
import { Field } from './field.tsx';
import { FIXED_AFTER_BOOKING, FixedFields } from './fixed-fields.ts';
import { OptionalFields } from './optional-fields.tsx';
import { placeProblems } from './place-problems.ts';
import { QuoteStrip } from './quote-strip.tsx';
import { texts } from './texts.ts';
import { TimeFields } from './time-fields.tsx';
import { useBooking } from './use-booking.ts';
import type { ComposeStart } from './use-compose-start.ts';
import { useDraft } from './use-draft.ts';
import { useQuote } from './use-quote.ts';

interface Props {
  intent: Exclude<ComposeIntent, { kind: 'follow' }>;
  start: ComposeStart;
}

const NOTHING_FIXED: ReadonlySet<string> = new Set();

export function ComposeForm({ intent, start }: Props) {
  const { actions, navigation } = useDesk();
  const rules = useDeskStore('settings', (state) => state.settings.addressRules);
  const job = useDeskStore('job', (state) =>
    intent.kind !== 'new' && state.id === intent.jobId ? state.detail?.job : null,
  );
  const change = intent.kind === 'edit' ? { jobId: intent.jobId, before: start.fresh } : null;
  const form = useForm<ComposeValues>({
    defaultValues: start.values,
    mode: 'onTouched',
    shouldFocusError: false,
    resolver: resolverFor(rules, change?.before ?? null),
  });
  const [draftAt, setDraftAt] = useState(start.draftAt);
  const quotes = useQuote(form, change?.before ?? null);
  const draft = useDraft(form, start.draftKey, start.draftAt !== null, quotes);
  const whole = useRef<HTMLFormElement>(null);
  const booking = useBooking({
    form,
    quotes,
    change,
    onSent: (jobId: JobId) => {
      draft.forget();
      // A corrected booking is the refused one, sent again; a corrected change is a new one.
      if (start.refused?.kind === 'edit') void actions.discardCommand(start.refused.id);
      navigation.openJob(jobId);
    },
    onRefused: () => showFirstError(whole.current),
  });

  useShortcut({
    keys: 'mod+Enter',
    label: texts.send,
    group: texts.shortcuts,
    always: true,
    run: () => (dialogIsOpen() ? false : void booking.send()),
  });
  useShortcut({
    keys: 'Escape',
    label: texts.close,
    group: texts.shortcuts,
    always: true,
    run: () => (dialogIsOpen() ? false : close()),
  });
  useEffect(() => {
    const first = whole.current?.querySelector<HTMLElement>('[name="deliver_address.address_name"]');
    first?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    const fields = start.refused?.problem?.fields ?? [];
    for (const { field, message } of placeProblems(fields, start.values).placed) {
      form.setError(field as FieldPath<ComposeValues>, { type: 'refused', message });
    }
    if (fields.length > 0) showFirstError(whole.current);
  }, [form, start]);

  function close() {
    if (intent.kind === 'new') navigation.closePanel();
    else navigation.openJob(intent.jobId);
  }

  function discardDraft() {
    // In this order: emptying the form is a change like any other, which would be kept as a draft again.
    form.reset({ ...start.fresh, own_number: newBookingNumber() });
    draft.forget();
    setDraftAt(null);
  }

  return (
    <FormProvider {...form}>
      <FixedFields value={change === null ? NOTHING_FIXED : FIXED_AFTER_BOOKING}>
        <PanelFrame
          title={titleFor(intent, job ?? null)}
          onClose={close}
          foot={
            <div className={parts.foot}>
              <QuoteStrip quotes={quotes} none={change === null ? texts.quoteNone : texts.quoteUnchanged} />
              <ComposeFoot change={change} job={job ?? null} booking={booking} draft={draft} />
            </div>
          }
        >
          <form ref={whole} className={parts.form} noValidate onSubmit={(event) => event.preventDefault()}>
            {draftAt !== null && (
              <SideNote actions={<Button onClick={discardDraft}>{texts.discardDraft}</Button>}>
                {texts.draftRestored(clockTime(draftAt, currentTime()))}
              </SideNote>
            )}
            {start.refused?.problem != null && (
              <SideNote kind="caution">{start.refused.problem.sentence}</SideNote>
            )}
            <ConnectionPart fixed={change !== null} />
            <AddressFields end="pick_address" quotes={quotes} foldable />
            <AddressFields end="deliver_address" quotes={quotes} foldable={false} />
            <TimeFields />
            <section className={parts.block} aria-label={texts.contact}>
              <div className={parts.blockHead}>
                <h3 className={parts.blockTitle}>{texts.contact}</h3>
              </div>
              <p className={parts.hint}>{texts.contactHint}</p>
              <div className={parts.pair}>
                <Field name="order_contact_name" label={texts.contactName} />
                <Field name="order_contact_phone" label={texts.contactPhone} type="tel" />
              </div>
            </section>
            <div className={parts.groups}>
              <OptionalFields />
            </div>
          </form>
        </PanelFrame>
      </FixedFields>
    </FormProvider>
  );
}

/** Which client it is for, where there is a choice, and what the person should know about that account now. */
function ConnectionPart({ fixed }: { fixed: boolean }) {
  const connections = useDeskStore('connections', (state) => state.connections);
  const accounts = connections.filter(({ provider }) => provider === 'twinjet');
  const connectionId = useWatch<ComposeValues, 'connectionId'>({ name: 'connectionId' });
  const account = accounts.find(({ id }) => id === connectionId);
  return (
    <>
      {accounts.length > 1 && <ConnectionSelect fixed={fixed} accounts={accounts} />}
      <ConnectionNotes connection={account ?? null} />
    </>
  );
}

function ConnectionSelect({
  fixed,
  accounts,
}: {
  fixed: boolean;
  accounts: readonly { id: string; label: string }[];
}) {
  const { register } = useFormContext<ComposeValues>();
  return (
    <NativeSelect
      {...register('connectionId')}
      label={texts.connection}
      size="xs"
      disabled={fixed}
      data={accounts.map(({ id, label }) => ({ value: id, label }))}
    />
  );
}

function titleFor(intent: Props['intent'], job: Job | null): string {
  const title = texts.titles[intent.kind];
  if (job === null) return title;
  const name = job.reference ?? job.externalIds.externalId ?? job.externalIds.requestId;
  return name === null ? title : `${title} ${name}`;
}

/** What the contract's schemas and the form's own reading say, at the form's fields. */
function resolverFor(rules: AddressRules, before: ComposeValues | null): Resolver<ComposeValues> {
  return (values) => {
    const checked = before === null ? checkBooking(values, rules) : checkChanges(values, before, rules);
    if (checked.ok) return { values, errors: {} };
    const errors: FieldErrors<ComposeValues> = {};
    for (const { field, message } of checked.problems) set(errors, field, { type: 'typed', message });
    return { values: {}, errors };
  };
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
