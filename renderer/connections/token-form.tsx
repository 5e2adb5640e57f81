// A new credential for a connection, or one part of it: only what is typed here is sent, the rest stays as it is kept. The
// old one is never shown; what is typed stays when it is refused.

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Connection } from '../../shared/domain/connection.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SecretInput } from '../ui/secret-input.tsx';
import classes from './connections.module.css';
import { fieldMessage } from './field-message.ts';
import { accountKind } from './new-account.ts';
import { SIGNED_AS_IT_IS, SigningFields, signingSecret } from './signing-fields.tsx';
import { texts } from './texts.ts';

interface Props {
  connection: Connection;
  onDone: () => void;
  onCancel: () => void;
}

export function TokenForm({ connection: { id, provider }, onDone, onCancel }: Props) {
  const { actions } = useDesk();
  const { credential, signs } = accountKind(provider);
  const [secret, setSecret] = useState<Record<string, string>>({});
  const [signing, setSigning] = useState(SIGNED_AS_IT_IS);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  const [tried, setTried] = useState(false);
  const typed = {
    ...Object.fromEntries(Object.entries(secret).filter(([, value]) => value !== '')),
    ...(signs ? signingSecret(signing) : {}),
  };
  const nothingTyped = Object.keys(typed).length === 0;
  /** A credential of one part has nothing that could stay. */
  const hasParts = credential.length > 1 || signs;
  const messages = credential.map(({ name, label }, index) =>
    tried && nothingTyped && index === 0
      ? texts.secretMissing(provider, label)
      : fieldMessage(problem, `secret.${name}`),
  );
  const signingMessage = fieldMessage(problem, 'secret.signing.secret');

  async function replace() {
    if (working) return;
    setTried(true);
    setProblem(null);
    if (nothingTyped) return;
    setWorking(true);
    const outcome = await actions.updateConnection({ id, secret: typed });
    setWorking(false);
    if (outcome.ok) return onDone();
    setProblem(outcome.problem);
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void replace();
      }}
    >
      {credential.map(({ name, label }, index) => (
        <SecretInput
          key={name}
          ref={index === 0 ? focusOnce : undefined}
          label={texts.newSecret(label)}
          description={hasParts ? texts.replacePartHint : texts.replaceHint}
          value={secret[name] ?? ''}
          error={messages[index] ?? null}
          onChange={(value) => setSecret({ ...secret, [name]: value })}
        />
      ))}
      {signs && <SigningFields value={signing} error={signingMessage} onChange={setSigning} mayStay />}
      {problem !== null && [signingMessage, ...messages].every((message) => message === null) && (
        <ProblemNote problem={problem} />
      )}
      <div className={parts.acts}>
        <Button type="submit" variant="filled" loading={working}>
          {texts.replaceIt}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </form>
  );
}

/** Kept outside of the component, so that it runs only when the field appears. */
function focusOnce(input: HTMLInputElement | null) {
  input?.focus();
}
