// How requests of an AfterShip key are signed, where the key was made to ask for it: nothing, a shared secret, or a private
// key. Part of the forms for a new account and for a new credential.

import { NativeSelect, Textarea } from '@mantine/core';
import { SecretInput } from '../ui/secret-input.tsx';
import classes from './connections.module.css';
import { texts } from './texts.ts';

export interface Signing {
  /** `kept`: of an account that is there already, as it is. */
  kind: 'kept' | 'none' | 'aes' | 'rsa';
  secret: string;
}

export const NOT_SIGNED: Signing = { kind: 'none', secret: '' };
export const SIGNED_AS_IT_IS: Signing = { kind: 'kept', secret: '' };

/** As the contract wants it beside the key; nothing where it stays as it is. */
export function signingSecret({ kind, secret }: Signing): Record<string, unknown> {
  if (kind === 'kept') return {};
  return { signing: kind === 'none' ? null : { kind, secret } };
}

interface Props {
  value: Signing;
  error: string | null;
  onChange: (value: Signing) => void;
  /** There is an account already, whose signature may stay. */
  mayStay?: boolean;
}

export function SigningFields({ value, error, onChange, mayStay = false }: Props) {
  const { kind, secret } = value;
  const kinds = mayStay ? [texts.signingKept, ...texts.signingKinds] : texts.signingKinds;
  return (
    <>
      <NativeSelect
        label={texts.signing}
        description={texts.signingHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        size="xs"
        value={kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value as Signing['kind'], secret: '' })}
        data={kinds.map((one) => ({ ...one }))}
      />
      {kind === 'aes' && (
        <SecretInput
          label={texts.signingSecret}
          value={secret}
          error={error}
          onChange={(typed) => onChange({ kind, secret: typed })}
        />
      )}
      {kind === 'rsa' && (
        // A key has lines, which a password field would run together.
        <Textarea
          label={texts.signingKey}
          classNames={{ input: classes.masked ?? '' }}
          autoComplete="off"
          spellCheck={false}
          minRows={3}
          maxRows={6}
          autosize
          value={secret}
          error={error}
          onChange={(event) => onChange({ kind, secret: event.currentTarget.value })}
        />
      )}
    </>
  );
}
