// One line or one box of the form: label, what is typed, its error. The error stays at the field until it is corrected.

import { Textarea, TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { type FieldPath, get, useFormContext, useFormState } from 'react-hook-form';
import type { ComposeValues } from './compose-values.ts';
import { useFixedFields } from './fixed-fields.ts';
import { texts } from './texts.ts';

interface Props {
  name: FieldPath<ComposeValues>;
  label: string;
  hint?: ReactNode;
  /** Where the label would be said twice (a table of items): only for a screen reader. */
  labelHidden?: boolean;
  placeholder?: string;
  required?: boolean;
  rows?: number;
  type?: 'text' | 'date' | 'tel' | 'url';
  inputMode?: 'decimal' | 'numeric';
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

export function Field({ name, label, hint, labelHidden, rows, type, inputMode, onBlur, ...rest }: Props) {
  const { register } = useFormContext<ComposeValues>();
  const error = useFieldError(name);
  const fixed = useFixedFields().has(name);
  const props = {
    ...rest,
    ...register(name, onBlur === undefined ? {} : { onBlur }),
    ...(labelHidden === true ? { 'aria-label': label } : { label }),
    description: fixed ? texts.fixed : hint,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
      | 'label'
      | 'input'
      | 'description'
      | 'error'
    )[],
    withAsterisk: false,
    readOnly: fixed,
    error,
    autoComplete: 'off',
    spellCheck: rows !== undefined,
  };
  return rows === undefined ? (
    <TextInput {...props} {...(type && { type })} {...(inputMode && { inputMode })} />
  ) : (
    <Textarea {...props} minRows={rows} maxRows={8} autosize />
  );
}

export function useFieldError(name: FieldPath<ComposeValues>): string | undefined {
  const { control } = useFormContext<ComposeValues>();
  const { errors } = useFormState({ control, name });
  const error: { message?: string } | undefined = get(errors, name);
  return error?.message;
}
