// A setting with a few values to choose from, all in sight.

import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import type { SettingsChange } from '../../shared/contract/settings.ts';
import { SettingProblem } from './setting-problem.tsx';
import { SettingRow } from './setting-row.tsx';
import { texts } from './texts.ts';
import { useKeepSetting } from './use-keep-setting.ts';

interface Props<Value extends string> {
  label: string;
  hint?: string;
  /** Values with their words, in the order in which they are shown. */
  choices: Readonly<Record<Value, string>>;
  value: Value;
  change: (value: Value) => SettingsChange;
}

export function ChoiceSetting<Value extends string>({ label, hint, choices, value, change }: Props<Value>) {
  const id = useId();
  const { state, problem, keep } = useKeepSetting();
  return (
    <SettingRow
      id={id}
      label={label}
      hint={hint}
      status={state === 'kept' && texts.saved}
      below={<SettingProblem problem={problem} />}
    >
      <SegmentedControl
        aria-labelledby={`${id}-label`}
        value={value}
        onChange={(chosen) => void keep(change(chosen as Value))}
        data={Object.entries<string>(choices).map(([choice, words]) => ({ value: choice, label: words }))}
      />
    </SettingRow>
  );
}
