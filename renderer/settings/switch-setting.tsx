// A setting that is on or off.

import { Switch } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { SettingsChange } from '../../shared/contract/settings.ts';
import { SettingProblem } from './setting-problem.tsx';
import { SettingRow } from './setting-row.tsx';
import { texts } from './texts.ts';
import { useKeepSetting } from './use-keep-setting.ts';

interface Props {
  label: string;
  hint?: string;
  checked: boolean;
  disabled?: boolean;
  change: (checked: boolean) => SettingsChange;
  /** Beside keeping it; called from the click itself. */
  onSwitch?: (checked: boolean) => void;
  below?: ReactNode;
}

export function SwitchSetting({ label, hint, checked, disabled, change, onSwitch, below }: Props) {
  const id = useId();
  const { state, problem, keep } = useKeepSetting();
  return (
    <SettingRow
      id={id}
      htmlFor={id}
      label={label}
      hint={hint}
      status={state === 'kept' && texts.saved}
      below={
        <>
          <SettingProblem problem={problem} />
          {below}
        </>
      }
    >
      <Switch
        id={id}
        checked={checked}
        disabled={disabled ?? false}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => {
          const wanted = event.currentTarget.checked;
          onSwitch?.(wanted);
          void keep(change(wanted));
        }}
      />
    </SettingRow>
  );
}
