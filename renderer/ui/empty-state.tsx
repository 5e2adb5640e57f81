// Nothing to show: says why, and offers the next step.

import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface Props {
  title: string;
  children?: ReactNode;
  /** Buttons. */
  actions?: ReactNode;
}

export function EmptyState({ title, children, actions }: Props) {
  return (
    <div className={classes.empty} role="status">
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.why}>{children}</div>}
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
