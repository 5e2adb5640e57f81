// A sentence beside what it is about, with what can be done about it. `caution` for what needs a look, plain for what
// is only good to know. For failures of a call there is problem-note.tsx.

import type { ReactNode } from 'react';
import { SeverityMark } from './severity-mark.tsx';
import classes from './side-note.module.css';

interface Props {
  kind?: 'plain' | 'caution';
  /** Read aloud as soon as it appears. */
  announce?: boolean;
  /** Buttons. */
  actions?: ReactNode;
  children: ReactNode;
}

export function SideNote({ kind = 'plain', announce = false, actions, children }: Props) {
  return (
    <div className={classes.note} data-kind={kind} role={announce ? 'alert' : undefined}>
      {kind === 'caution' && <SeverityMark severity="caution" />}
      <div className={classes.body}>{children}</div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
