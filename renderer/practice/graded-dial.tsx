// One dial with a few positions, and its name beside it.

import { SegmentedControl } from '@mantine/core';
import classes from './practice.module.css';
import type { Choices } from './texts.ts';

interface Props {
  label: string;
  choices: Choices;
  /** None is marked when it is no choice: another program may have set it. */
  value: number;
  onChoose: (value: number) => void;
}

export function GradedDial({ label, choices, value, onChoose }: Props) {
  return (
    <div className={classes.dial}>
      <span>{label}</span>
      <SegmentedControl
        aria-label={label}
        data={choices.map(([each, word]) => ({ value: String(each), label: word }))}
        value={String(value)}
        onChange={(chosen) => onChoose(Number(chosen))}
      />
    </div>
  );
}
