// The ready labels of an account, to be taken in or left out: of a manifest, of a pick-up.

import { Checkbox } from '@mantine/core';
import { ProblemNote } from '../ui/problem-note.tsx';
import { labelName } from './label-list.tsx';
import classes from './labels.module.css';
import { texts } from './texts.ts';
import type { useReadyLabels } from './use-ready-labels.ts';

interface ReadyProps {
  ready: ReturnType<typeof useReadyLabels>;
  isIn: (id: string) => boolean;
  onToggle: (id: string) => void;
}

export function ReadyLabels({ ready, isIn, onToggle }: ReadyProps) {
  const { labels, problem, reload } = ready;
  return (
    <fieldset className={classes.group}>
      <legend>{texts.readyLabels}</legend>
      {problem !== null && <ProblemNote problem={problem} onRetry={reload} />}
      {labels === null && problem === null && <p className={classes.second}>{texts.loading}</p>}
      {labels?.length === 0 && <p className={classes.second}>{texts.noReadyLabels}</p>}
      {labels !== null && labels.length > 0 && (
        <div className={classes.choices}>
          {labels.map((label) => (
            <Checkbox
              key={label.id}
              label={[labelName(label), ...label.references].join(', ')}
              checked={isIn(label.id)}
              onChange={() => onToggle(label.id)}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}
