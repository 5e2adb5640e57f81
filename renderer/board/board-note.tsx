// What became of something that was done to several jobs, above the list: a sentence, what failed, a way back.

import { Button, CloseButton } from '@mantine/core';
import classes from './board-note.module.css';
import { texts } from './texts.ts';

export interface BoardNoteContent {
  sentence: string;
  /** What did not work, a line each. */
  lines?: readonly string[];
  undo?: () => void;
}

export function BoardNote({
  sentence,
  lines = [],
  undo,
  onClose,
}: BoardNoteContent & { onClose: () => void }) {
  return (
    <div className={classes.note} role="status">
      <div className={classes.body}>
        {sentence}
        {lines.length > 0 && (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      {undo !== undefined && (
        <Button
          size="compact-xs"
          onClick={() => {
            onClose();
            undo();
          }}
        >
          {texts.selection.undo}
        </Button>
      )}
      <CloseButton aria-label={texts.cancel.close} onClick={onClose} />
    </div>
  );
}
