// A folded part of the shipment form. It opens when one of its fields has to be corrected.

import type { ComponentProps } from 'react';
import { get, useFormContext, useFormState } from 'react-hook-form';
import { FormGroup as Group } from '../ui/form-group.tsx';
import type { ShipmentField } from './field.tsx';
import type { ShipmentValues } from './shipment-values.ts';

interface Props extends Omit<ComponentProps<typeof Group>, 'isWrong'> {
  /** The fields in it. */
  fields: readonly ShipmentField[];
}

export function FormGroup({ fields, ...group }: Props) {
  const { control } = useFormContext<ShipmentValues>();
  const { errors } = useFormState({ control });
  return <Group {...group} isWrong={fields.some((field) => get(errors, field) !== undefined)} />;
}

/** "12 lb · Fragile", or null where nothing is said. */
export function summaryOf(...parts: (string | false | undefined)[]): string | null {
  const said = parts.filter((part) => typeof part === 'string' && part.trim() !== '');
  return said.length === 0 ? null : said.join(' · ');
}
