// The form of a parcel: to follow one, or to change one that is followed. What was typed stays until it is safely in the
// outbox, and survives Esc and a crash as a draft. Opened through follow-parcel.tsx and edit-parcel.tsx.

import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { Outcome, Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { useKeptDraft } from '../state/use-kept-draft.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { FormGroup } from '../ui/form-group.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import parts from '../ui/panel-form.module.css';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { CourierFinder } from './courier-finder.tsx';
import { ParcelField } from './parcel-field.tsx';
import { FIELDS, type FieldGroup, type FieldName, fieldNames, isOnce } from './parcel-fields.ts';
import {
  checkChanges,
  checkParcel,
  type FieldErrors,
  type ParcelValues,
  placeFields,
} from './parcel-values.ts';
import { texts } from './texts.ts';
import classes from './trackings.module.css';

interface Props {
  title: string;
  draftKey: string;
  /** What stands in the form when it opens, and what would without a draft. */
  begin: ParcelValues;
  fresh: ParcelValues;
  draftAt: number | null;
  /** The parcel that is changed; null for a new one. */
  change: { jobId: JobId; obstacle: string | null } | null;
  /** Refused before: what was wrong with it. */
  refused: { sentence: string; fields: readonly { field: string; message: string }[] } | null;
  connectionId: ConnectionId | null;
  onSent: (jobId: JobId) => void;
  onClose: () => void;
}

export function ParcelForm(props: Props) {
  const { title, draftKey, begin, fresh, change, refused, onSent, onClose } = props;
  const { actions, navigation } = useDesk();
  const [values, setValues] = useState(begin);
  const [errors, setErrors] = useState<FieldErrors>(() => placeFields(refused?.fields ?? []).errors);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const [draftAt, setDraftAt] = useState(props.draftAt);
  const [account, setAccount] = useState(props.connectionId);
  const working = useRef(false);
  const whole = useRef<HTMLFormElement>(null);
  const draft = useKeptDraft(draftKey, draftAt !== null);
  const version = useDeskStore(
    'connections',
    (state) => state.connections.find(({ id }) => id === account)?.options.trackingVersion,
  );
  const checked = change === null ? checkParcel(values) : checkChanges(values, fresh, version);
  const nothing = change !== null && checked.ok && Object.keys(checked.value).length === 0;
  const shown = tried && !checked.ok ? { ...errors, ...checked.errors } : errors;

  useShortcut({
    keys: 'mod+Enter',
    label: change === null ? texts.follow : texts.save,
    group: texts.shortcuts,
    always: true,
    run: () => (dialogIsOpen() ? false : void send()),
  });
  useShortcut({
    keys: 'Escape',
    label: texts.close,
    group: texts.shortcuts,
    always: true,
    run: () => (dialogIsOpen() ? false : onClose()),
  });
  useEffect(() => {
    const first = change === null ? 'tracking_number' : 'title';
    whole.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus({ preventScroll: true });
  }, [change]);

  function type(name: FieldName, value: string) {
    const next = { ...values, [name]: value };
    setValues(next);
    setErrors(({ [name]: _, ...others }) => others);
    draft.changed(() => next);
  }

  async function send() {
    if (working.current || account === null || nothing || change?.obstacle != null) return;
    setTried(true);
    setProblem(null);
    if (!checked.ok) return showFirstError(whole.current);
    working.current = true;
    setSending(true);
    const outcome: Outcome<{ jobId: JobId }> =
      change === null
        ? await actions.parcels.create({ connectionId: account, tracking: checked.value as never })
        : await actions.parcels.edit({ jobId: change.jobId, changes: checked.value as never });
    working.current = false;
    setSending(false);
    if (outcome.ok) {
      draft.forget();
      onSent(outcome.value.jobId);
      return;
    }
    const { code, jobId, fields } = outcome.problem;
    // It is followed already: that parcel is what was wanted.
    if (change === null && code === 'CONFLICT' && jobId !== null) {
      draft.forget();
      navigation.openJob(jobId as JobId);
      return;
    }
    const placed = placeFields(fields);
    setErrors(placed.errors);
    setProblem({ ...outcome.problem, fields: placed.others });
    showFirstError(whole.current);
  }

  function startAnew() {
    setValues(fresh);
    setErrors({});
    setTried(false);
    setDraftAt(null);
    draft.forget();
  }

  const field = (name: FieldName) => (
    <ParcelField
      key={name}
      name={name}
      value={values[name]}
      error={shown[name]}
      fixed={change !== null && isOnce(name)}
      onChange={(value) => type(name, value)}
    />
  );
  const group = (name: FieldGroup) => {
    const names = fieldNames.filter(
      (one) => FIELDS[one].group === name && !(change !== null && isOnce(one) && values[one] === ''),
    );
    const filled = names.filter((one) => values[one].trim() !== '');
    return (
      <FormGroup
        key={name}
        title={texts.groups[name]}
        summary={filled.length === 0 ? null : filled.map((one) => texts.fields[one]).join(', ')}
        isWrong={names.some((one) => shown[one] !== undefined)}
      >
        {names.map(field)}
      </FormGroup>
    );
  };

  return (
    <PanelFrame
      title={title}
      onClose={onClose}
      foot={
        <div className={parts.foot}>
          {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
          {change?.obstacle != null && <SideNote kind="caution">{change.obstacle}</SideNote>}
          <div className={classes.line}>
            <p className={parts.grow}>
              {standing(sending, Object.keys(shown).length, draft.state, change === null ? null : checked)}
            </p>
            <Button
              variant="filled"
              loading={sending}
              disabled={nothing || change?.obstacle != null || account === null}
              onClick={() => void send()}
              rightSection={<KeyHint keys="mod+Enter" />}
            >
              {change === null ? texts.follow : texts.save}
            </Button>
          </div>
        </div>
      }
    >
      <form
        ref={whole}
        className={parts.form}
        data-dense=""
        noValidate
        onSubmit={(event) => event.preventDefault()}
      >
        {draftAt !== null && (
          <SideNote actions={<Button onClick={startAnew}>{texts.discardDraft}</Button>}>
            {texts.draftRestored(clockTime(draftAt, currentTime()))}
          </SideNote>
        )}
        {refused !== null && <SideNote kind="caution">{refused.sentence}</SideNote>}
        <AccountPart account={account} onChoose={change === null ? setAccount : null} />
        {field('tracking_number')}
        {field('slug')}
        {change === null && account !== null && (
          <CourierFinder
            connectionId={account}
            trackingNumber={values.tracking_number}
            onFound={(slug) => type('slug', slug)}
          />
        )}
        <div className={parts.pair}>
          {field('title')}
          {field('order_id')}
        </div>
        {field('order_promised_delivery_date')}
        {change === null && (
          <div className={classes.line}>
            <Button variant="subtle" onClick={() => navigation.predict()}>
              {texts.predictInstead}
            </Button>
          </div>
        )}
        {(['contacts', 'order', 'collection', 'way', 'courier', 'own'] as const).map(group)}
      </form>
    </PanelFrame>
  );
}

function standing(
  sending: boolean,
  wrong: number,
  draft: 'none' | 'kept' | 'not-kept',
  changes: ReturnType<typeof checkChanges> | null,
): string {
  if (sending) return texts.sending;
  if (wrong > 0) return texts.toCorrect(wrong);
  if (draft === 'not-kept') return texts.draftNotKept;
  if (changes?.ok) {
    const names = Object.keys(changes.value) as FieldName[];
    return names.length === 0
      ? texts.nothingChanged
      : texts.changing(names.map((name) => texts.fields[name].toLowerCase()).join(', '));
  }
  return draft === 'kept' ? texts.draftKept : '';
}

/** Which account it is for, where there is a choice, and what the person should know about it now. */
function AccountPart({
  account,
  onChoose,
}: {
  account: ConnectionId | null;
  onChoose: ((id: ConnectionId) => void) | null;
}) {
  const connections = useDeskStore('connections', (state) => state.connections);
  const lost = useDeskStore('link', (state) => state.status.phase === 'lost');
  const accounts = connections.filter(({ provider }) => provider === 'aftership');
  const health = accounts.find(({ id }) => id === account)?.health;
  const isDown = health !== undefined && health.state !== 'ok' && health.state !== 'untested';
  return (
    <>
      {accounts.length > 1 && (
        <NativeSelect
          label={texts.account}
          size="xs"
          value={account ?? ''}
          disabled={onChoose === null}
          onChange={(event) => onChoose?.(event.currentTarget.value as ConnectionId)}
          data={accounts.map(({ id, label }) => ({ value: id, label }))}
        />
      )}
      {lost && <SideNote kind="caution">{texts.lost}</SideNote>}
      {!lost && isDown && <SideNote kind="caution">{texts.health(health.message)}</SideNote>}
    </>
  );
}

/** After the groups that hold an error have opened. */
function showFirstError(form: HTMLFormElement | null) {
  requestAnimationFrame(() => {
    const first = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: 'center' });
  });
}

function dialogIsOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}
