// The frame of a panel that opens from the right (a job, a form): title, its own actions, close; a body that scrolls and
// a foot that stays.

import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './panel-frame.module.css';
import { texts } from './texts.ts';
import { ToolButton } from './tool-button.tsx';

interface Props {
  title: ReactNode;
  /** One line under the title. */
  subtitle?: ReactNode;
  actions?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
  onClose: () => void;
}

export function PanelFrame({ title, subtitle, actions, foot, children, onClose }: Props) {
  return (
    <div className={classes.panel}>
      <header className={classes.head}>
        <div className={classes.titles}>
          <h2 className={classes.title}>{title}</h2>
          {subtitle !== undefined && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        {actions}
        <ToolButton label={texts.close} keys="Escape" onClick={onClose}>
          <IconX size={16} />
        </ToolButton>
      </header>
      <div className={classes.body}>{children}</div>
      {foot !== undefined && <footer className={classes.foot}>{foot}</footer>}
    </div>
  );
}
