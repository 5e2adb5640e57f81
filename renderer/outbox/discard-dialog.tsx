// Asks before a command is given up, and says what that means in the state it is in. One whose fate nobody knows is
// given up only after the person has said that they have looked for themselves.

import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Command } from '../../shared/domain/command.ts';
import { PROVIDER_LABELS } from '../../shared/domain/provider-name.ts';
import { useAlert, useDesk } from '../state/use-desk.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { discardMeaning } from './command-acts.ts';
import classes from './outbox.module.css';
import { texts } from './texts.ts';

interface Props {
  command: Command;
  /** Commands that wait for this one and go with it. */
  followers: number;
  opened: boolean;
  onClose: () => void;
}

export function DiscardDialog({ command, followers, opened, onClose }: Props) {
  const { actions } = useDesk();
  const [looked, setLooked] = useState(false);
  const [alert] = useAlert(`command:${command.id}`);
  const meaning = discardMeaning(command);
  const isUnknown = meaning === 'unknown';

  function close() {
    setLooked(false);
    onClose();
  }

  return (
    <ConfirmDialog
      opened={opened}
      title={texts.discardTitle[command.kind]}
      doIt={texts.discardIt}
      keepIt={texts.keepIt}
      ready={!isUnknown || looked}
      onClose={close}
      onConfirm={async () => {
        const outcome = await actions.discardCommand(command.id, isUnknown && looked);
        if (outcome.ok) close();
      }}
    >
      <div className={classes.dialog}>
        <p>{texts.means[command.kind][meaning]}</p>
        {followers > 0 && <p>{texts.followers(followers)}</p>}
        {isUnknown && (
          <>
            <p>{texts.better}</p>
            <Checkbox
              checked={looked}
              label={texts.looked(PROVIDER_LABELS[command.provider].word)}
              onChange={(event) => setLooked(event.currentTarget.checked)}
            />
          </>
        )}
        {alert !== undefined && <ProblemNote problem={alert} />}
      </div>
    </ConfirmDialog>
  );
}
