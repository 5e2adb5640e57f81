// Practice or live.

import { SegmentedControl } from '@mantine/core';
import { useId, useState } from 'react';
import { useAlert, useDesk, useDeskStore } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SettingRow } from './setting-row.tsx';
import { texts } from './texts.ts';

const CHOICES = ['practice', 'live'] as const;

export function WorkspaceSection() {
  const { actions } = useDesk();
  const workspace = useDeskStore('host', (state) => state.hello?.workspace ?? null);
  const [alert, dismiss] = useAlert('workspace');
  const [opening, setOpening] = useState<string | null>(null);
  const id = useId();

  async function open(wanted: (typeof CHOICES)[number]) {
    setOpening(wanted);
    await actions.openWorkspace(wanted);
    setOpening(null);
  }

  return (
    <SettingRow
      id={id}
      label={texts.workspace.label}
      hint={texts.workspace.hint}
      status={opening !== null && texts.workspace.opening}
      below={alert !== undefined && <ProblemNote problem={alert} onDismiss={dismiss} />}
    >
      <SegmentedControl
        aria-labelledby={`${id}-label`}
        value={opening ?? workspace ?? ''}
        disabled={opening !== null}
        onChange={(wanted) => void open(wanted as (typeof CHOICES)[number])}
        data={CHOICES.map((choice) => ({ value: choice, label: texts.workspace[choice] }))}
      />
    </SettingRow>
  );
}
