// The form for a new account, one for each carrier; FedEx leads to the registration. What was typed stays until the
// account is safely created.

import { Button, Radio, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CARRIER_WORDS, CARRIERS, type Carrier } from '../../shared/domain/carrier-account.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SecretInput } from '../ui/secret-input.tsx';
import { type MetadataPair, metadataFrom } from './account-shape.ts';
import classes from './carrier-accounts.module.css';
import { fieldMessage, isPlaced } from './field-message.ts';
import { PairsField } from './pairs-field.tsx';
import { texts } from './texts.ts';

interface Props {
  connectionId: ConnectionId;
  onCreated: (id: string, note: string | null) => void;
  onFedex: () => void;
  onCancel: () => void;
}

export function NewAccount({ connectionId, onCreated, onFedex, onCancel }: Props) {
  const { actions } = useDesk();
  const [carrier, setCarrier] = useState<Carrier>('coldtrack');
  const [name, setName] = useState('');
  const [apiKey, setApiKey] = useState('');
  const [free, setFree] = useState<MetadataPair[]>([{ key: '', text: '' }]);
  const [isTest, setIsTest] = useState(false);
  const [metadata, setMetadata] = useState<MetadataPair[]>([]);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);

  const credentials: Record<string, string> =
    carrier === 'coldtrack'
      ? { ...(apiKey === '' ? {} : { apiKey }) }
      : Object.fromEntries(
          free
            .filter(({ key, text }) => key.trim() !== '' && text !== '')
            .map(({ key, text }) => [key.trim(), text]),
        );
  const lacksCredential = Object.keys(credentials).length === 0;
  const nameError = tried && name.trim() === '' ? texts.nameMissing : fieldMessage(problem, 'name');
  const credentialError =
    tried && lacksCredential
      ? texts.credentialMissing
      : (fieldMessage(problem, 'credentials.apiKey') ?? fieldMessage(problem, 'credentials'));

  async function create() {
    if (working) return;
    setTried(true);
    setProblem(null);
    if (name.trim() === '' || lacksCredential) return;
    setWorking(true);
    const outcome = await actions.createCarrierAccount({
      connectionId,
      account: {
        name: name.trim(),
        carrier,
        credentials,
        isTest,
        ...(metadata.length === 0 ? {} : { metadata: metadataFrom(metadata, {}) }),
      },
    });
    setWorking(false);
    if (!outcome.ok) return setProblem(outcome.problem);
    onCreated(outcome.value.data.id, outcome.value.foundAgain ? texts.foundAgain : null);
  }

  return (
    <form
      className={parts.card}
      aria-label={texts.newTitle}
      onSubmit={(event) => {
        event.preventDefault();
        if (carrier === 'fedex') onFedex();
        else void create();
      }}
    >
      <h2>{texts.newTitle}</h2>
      <div className={classes.form}>
        <Radio.Group label={texts.carrier} value={carrier} onChange={(value) => setCarrier(value as Carrier)}>
          <div className={classes.choices}>
            {CARRIERS.map((value) => (
              <Radio
                key={value}
                value={value}
                size="xs"
                label={CARRIER_WORDS[value]}
                description={texts.carrierHints[value]}
              />
            ))}
          </div>
        </Radio.Group>
        {carrier !== 'fedex' && (
          <>
            <TextInput
              label={texts.name}
              description={texts.nameHint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="off"
              maxLength={100}
              value={name}
              error={nameError}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            {carrier === 'coldtrack' ? (
              <SecretInput
                label={texts.apiKey}
                description={texts.secretHint}
                value={apiKey}
                error={credentialError}
                onChange={setApiKey}
              />
            ) : (
              <PairsField
                legend={texts.facts.credentials}
                hint={texts.upsHint}
                keyLabel={texts.credentialName}
                valueLabel={texts.credentialValue}
                addLabel={texts.anotherCredential}
                secret
                error={credentialError}
                pairs={free}
                onChange={setFree}
              />
            )}
            <Switch
              label={texts.isTest}
              description={texts.isTestHint}
              checked={isTest}
              onChange={(event) => setIsTest(event.currentTarget.checked)}
            />
            <PairsField
              legend={texts.metadata}
              hint={texts.metadataHint}
              keyLabel={texts.metadataKey}
              valueLabel={texts.metadataValue}
              addLabel={texts.addPair}
              pairs={metadata}
              onChange={setMetadata}
            />
          </>
        )}
        {problem !== null && !isPlaced(problem, ['name', 'credentials', 'credentials.apiKey']) && (
          <ProblemNote problem={problem} />
        )}
        <div className={parts.acts}>
          <Button type="submit" variant="filled" loading={working}>
            {carrier === 'fedex' ? texts.toFedex : texts.create}
          </Button>
          <Button onClick={onCancel}>{texts.cancel}</Button>
        </div>
      </div>
    </form>
  );
}
