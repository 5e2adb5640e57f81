// The form for a new shipper account. What was typed stays until AfterShip has the account; credentials go out and are
// nowhere kept.

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { addressOf, emptyAddress } from './address-draft.ts';
import { AddressFields } from './address-fields.tsx';
import { CredentialFields, type CredentialPair, credentialsFrom } from './credential-fields.tsx';
import { fieldMessage, isPlaced } from './field-message.ts';
import classes from './labels.module.css';
import { texts } from './texts.ts';
import type { Ground } from './use-ground.ts';

interface Props {
  ground: Ground;
  onMade: (id: string, note: string) => Promise<void>;
  onCancel: () => void;
  onUnsettled: () => void;
}

export function NewShipper({ ground, onMade, onCancel, onUnsettled }: Props) {
  const { connectionId, couriers } = ground;
  const { actions } = useDesk();
  const [slug, setSlug] = useState(couriers[0]?.slug ?? '');
  const [description, setDescription] = useState('');
  const [timezone, setTimezone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [address, setAddress] = useState(emptyAddress);
  const [pairs, setPairs] = useState<CredentialPair[]>([
    { name: 'account_number', value: '' },
    { name: 'password', value: '' },
  ]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  const message = (path: string) => fieldMessage(problem, path);

  async function create() {
    if (working) return;
    setWorking(true);
    const outcome = await actions.labels.createAccount({
      connectionId,
      account: {
        slug,
        description,
        timezone,
        credentials: credentialsFrom(pairs),
        address: addressOf(address),
      },
    });
    setWorking(false);
    if (!outcome.ok) {
      setProblem(outcome.problem);
      onUnsettled();
      return;
    }
    await onMade(outcome.value.account.id, outcome.value.foundAgain ? texts.foundAgain : texts.accountAdded);
  }

  return (
    <form
      className={parts.card}
      aria-label={texts.newAccount}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <h2>{texts.newAccount}</h2>
      <div className={classes.fields}>
        <NativeSelect
          size="xs"
          label={texts.courier}
          value={slug}
          data={couriers.map((courier) => ({ value: courier.slug, label: courier.name || courier.slug }))}
          error={message('slug')}
          onChange={(event) => setSlug(event.currentTarget.value)}
        />
        <TextInput
          label={texts.name}
          description={texts.nameHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          value={description}
          error={message('description')}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <TextInput
          label={texts.timezone}
          description={texts.timezoneHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          value={timezone}
          error={message('timezone')}
          onChange={(event) => setTimezone(event.currentTarget.value)}
        />
      </div>
      <CredentialFields pairs={pairs} error={message('credentials')} onChange={setPairs} />
      <AddressFields
        connectionId={connectionId}
        legend={texts.facts.address}
        address={address}
        message={(name) => message(`address.${name}`)}
        onChange={setAddress}
      />
      {problem !== null && !isPlaced(problem, () => true) && <ProblemNote problem={problem} />}
      <div className={parts.acts}>
        <Button type="submit" variant="filled" loading={working}>
          {texts.createAccount}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </form>
  );
}
