// Names with values, as many as wanted: a label's own fields, and what a service option takes besides.

import { Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { ToolButton } from '../ui/tool-button.tsx';
import { emptyPair, type PairDraft } from './draft.ts';
import classes from './labels.module.css';
import { texts } from './texts.ts';

interface Props {
  pairs: readonly PairDraft[];
  words: { name: string; value: string; add: string };
  onChange: (pairs: PairDraft[]) => void;
}

export function PairFields({ pairs, words, onChange }: Props) {
  const set = (index: number, change: Partial<PairDraft>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...change } : pair)));
  return (
    <>
      {pairs.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair is known by its place alone while its name is typed
        <div key={index} className={classes.credential}>
          <TextInput
            label={words.name}
            autoComplete="off"
            value={name}
            onChange={(event) => set(index, { name: event.currentTarget.value })}
          />
          <TextInput
            label={words.value}
            autoComplete="off"
            value={value}
            onChange={(event) => set(index, { value: event.currentTarget.value })}
          />
          <ToolButton
            label={texts.removeCredential(name)}
            onClick={() => onChange(pairs.filter((_, at) => at !== index))}
          >
            <IconX size={14} />
          </ToolButton>
        </div>
      ))}
      <div>
        <Button size="compact-xs" onClick={() => onChange([...pairs, emptyPair])}>
          {words.add}
        </Button>
      </div>
    </>
  );
}
