// One line that loses its middle when there is no room: beginning and end of an address say more than its half.
// The whole on hover.

import classes from './middle-cut.module.css';

/** So many characters at the end stay. */
const TAIL = 14;

export function MiddleCut({ text, title = text }: { text: string; title?: string }) {
  const cut = Math.max(0, text.length - TAIL);
  return (
    <span className={classes.whole} title={title}>
      <span className={classes.head}>{text.slice(0, cut)}</span>
      <span className={classes.tail}>{text.slice(cut)}</span>
    </span>
  );
}
