// What can be done with a parcel beside changing it: track again (with its count), mark as completed, delete. Each says
// why not while it cannot. Part of the job panel, put there by the frame.

import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { AFTERSHIP_REASONS, type AfterShipReason, MOST_RETRACKS } from '../../shared/contract/aftership.ts';
import { changeObstacle, isNeverAccepted } from '../state/change-obstacle.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import parts from '../ui/panel-form.module.css';
import { texts } from './texts.ts';
import classes from './trackings.module.css';

export function ParcelActions() {
  const { actions } = useDesk();
  const detail = useDeskStore('job', (state) => state.detail);
  const [asking, setAsking] = useState<'complete' | 'remove' | null>(null);
  const [reason, setReason] = useState<AfterShipReason>('DELIVERED');
  if (detail === null) return null;
  const { job, commands } = detail;
  const neverAccepted = isNeverAccepted(commands);
  const used = commands.filter(({ kind, state }) => kind === 'retrack' && state === 'done').length;
  const left = Math.max(0, MOST_RETRACKS - used);
  const off = {
    retrack: left === 0 ? texts.noneLeft : changeObstacle(job, commands, 'retrack'),
    complete: changeObstacle(job, commands, 'complete'),
    remove: changeObstacle(job, commands, 'delete'),
  };
  const reasons = [
    [texts.retrackOff, off.retrack],
    [texts.completeOff, off.complete],
    [texts.removeOff, off.remove],
  ] as const;
  return (
    <div className={classes.part}>
      <div className={classes.actions}>
        {!neverAccepted && (
          <>
            <Act label={texts.retrack} off={off.retrack} run={() => void actions.parcels.retrack(job.id)} />
            <span className={parts.hint}>{texts.retracksLeft(left, MOST_RETRACKS)}</span>
            <Act label={texts.complete} off={off.complete} run={() => setAsking('complete')} />
          </>
        )}
        <Act label={texts.remove} off={off.remove} run={() => setAsking('remove')} />
      </div>
      {!neverAccepted &&
        reasons.map(
          ([what, why]) =>
            why !== null && (
              <p key={what} className={parts.hint}>
                {what} {why}
              </p>
            ),
        )}
      <ConfirmDialog
        opened={asking === 'complete'}
        title={texts.completeTitle}
        doIt={texts.completeDo}
        keepIt={texts.completeKeep}
        onClose={() => setAsking(null)}
        onConfirm={async () => {
          await actions.parcels.complete(job.id, reason);
          setAsking(null);
        }}
      >
        <p>{texts.completeHow}</p>
        <Radio.Group
          value={reason}
          onChange={(value) => setReason(value as AfterShipReason)}
          aria-label={texts.completeTitle}
        >
          <div className={classes.reasons}>
            {AFTERSHIP_REASONS.map((one) => (
              <Radio
                key={one}
                value={one}
                size="xs"
                label={texts.reasons[one].label}
                description={texts.reasons[one].becomes}
              />
            ))}
          </div>
        </Radio.Group>
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'remove'}
        title={texts.removeTitle}
        doIt={texts.removeDo}
        keepIt={texts.removeKeep}
        onClose={() => setAsking(null)}
        onConfirm={async () => {
          await actions.parcels.remove(job.id);
          setAsking(null);
        }}
      >
        <p>{neverAccepted ? texts.removeUnsent : texts.removeHow}</p>
      </ConfirmDialog>
    </div>
  );
}

/** Off, it can still be reached by the keyboard: the reason stands below. */
function Act({ label, off, run }: { label: string; off: string | null; run: () => void }) {
  return (
    <Button
      className={classes.act ?? ''}
      aria-disabled={off !== null || undefined}
      onClick={() => {
        if (off === null) run();
      }}
    >
      {label}
    </Button>
  );
}
