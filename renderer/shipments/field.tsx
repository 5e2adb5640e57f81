// One line, box, choice or moment of the form: label, what is typed, its error. The error stays at the field until it is
// corrected.

import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FieldPath, get, useFormContext, useFormState } from 'react-hook-form';
import type { ShipmentValues } from './shipment-values.ts';

export type ShipmentField = FieldPath<ShipmentValues>;

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

interface Props {
  name: ShipmentField;
  label: string;
  hint?: string;
  /** Where the label would be said twice (a table): only for a screen reader. */
  labelHidden?: boolean;
  placeholder?: string;
  rows?: number;
  type?: 'text' | 'tel' | 'email' | 'datetime-local';
  decimal?: boolean;
  readOnly?: boolean;
}

export function Field({ name, label, hint, labelHidden, rows, type, decimal, ...rest }: Props) {
  const { register } = useFormContext<ShipmentValues>();
  const props = {
    ...rest,
    ...register(name),
    ...(labelHidden === true ? { 'aria-label': label } : { label }),
    description: hint,
    inputWrapperOrder: ORDER,
    withAsterisk: false,
    error: useFieldError(name),
    autoComplete: 'off',
    spellCheck: rows !== undefined,
  };
  return rows === undefined ? (
    <TextInput {...props} {...(type && { type })} {...(decimal === true && { inputMode: 'decimal' })} />
  ) : (
    <Textarea {...props} minRows={rows} maxRows={8} autosize />
  );
}

interface ChoiceProps {
  name: ShipmentField;
  label: string;
  labelHidden?: boolean;
  data: { value: string; label: string }[];
}

export function Choice({ name, label, labelHidden, data }: ChoiceProps) {
  const { register } = useFormContext<ShipmentValues>();
  return (
    <NativeSelect
      {...register(name)}
      {...(labelHidden === true ? { 'aria-label': label } : { label })}
      size="xs"
      error={useFieldError(name)}
      data={data}
    />
  );
}

function useFieldError(name: ShipmentField): string | undefined {
  const { control } = useFormContext<ShipmentValues>();
  const { errors } = useFormState({ control, name });
  const error: { message?: string } | undefined = get(errors, name);
  return error?.message;
}

/** Choices of a closed set, in its words, with one for none. */
export function choicesOf<Name extends string>(
  names: readonly Name[],
  words: Record<Name, string>,
  none?: string,
): { value: string; label: string }[] {
  const choices = names.map((value) => ({ value: value as string, label: words[value] }));
  return none === undefined ? choices : [{ value: '', label: none }, ...choices];
}
