// One field of the form of a new label: a text, a date or a choice, with what is wrong with it. It knows its message by
// its path, so that no part in between has to hand it on.

import { NativeSelect, TextInput } from '@mantine/core';
import { createContext, useContext } from 'react';
import type { PlacedMessages } from './place-messages.ts';

const Messages = createContext<PlacedMessages['at']>(new Map());
export const MessagesOf = Messages.Provider;

export function useMessageAt(): (path: string) => string | null {
  const at = useContext(Messages);
  return (path) => at.get(path) ?? null;
}

/** What is wrong under these paths, in one text; "" where nothing is. */
export function useWrong(...paths: string[]): string {
  const at = useContext(Messages);
  return [...at]
    .filter(([field]) => paths.some((path) => field === path || field.startsWith(`${path}.`)))
    .map(([field, message]) => `${field} ${message}`)
    .join(' ');
}

interface Props {
  path: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Of twelve. */
  span?: number;
  hint?: string;
  type?: 'date';
  /** Where the label alone would be said twice on the form. */
  spoken?: string;
  /** A choice of these. */
  options?: readonly (string | { value: string; label: string })[];
  /** Values that are offered while something else can be typed. */
  offered?: readonly string[];
}

export function FormField(props: Props) {
  const { path, label, value, onChange, span = 6, hint, type, spoken, options, offered } = props;
  const error = useMessageAt()(path);
  const common = {
    size: 'xs',
    wrapperProps: { 'data-span': span },
    label,
    value,
    error,
    description: hint,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input')[],
    ...(spoken === undefined ? {} : { 'aria-label': spoken }),
  };
  if (options !== undefined) {
    return (
      <NativeSelect
        {...common}
        data={[...options]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const list = offered === undefined ? undefined : `offered-${path}`;
  return (
    <>
      <TextInput
        {...common}
        {...(type === undefined ? {} : { type })}
        {...(list === undefined ? {} : { list })}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {offered !== undefined && (
        <datalist id={list}>
          {offered.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </>
  );
}
