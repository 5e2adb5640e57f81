// A yes or no of the form.

import { Switch } from '@mantine/core';
import { useController } from 'react-hook-form';
import type { ComposeValues } from './compose-values.ts';
import { useFixedFields } from './fixed-fields.ts';
import { texts } from './texts.ts';

export function SwitchField({ name, label, hint }: { name: 'photo' | 'live'; label: string; hint?: string }) {
  const { field } = useController<ComposeValues, 'photo' | 'live'>({ name });
  const fixed = useFixedFields().has(name);
  return (
    <Switch
      ref={field.ref}
      name={field.name}
      checked={field.value}
      label={label}
      description={fixed ? texts.fixed : hint}
      disabled={fixed}
      onBlur={field.onBlur}
      onChange={(event) => field.onChange(event.currentTarget.checked)}
    />
  );
}
