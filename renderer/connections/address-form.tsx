// Another host for a connection: a proxy or a test system instead of the documented one.

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Connection } from '../../shared/domain/connection.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import classes from './connections.module.css';
import { fieldMessage } from './field-message.ts';
import { accountKind } from './new-account.ts';
import { texts } from './texts.ts';

interface Props {
  connection: Connection;
  onDone: () => void;
  onCancel: () => void;
}

export function AddressForm({ connection: { id, provider, baseUrl }, onDone, onCancel }: Props) {
  const { actions } = useDesk();
  const { host } = accountKind(provider);
  const [typed, setTyped] = useState(baseUrl ?? '');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  const message = fieldMessage(problem, 'baseUrl');

  async function save() {
    if (working) return;
    setWorking(true);
    const outcome = await actions.updateConnection({
      id,
      baseUrl: typed.trim() === '' ? null : typed.trim(),
    });
    setWorking(false);
    if (outcome.ok) return onDone();
    setProblem(outcome.problem);
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={texts.address}
        description={host === null ? texts.ownAddressHint : texts.addressHint(host)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={host ?? ''}
        autoComplete="off"
        spellCheck={false}
        inputMode="url"
        value={typed}
        error={message}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {problem !== null && message === null && <ProblemNote problem={problem} />}
      <div className={classes.acts}>
        <Button type="submit" variant="filled" loading={working}>
          {texts.saveAddress}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </form>
  );
}
