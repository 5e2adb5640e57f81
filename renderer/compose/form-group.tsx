// A folded part of the booking form. It opens when one of its fields has to be corrected.

import type { ComponentProps } from 'react';
import { get, useFormContext, useFormState } from 'react-hook-form';
import { FormGroup as Group } from '../ui/form-group.tsx';
import type { ComposeValues } from './compose-values.ts';

interface Props extends Omit<ComponentProps<typeof Group>, 'isWrong'> {
  /** The fields in it. */
  fields: readonly (keyof ComposeValues)[];
}

export function FormGroup({ fields, ...group }: Props) {
  const { control } = useFormContext<ComposeValues>();
  const { errors } = useFormState({ control });
  return <Group {...group} isWrong={fields.some((field) => get(errors, field) !== undefined)} />;
}
