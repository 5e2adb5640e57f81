// The form for a new account. What was typed stays until the account is safely kept; whether it works is asked right
// after, on its card.

import { Button, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { PROVIDER_LABELS, type ProviderName } from '../../shared/domain/provider-name.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SecretInput } from '../ui/secret-input.tsx';
import classes from './connections.module.css';
import { fieldMessage } from './field-message.ts';
import { accountKind, accountKinds } from './new-account.ts';
import { OptionField } from './option-field.tsx';
import { NOT_SIGNED, SigningFields, signingSecret } from './signing-fields.tsx';
import { texts } from './texts.ts';

interface Props {
  vaultReady: boolean;
  onDone: (id: ConnectionId) => void;
}

const HOW_TO: Partial<Record<ProviderName, { lines: readonly string[]; address: string }>> = {
  twinjet: { lines: texts.howToTwinJet, address: 'https://www.twinjet.co/developer/' },
  aftership: { lines: texts.howToAfterShip, address: 'https://www.aftership.com/docs/tracking' },
  'orderly-hub': {
    lines: texts.howToOrderlyHub,
    address: 'https://docs.orderly-hub.com/docs/api-reference/carrier-accounts',
  },
};

export function AddConnection({ vaultReady, onDone }: Props) {
  const { actions, navigation } = useDesk();
  const [provider, setProvider] = useState<ProviderName>('twinjet');
  const [label, setLabel] = useState('');
  const [secret, setSecret] = useState<Record<string, string>>({});
  const [baseUrl, setBaseUrl] = useState('');
  const [options, setOptions] = useState<Record<string, string>>({});
  const [signing, setSigning] = useState(NOT_SIGNED);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  const { credential, host, options: optionParts, signs } = accountKind(provider);
  const needsSecret = credential.length > 0;
  const isSigned = signs && signing.kind !== 'none';

  const nameMissing = tried && label.trim() === '';
  const addressMissing = tried && host === null && baseUrl.trim() === '';
  const errors = {
    label: nameMissing ? texts.nameMissing : fieldMessage(problem, 'label'),
    baseUrl: addressMissing ? texts.addressMissing : fieldMessage(problem, 'baseUrl'),
    signing: fieldMessage(problem, 'secret.signing.secret'),
    options: optionParts.map(({ name }) => fieldMessage(problem, `options.${name}`)),
    secret: credential.map(({ name, label: part }) =>
      tried && (secret[name] ?? '') === ''
        ? texts.secretMissing(provider, part)
        : fieldMessage(problem, `secret.${name}`),
    ),
  };
  const placed = [errors.label, errors.baseUrl, errors.signing, ...errors.secret, ...errors.options].some(
    (message) => message !== null,
  );

  async function connect() {
    if (working) return;
    setTried(true);
    setProblem(null);
    if (label.trim() === '' || credential.some(({ name }) => (secret[name] ?? '') === '')) return;
    if (host === null && baseUrl.trim() === '') return;
    const chosen = optionParts.flatMap(({ name, choices }) => {
      const typed = options[name]?.trim() || choices?.[0]?.value || '';
      return typed === '' ? [] : [[name, typed] as const];
    });
    setWorking(true);
    const outcome = await actions.createConnection({
      provider,
      label: label.trim(),
      ...(needsSecret ? { secret: { ...secret, ...(isSigned ? signingSecret(signing) : {}) } } : {}),
      ...(baseUrl.trim() === '' ? {} : { baseUrl: baseUrl.trim() }),
      ...(chosen.length === 0 ? {} : { options: Object.fromEntries(chosen) }),
    });
    setWorking(false);
    if (outcome.ok) onDone(outcome.value.id);
    else setProblem(outcome.problem);
  }

  const address = (
    <TextInput
      className={classes.addressField}
      label={texts.address}
      description={host === null ? texts.ownAddressHint : texts.addressHint(host)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={host ?? ''}
      autoComplete="off"
      spellCheck={false}
      inputMode="url"
      value={baseUrl}
      error={errors.baseUrl}
      onChange={(event) => setBaseUrl(event.currentTarget.value)}
    />
  );

  const optionFields = optionParts.map((part, index) => (
    <OptionField
      key={part.name}
      part={part}
      value={options[part.name] ?? ''}
      error={errors.options[index] ?? null}
      onChange={(value) => setOptions({ ...options, [part.name]: value })}
    />
  ));

  return (
    <form
      className={parts.card}
      aria-label={texts.newTitle}
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <h2 className={classes.name}>{texts.newTitle}</h2>
      <Radio.Group
        label={texts.system}
        value={provider}
        onChange={(value) => setProvider(value as ProviderName)}
      >
        <div className={classes.systems}>
          {accountKinds.map((kind) => (
            <Radio
              key={kind.provider}
              value={kind.provider}
              size="xs"
              disabled={!kind.connectable}
              label={PROVIDER_LABELS[kind.provider].word}
              description={
                kind.connectable
                  ? texts.systems[kind.provider]
                  : `${texts.systems[kind.provider]} ${texts.soon}`
              }
            />
          ))}
        </div>
      </Radio.Group>
      <div className={classes.fields}>
        <TextInput
          ref={focusOnce}
          label={texts.name}
          description={needsSecret ? texts.nameHint : texts.nameHintJet}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          maxLength={80}
          value={label}
          error={errors.label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        {credential.map(({ name, label: part }, index) => (
          <SecretInput
            key={name}
            label={part}
            description={texts.secretHint}
            value={secret[name] ?? ''}
            error={errors.secret[index] ?? null}
            onChange={(value) => setSecret({ ...secret, [name]: value })}
          />
        ))}
        {signs && <SigningFields value={signing} error={errors.signing} onChange={setSigning} />}
        {host !== null && optionFields}
      </div>
      <details className={classes.fold} hidden={provider !== 'twinjet' && provider !== 'aftership'}>
        <summary>{texts.howTo}</summary>
        <ul>
          {HOW_TO[provider]?.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
          {HOW_TO[provider] !== undefined && (
            <li>
              <a href={HOW_TO[provider].address} target="_blank" rel="noreferrer">
                {texts.documentation(PROVIDER_LABELS[provider].word)}
              </a>
            </li>
          )}
        </ul>
      </details>
      {host === null ? (
        <div className={classes.fields}>
          {address}
          {optionFields}
        </div>
      ) : (
        <details className={classes.fold} open={errors.baseUrl !== null || undefined}>
          <summary>{texts.otherAddress}</summary>
          {address}
        </details>
      )}
      {problem !== null && !placed && <ProblemNote problem={problem} />}
      <div className={parts.acts}>
        <Button type="submit" variant="filled" loading={working} disabled={needsSecret && !vaultReady}>
          {texts.connect}
        </Button>
        <Button onClick={() => navigation.show('connections')}>{texts.cancel}</Button>
        {needsSecret && !vaultReady && <span className={classes.second}>{texts.vaultFirst}</span>}
      </div>
    </form>
  );
}

/** Kept outside of the component, so that it runs only when the form appears. */
function focusOnce(input: HTMLInputElement | null) {
  input?.focus();
}
