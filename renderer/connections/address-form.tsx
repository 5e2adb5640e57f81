// Where a connection goes and how it speaks there: another host (a proxy, a test system), the version of the API, further
// addresses. Only what reads otherwise than before is sent.

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Connection } from '../../shared/domain/connection.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import screenParts from '../ui/screen-parts.module.css';
import classes from './connections.module.css';
import { fieldMessage } from './field-message.ts';
import { accountKind } from './new-account.ts';
import { OptionField } from './option-field.tsx';
import { texts } from './texts.ts';

interface Props {
  connection: Connection;
  onDone: () => void;
  onCancel: () => void;
}

export function AddressForm({ connection, onDone, onCancel }: Props) {
  const { actions } = useDesk();
  const { id, provider, baseUrl } = connection;
  const { host, options: parts } = accountKind(provider);
  const [typed, setTyped] = useState(baseUrl ?? '');
  const [options, setOptions] = useState(connection.options);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  const message = fieldMessage(problem, 'baseUrl');
  const optionMessages = parts.map(({ name }) => fieldMessage(problem, `options.${name}`));
  const placed = [message, ...optionMessages].some((one) => one !== null);

  async function save() {
    if (working) return;
    const address = typed.trim() === '' ? null : typed.trim();
    const changed = Object.entries(options).flatMap(([name, value]) =>
      value.trim() === (connection.options[name] ?? '') ? [] : [[name, value.trim()] as const],
    );
    setWorking(true);
    setProblem(null);
    const outcome = await actions.updateConnection({
      id,
      ...(address === baseUrl ? {} : { baseUrl: address }),
      ...(changed.length === 0 ? {} : { options: Object.fromEntries(changed) }),
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
      {parts.map((part, index) => (
        <OptionField
          key={part.name}
          part={part}
          value={options[part.name] ?? ''}
          error={optionMessages[index] ?? null}
          onChange={(value) => setOptions({ ...options, [part.name]: value })}
        />
      ))}
      {problem !== null && !placed && <ProblemNote problem={problem} />}
      <div className={screenParts.acts}>
        <Button type="submit" variant="filled" loading={working}>
          {texts.saveAddress}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </form>
  );
}
