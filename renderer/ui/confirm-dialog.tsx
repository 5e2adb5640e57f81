// Asks before something that cannot be taken back. The buttons say what they do ("Cancel 3 jobs", "Keep them"), so that
// nobody mistakes cancelling a job for closing the dialog.

import { Button, Group, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';

interface Props {
  opened: boolean;
  title: string;
  /** What the button that does it says, and the one that does not. */
  doIt: string;
  keepIt: string;
  /** Nothing can be done: only the way back is offered. */
  impossible?: boolean;
  /** False while something in the dialog must be said first; the button then stays, switched off. */
  ready?: boolean;
  children: ReactNode;
  /** The dialog stays and shows that it works until this is done. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

export function ConfirmDialog({
  opened,
  title,
  doIt,
  keepIt,
  impossible,
  ready = true,
  children,
  onConfirm,
  onClose,
}: Props) {
  const [working, setWorking] = useState(false);
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered size={460}>
      {children}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button onClick={onClose} data-autofocus>
          {keepIt}
        </Button>
        {!impossible && (
          <Button
            variant="filled"
            loading={working}
            disabled={!ready}
            onClick={async () => {
              setWorking(true);
              await onConfirm();
              setWorking(false);
            }}
          >
            {doIt}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
