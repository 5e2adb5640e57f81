// What of an account can be changed beside its status: name, single credentials, metadata. Each form sends only what
// was typed in it, and keeps that when it is refused.

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CarrierAccount, CarrierAccountChanges } from '../../shared/contract/carrier-accounts.ts';
import type { Problem } from '../state/problem.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SecretInput } from '../ui/secret-input.tsx';
import { type MetadataPair, metadataFrom, metadataText } from './account-shape.ts';
import classes from './carrier-accounts.module.css';
import { fieldMessage } from './field-message.ts';
import { PairsField } from './pairs-field.tsx';
import { texts } from './texts.ts';

interface Props {
  account: CarrierAccount;
  /** Null when it was kept. */
  onSave: (changes: CarrierAccountChanges) => Promise<Problem | null>;
  onCancel: () => void;
}

export function RenameForm({ account, onSave, onCancel }: Props) {
  const [name, setName] = useState(account.name);
  const save = useSave(onSave);
  const missing = name.trim() === '' ? texts.nameMissing : null;
  return (
    <ChangeForm
      label={texts.rename}
      problem={save.problem}
      working={save.working}
      onCancel={onCancel}
      onSubmit={() => {
        if (missing === null) void save.run({ name: name.trim() });
      }}
    >
      <TextInput
        ref={focusOnce}
        label={texts.name}
        description={texts.nameHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        maxLength={100}
        value={name}
        error={missing ?? fieldMessage(save.problem, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ChangeForm>
  );
}

export function CredentialsForm({ account, onSave, onCancel }: Props) {
  const names = Object.keys(account.credentials);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [more, setMore] = useState<MetadataPair[]>(names.length === 0 ? [{ key: '', text: '' }] : []);
  const [nothing, setNothing] = useState(false);
  const save = useSave(onSave);

  function submit() {
    const all = [...Object.entries(typed), ...more.map(({ key, text }) => [key.trim(), text] as const)];
    const credentials = Object.fromEntries(all.filter(([name, value]) => name !== '' && value !== ''));
    const isNothing = Object.keys(credentials).length === 0;
    setNothing(isNothing);
    if (!isNothing) void save.run({ credentials });
  }

  return (
    <ChangeForm
      label={texts.replace}
      problem={save.problem}
      working={save.working}
      onCancel={onCancel}
      onSubmit={submit}
    >
      <p className={classes.line}>{texts.replaceHint}</p>
      {names.map((name, index) => (
        <SecretInput
          key={name}
          ref={index === 0 ? focusOnce : undefined}
          label={name}
          placeholder={texts.keptHidden}
          value={typed[name] ?? ''}
          error={fieldMessage(save.problem, `credentials.${name}`)}
          onChange={(value) => setTyped({ ...typed, [name]: value })}
        />
      ))}
      <PairsField
        legend={texts.otherCredentials}
        keyLabel={texts.credentialName}
        valueLabel={texts.credentialValue}
        addLabel={texts.anotherCredential}
        secret
        error={nothing ? texts.replaceNothing : null}
        pairs={more}
        onChange={setMore}
      />
    </ChangeForm>
  );
}

export function MetadataForm({ account, onSave, onCancel }: Props) {
  const [pairs, setPairs] = useState<MetadataPair[]>(() =>
    Object.entries(account.metadata).map(([key, value]) => ({ key, text: metadataText(value) })),
  );
  const save = useSave(onSave);
  return (
    <ChangeForm
      label={texts.metadata}
      problem={save.problem}
      working={save.working}
      onCancel={onCancel}
      onSubmit={() => void save.run({ metadata: metadataFrom(pairs, account.metadata) })}
    >
      <PairsField
        legend={texts.metadata}
        hint={texts.metadataHint}
        keyLabel={texts.metadataKey}
        valueLabel={texts.metadataValue}
        addLabel={texts.addPair}
        pairs={pairs}
        onChange={setPairs}
      />
    </ChangeForm>
  );
}

interface FormProps {
  label: string;
  problem: Problem | null;
  working: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}

function ChangeForm({ label, problem, working, onSubmit, onCancel, children }: FormProps) {
  return (
    <form
      className={classes.form}
      aria-label={label}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={parts.acts}>
        <Button type="submit" variant="filled" loading={working}>
          {texts.save}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </form>
  );
}

function useSave(onSave: Props['onSave']) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  async function run(changes: CarrierAccountChanges) {
    if (working) return;
    setWorking(true);
    const failed = await onSave(changes);
    // After a success the form is gone.
    if (failed === null) return;
    setWorking(false);
    setProblem(failed);
  }
  return { problem, working, run };
}

/** Kept outside of the component, so that it runs only when the field appears. */
function focusOnce(input: HTMLInputElement | null) {
  input?.focus();
}
