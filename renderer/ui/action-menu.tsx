// A menu at a point: opened by a right click, or by Shift+F10 or the menu key at the row the keyboard stands on.
// Items that cannot be used now stay and say why.

import { Menu } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import classes from './action-menu.module.css';
import { KeyHint } from './key-hint.tsx';

export interface MenuAction {
  label: string;
  icon?: ReactNode;
  keys?: string;
  off?: string | null;
  run: () => void;
}

interface Props {
  /** Where, in the window; null while closed. */
  at: { x: number; y: number } | null;
  label: string;
  /** Groups, with a line between them. */
  groups: readonly (readonly MenuAction[])[];
  onClose: () => void;
}

export function ActionMenu({ at, label, groups, onClose }: Props) {
  return (
    <Menu
      opened={at !== null}
      onChange={(opened) => {
        if (!opened) onClose();
      }}
      position="bottom-start"
      offset={2}
      returnFocus
      withInitialFocusPlaceholder={false}
      width={260}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          className={classes.point}
          style={{ left: at?.x ?? 0, top: at?.y ?? 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {groups
          .filter((group) => group.length > 0)
          .map((group, index) => (
            <Fragment key={group[0]?.label}>
              {index > 0 && <Menu.Divider />}
              {group.map((action) => (
                <Menu.Item
                  key={action.label}
                  leftSection={action.icon}
                  rightSection={action.keys === undefined ? undefined : <KeyHint keys={action.keys} />}
                  disabled={action.off != null}
                  onClick={action.run}
                >
                  {action.label}
                  {action.off != null && <span className={classes.reason}>{action.off}</span>}
                </Menu.Item>
              ))}
            </Fragment>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
