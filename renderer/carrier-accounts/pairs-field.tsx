// Pairs of a key and a value, to be added and taken out: metadata, and credentials whose names are free.

import { Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { SecretInput } from '../ui/secret-input.tsx';
import { ToolButton } from '../ui/tool-button.tsx';
import type { MetadataPair } from './account-shape.ts';
import classes from './carrier-accounts.module.css';
import { texts } from './texts.ts';

interface Props {
  legend: string;
  hint?: string;
  keyLabel: string;
  valueLabel: string;
  addLabel: string;
  secret?: boolean;
  error?: string | null;
  pairs: readonly MetadataPair[];
  onChange: (pairs: MetadataPair[]) => void;
}

export function PairsField(props: Props) {
  const { legend, hint, keyLabel, valueLabel, addLabel, secret = false, error, pairs, onChange } = props;
  const set = (index: number, change: Partial<MetadataPair>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...change } : pair)));
  return (
    <fieldset className={classes.pairs}>
      <legend>{legend}</legend>
      {hint !== undefined && <p className={classes.second}>{hint}</p>}
      {pairs.map(({ key, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair is known by its place alone while its key is typed
        <div key={index} className={classes.pair}>
          <TextInput
            label={keyLabel}
            autoComplete="off"
            value={key}
            onChange={(event) => set(index, { key: event.currentTarget.value })}
          />
          {secret ? (
            <SecretInput label={valueLabel} value={text} onChange={(value) => set(index, { text: value })} />
          ) : (
            <TextInput
              label={valueLabel}
              autoComplete="off"
              value={text}
              onChange={(event) => set(index, { text: event.currentTarget.value })}
            />
          )}
          <ToolButton
            label={texts.removePair(key)}
            onClick={() => onChange(pairs.filter((_, at) => at !== index))}
          >
            <IconX size={14} />
          </ToolButton>
        </div>
      ))}
      {error !== undefined && error !== null && (
        <p className={classes.problem} role="alert">
          {error}
        </p>
      )}
      <Button size="compact-xs" onClick={() => onChange([...pairs, { key: '', text: '' }])}>
        {addLabel}
      </Button>
    </fieldset>
  );
}
