// Credentials of a shipper account: names that differ with each courier, values that are never shown.

import { Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { SecretInput } from '../ui/secret-input.tsx';
import { ToolButton } from '../ui/tool-button.tsx';
import classes from './labels.module.css';
import { texts } from './texts.ts';

export interface CredentialPair {
  name: string;
  value: string;
}

/** Only what was filled in. */
export function credentialsFrom(pairs: readonly CredentialPair[]): Record<string, string> {
  return Object.fromEntries(
    pairs
      .filter(({ name, value }) => name.trim() !== '' && value !== '')
      .map(({ name, value }) => [name.trim(), value]),
  );
}

interface Props {
  pairs: readonly CredentialPair[];
  error: string | null;
  onChange: (pairs: CredentialPair[]) => void;
}

export function CredentialFields({ pairs, error, onChange }: Props) {
  const set = (index: number, change: Partial<CredentialPair>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...change } : pair)));
  return (
    <fieldset className={classes.group}>
      <legend>{texts.credentials}</legend>
      <p className={classes.second}>{texts.credentialsHint}</p>
      <p className={classes.second}>{texts.credentialNames}</p>
      {pairs.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair is known by its place alone while its name is typed
        <div key={index} className={classes.credential}>
          <TextInput
            label={texts.credentialName}
            autoComplete="off"
            value={name}
            onChange={(event) => set(index, { name: event.currentTarget.value })}
          />
          <SecretInput
            label={texts.credentialValue}
            value={value}
            onChange={(next) => set(index, { value: next })}
          />
          <ToolButton
            label={texts.removeCredential(name)}
            onClick={() => onChange(pairs.filter((_, at) => at !== index))}
          >
            <IconX size={14} />
          </ToolButton>
        </div>
      ))}
      {error !== null && <p role="alert">{error}</p>}
      <div>
        <Button size="compact-xs" onClick={() => onChange([...pairs, { name: '', value: '' }])}>
          {texts.anotherCredential}
        </Button>
      </div>
    </fieldset>
  );
}
