// Step 1: the address and the password of a new account. Whatever is wrong with them is said before anything is sent;
// the password leaves the page with the request and stays nowhere.

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { preRegisterSchema } from '../../shared/contract/onboarding.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import type { ConnectionId, OnboardingId } from '../../shared/domain/ids.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SecretInput } from '../ui/secret-input.tsx';
import classes from './onboarding.module.css';
import { texts } from './texts.ts';
import { useAct } from './use-act.ts';

interface Props {
  connections: readonly Connection[];
  /** Absent where there is nothing to go back to. */
  onCancel: (() => void) | undefined;
  onDone: (id: OnboardingId) => void;
}

type Errors = Partial<Record<string, string>>;

export function NewOpening({ connections, onCancel, onDone }: Props) {
  const { actions } = useDesk();
  const [connectionId, setConnectionId] = useState(connections[0]?.id);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [esCode, setEsCode] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const { working, problem, run } = useAct();
  const words = texts.register;

  async function send() {
    if (working || connectionId === undefined) return;
    const typed = { email_address: email, password, ...(esCode.trim() === '' ? {} : { es_code: esCode }) };
    const checked = preRegisterSchema.safeParse(typed);
    if (!checked.success) {
      const found: Errors = {};
      for (const { path, message } of checked.error.issues) found[String(path[0])] ??= message;
      setErrors(found);
      return;
    }
    setErrors({});
    await run(async () => {
      const outcome = await actions.preRegister({ ...typed, connectionId });
      if (outcome.ok) onDone(outcome.value.onboardingId);
      return outcome;
    });
  }

  const at = (name: string) =>
    errors[name] ?? problem?.fields.find(({ field }) => field === name)?.message ?? null;

  return (
    <form
      className={parts.card}
      aria-label={words.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 className={classes.name}>{words.title}</h2>
      <div className={classes.fields}>
        {connections.length > 1 && (
          <NativeSelect
            label={words.connection}
            value={connectionId ?? ''}
            data={connections.map(({ id, label }) => ({ value: id, label }))}
            onChange={(event) => setConnectionId(event.currentTarget.value as ConnectionId)}
          />
        )}
        <TextInput
          type="email"
          label={words.email}
          description={words.emailHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
          value={email}
          error={at('email_address')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <SecretInput
          label={words.password}
          description={words.passwordHint}
          value={password}
          error={at('password')}
          onChange={setPassword}
        />
      </div>
      <details className={classes.fold}>
        <summary>{words.more}</summary>
        <TextInput
          className={classes.short}
          label={words.esCode}
          autoComplete="off"
          maxLength={100}
          value={esCode}
          error={at('es_code')}
          onChange={(event) => setEsCode(event.currentTarget.value)}
        />
      </details>
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={parts.acts}>
        <Button type="submit" variant="filled" loading={working}>
          {words.submit}
        </Button>
        {onCancel !== undefined && <Button onClick={onCancel}>{words.cancel}</Button>}
      </div>
    </form>
  );
}
