// A button that is only an icon: its name and its key stand in the tooltip. When it is off it says why.

import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeyHint } from './key-hint.tsx';
import classes from './tool-button.module.css';

interface Props {
  label: string;
  children: ReactNode;
  keys?: string;
  active?: boolean;
  /** Why it cannot be used now; it stays reachable, so that the reason can be read. */
  off?: string | null;
  onClick: (event: React.MouseEvent<HTMLButtonElement>) => void;
}

export function ToolButton({ label, children, keys, active, off = null, onClick }: Props) {
  return (
    <Tooltip
      label={
        <span className={classes.tip}>
          {off ?? label}
          {keys !== undefined && <KeyHint keys={keys} />}
        </span>
      }
    >
      <ActionIcon
        aria-label={label}
        aria-pressed={active}
        aria-disabled={off !== null || undefined}
        data-active={active || undefined}
        className={classes.button}
        onClick={(event) => {
          if (off === null) onClick(event);
        }}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
