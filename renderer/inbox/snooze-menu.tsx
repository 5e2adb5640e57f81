// Until when an entry is put off.

import { useRef } from 'react';
import { ActionMenu } from '../ui/action-menu.tsx';
import { currentTime } from '../ui/clock.ts';
import { SNOOZES, snoozeUntil } from './snooze-times.ts';
import { texts } from './texts.ts';

interface Props {
  at: { x: number; y: number } | null;
  onChoose: (untilAt: number) => void;
  /** Without a choice: the entry keeps the keyboard. */
  onCancel: () => void;
}

export function SnoozeMenu({ at, onChoose, onCancel }: Props) {
  const chosen = useRef(false);
  return (
    <ActionMenu
      at={at}
      label={texts.snoozeMenu}
      groups={[
        SNOOZES.map((name) => ({
          label: texts.snoozeTimes[name],
          run: () => {
            chosen.current = true;
            onChoose(snoozeUntil(name, currentTime()));
          },
        })),
      ]}
      onClose={() => {
        if (!chosen.current) onCancel();
        chosen.current = false;
      }}
    />
  );
}
