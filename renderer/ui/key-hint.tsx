// The keys of a shortcut as small caps ("Ctrl K"). Decoration: the element it stands in names the action.

import classes from './key-hint.module.css';
import { spellKeys } from './use-shortcut.ts';

export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={classes.keys} aria-hidden="true">
      {spellKeys(keys).map((key) => (
        <kbd key={key} className={classes.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
