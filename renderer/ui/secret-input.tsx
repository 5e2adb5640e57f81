// A field for something secret (a token, a passphrase): never shown, never remembered by the browser, never trimmed or
// corrected on its way.

import { TextInput } from '@mantine/core';
import type { Ref } from 'react';

interface Props {
  label: string;
  description?: string;
  placeholder?: string;
  value: string;
  /** What is wrong with it, beside it. */
  error?: string | null;
  ref?: Ref<HTMLInputElement> | undefined;
  onChange: (value: string) => void;
}

export function SecretInput({ label, description, placeholder, value, error = null, ref, onChange }: Props) {
  return (
    <TextInput
      {...(ref === undefined ? {} : { ref })}
      type="password"
      label={label}
      description={description}
      placeholder={placeholder}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      // "off" is ignored for passwords; this keeps a browser from offering to fill in or to keep it.
      autoComplete="new-password"
      data-1p-ignore
      data-lpignore="true"
      spellCheck={false}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
