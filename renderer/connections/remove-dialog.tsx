// Asks before a connection is removed: says what becomes of its jobs and its token, and how many are not finished.

import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Connection } from '../../shared/domain/connection.ts';
import type { JobPhase } from '../../shared/domain/job-status.ts';
import { useAlert, useDesk } from '../state/use-desk.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import classes from './connections.module.css';
import { texts } from './texts.ts';

interface Props {
  connection: Connection;
  opened: boolean;
  onClose: () => void;
}

const UNFINISHED: JobPhase[] = ['attention', 'moving', 'waiting', 'preparing'];

export function RemoveDialog({ connection: { id, label }, opened, onClose }: Props) {
  const { actions, navigation } = useDesk();
  const [alert] = useAlert(`connection:${id}`);
  const [unfinished, setUnfinished] = useState<number | null>(null);

  useEffect(() => {
    if (!opened) return;
    const abort = new AbortController();
    const view = { connectionIds: [id], phases: UNFINISHED, group: 'none' as const };
    void actions.findJobs({ view, offset: 0, limit: 1 }, abort.signal).then((outcome) => {
      if (outcome.ok && !abort.signal.aborted) setUnfinished(outcome.value.total);
    });
    return () => abort.abort();
  }, [actions, id, opened]);

  return (
    <ConfirmDialog
      opened={opened}
      title={texts.removeTitle(label)}
      doIt={texts.removeIt}
      keepIt={texts.keepIt}
      impossible={alert?.code === 'CONFLICT'}
      onClose={onClose}
      onConfirm={() => actions.removeConnection(id)}
    >
      <div className={classes.dialog}>
        <p>{texts.removeMeans}</p>
        {unfinished !== null && <p>{texts.removeOpen(unfinished)}</p>}
        {alert !== undefined && (
          <ProblemNote problem={alert}>
            {alert.code === 'CONFLICT' && (
              <Button onClick={() => navigation.show('outbox')}>{texts.toOutbox}</Button>
            )}
          </ProblemNote>
        )}
      </div>
    </ConfirmDialog>
  );
}
