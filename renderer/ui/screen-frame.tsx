// The frame of a whole screen beside the desk (outbox, connections, settings): title, actions, a body that scrolls.

import type { ReactNode } from 'react';
import classes from './screen-frame.module.css';

interface Props {
  title: string;
  /** What this screen is for, in one line. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function ScreenFrame({ title, lead, actions, children }: Props) {
  return (
    <div className={classes.screen}>
      <div className={classes.page}>
        <header className={classes.head}>
          <div>
            <h1 className={classes.title}>{title}</h1>
            {lead !== undefined && <p className={classes.lead}>{lead}</p>}
          </div>
          {actions !== undefined && <div className={classes.actions}>{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}
