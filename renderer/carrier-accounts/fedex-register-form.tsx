// The first step of a FedEx registration. What is typed is kept as a draft, so that a restart loses nothing but the
// account number, which is a credential and stays in its field.

import { Button, Switch, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import classes from './carrier-accounts.module.css';
import { fieldMessage, isPlaced } from './field-message.ts';
import { texts } from './texts.ts';

interface Props {
  connectionId: ConnectionId;
  onRegistered: (accountId: string) => void;
  onCancel: () => void;
}

const draftSchema = z.object({
  customerName: z.string(),
  street: z.string(),
  street2: z.string(),
  city: z.string(),
  state: z.string(),
  postalCode: z.string(),
  country: z.string(),
  residential: z.boolean(),
});
type Draft = z.infer<typeof draftSchema>;

const EMPTY: Draft = {
  customerName: '',
  street: '',
  street2: '',
  city: '',
  state: '',
  postalCode: '',
  country: 'US',
  residential: false,
};

/** Where each field stands in what is sent. */
const PATHS: Partial<Record<keyof Draft, string>> = {
  customerName: 'customerName',
  street: 'address.streetLines.0',
  street2: 'address.streetLines.1',
  city: 'address.city',
  state: 'address.stateOrProvinceCode',
  postalCode: 'address.postalCode',
  country: 'address.countryCode',
};
const SAVE_PAUSE_MS = 300;

export function FedexRegisterForm({ connectionId, onRegistered, onCancel }: Props) {
  const { actions } = useDesk();
  const key = `fedex-register:${connectionId}`;
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [accountNumber, setAccountNumber] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  const touched = useRef(false);

  useEffect(() => {
    let gone = false;
    void actions.listDrafts().then((outcome) => {
      const kept = outcome.ok ? outcome.value.find((one) => one.key === key) : undefined;
      const read = draftSchema.safeParse(kept?.value);
      if (!gone && read.success && !touched.current) setDraft(read.data);
    });
    return () => {
      gone = true;
    };
  }, [actions, key]);

  useEffect(() => {
    if (!touched.current) return;
    const timer = setTimeout(() => void actions.saveDraft(key, draft), SAVE_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [actions, draft, key]);

  function set(change: Partial<Draft>) {
    touched.current = true;
    setDraft({ ...draft, ...change });
  }

  async function register() {
    if (working) return;
    setWorking(true);
    setProblem(null);
    const { street, street2, state } = draft;
    const outcome = await actions.registerFedex({
      connectionId,
      account: {
        accountNumber: accountNumber.replaceAll(/[\s-]/g, ''),
        customerName: draft.customerName,
        address: {
          streetLines: street2.trim() === '' ? [street] : [street, street2],
          city: draft.city,
          ...(state.trim() === '' ? {} : { stateOrProvinceCode: state.trim() }),
          postalCode: draft.postalCode,
          countryCode: draft.country.trim().toUpperCase(),
          residential: draft.residential,
        },
      },
    });
    setWorking(false);
    if (!outcome.ok) return setProblem(outcome.problem);
    touched.current = false;
    void actions.removeDraft(key);
    onRegistered(outcome.value.accountId);
  }

  const field = (name: Exclude<keyof Draft, 'residential'>, label: string, hint?: string) => (
    <TextInput
      label={label}
      {...(hint === undefined ? {} : { description: hint })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autoComplete="off"
      value={draft[name]}
      error={fieldMessage(problem, PATHS[name] ?? name)}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );

  return (
    <form
      className={classes.form}
      aria-label={texts.fedex.title}
      onSubmit={(event) => {
        event.preventDefault();
        void register();
      }}
    >
      <div className={classes.fields}>
        <TextInput
          label={texts.fedex.accountNumber}
          description={texts.fedex.accountNumberHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          inputMode="numeric"
          autoComplete="off"
          value={accountNumber}
          error={fieldMessage(problem, 'accountNumber')}
          onChange={(event) => setAccountNumber(event.currentTarget.value)}
        />
        {field('customerName', texts.fedex.customerName)}
        {field('street', texts.fedex.street)}
        {field('street2', texts.fedex.street2)}
        {field('city', texts.fedex.city)}
        {field('state', texts.fedex.state)}
        {field('postalCode', texts.fedex.postalCode)}
        {field('country', texts.fedex.country, texts.fedex.countryHint)}
      </div>
      <Switch
        label={texts.fedex.residential}
        checked={draft.residential}
        onChange={(event) => set({ residential: event.currentTarget.checked })}
      />
      <p className={classes.second}>
        {texts.fedex.kept} {texts.fedex.registerAgain}
      </p>
      {problem !== null && !isPlaced(problem, ['accountNumber', ...Object.values(PATHS)]) && (
        <ProblemNote problem={problem} />
      )}
      <div className={parts.acts}>
        <Button type="submit" variant="filled" loading={working}>
          {texts.fedex.register}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </form>
  );
}
