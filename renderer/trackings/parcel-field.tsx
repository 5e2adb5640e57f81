// One field of a parcel's form by its name: label, hint, what is typed, its error. Used by parcel-form.tsx.

import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { FIELDS, type FieldName } from './parcel-fields.ts';
import { texts } from './texts.ts';

interface Props {
  name: FieldName;
  value: string;
  error: string | undefined;
  /** It was said at the beginning and cannot be changed any more. */
  fixed: boolean;
  onChange: (value: string) => void;
}

const ROWS: Partial<Record<FieldName, number>> = { note: 2, custom_fields: 2, pickup_note: 2 };
const TYPES: Partial<Record<FieldName, 'date' | 'url'>> = {
  order_promised_delivery_date: 'date',
  order_id_path: 'url',
};

export function ParcelField({ name, value, error, fixed, onChange }: Props) {
  const hints: Partial<Record<FieldName, string>> = texts.hints;
  const common = {
    name,
    label: texts.fields[name],
    description: fixed ? texts.fixed : hints[name],
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
      | 'label'
      | 'input'
      | 'description'
      | 'error'
    )[],
    value,
    error,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  if (name === 'delivery_type') {
    return <NativeSelect {...common} size="xs" data={texts.deliveryTypes.map((type) => ({ ...type }))} />;
  }
  const rows = ROWS[name];
  if (rows !== undefined || FIELDS[name].kind === 'pairs') {
    return <Textarea {...common} autosize minRows={rows ?? 2} maxRows={8} />;
  }
  const type = TYPES[name];
  return <TextInput {...common} readOnly={fixed} spellCheck={false} {...(type && { type })} />;
}
