// One option of an account: a choice, or a text that may stay empty. Part of the forms for a new account and for a change.

import { NativeSelect, TextInput } from '@mantine/core';
import classes from './connections.module.css';
import type { OptionPart } from './new-account.ts';

interface Props {
  part: OptionPart;
  value: string;
  error: string | null;
  onChange: (value: string) => void;
}

export function OptionField({ part: { label, hint, choices }, value, error, onChange }: Props) {
  const common = {
    className: classes.addressField ?? '',
    label,
    description: hint,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
      | 'label'
      | 'input'
      | 'description'
      | 'error'
    )[],
    error,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return choices === undefined ? (
    <TextInput {...common} value={value} autoComplete="off" spellCheck={false} inputMode="url" />
  ) : (
    <NativeSelect
      {...common}
      size="xs"
      value={value || (choices[0]?.value ?? '')}
      data={choices.map((one) => ({ ...one }))}
    />
  );
}
