// One line that loses its middle when there is no room: beginning and end say more than the first half. The end goes
// last. The whole on hover.

import classes from './middle-cut.module.css';

interface Props {
  text: string;
  /** So many characters at the end stay. */
  tail?: number;
}

export function MiddleCut({ text, tail = 14 }: Props) {
  const cut = Math.max(0, text.length - tail);
  return (
    <span className={classes.whole} title={text}>
      <span className={classes.head}>{text.slice(0, cut)}</span>
      <span className={classes.tail}>{text.slice(cut)}</span>
    </span>
  );
}
