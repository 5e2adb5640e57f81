// What can be done with the job, and why not when it cannot.

import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconBan,
  IconCopyPlus,
  IconPencil,
  IconRefresh,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ProviderName } from '../../shared/domain/provider-name.ts';
import { changeObstacle, isNeverAccepted } from '../state/change-obstacle.ts';
import { useDesk } from '../state/use-desk.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import classes from './job.module.css';
import { jobName } from './job-name.ts';
import { texts } from './texts.ts';
import { useJob } from './use-job.ts';

interface Act {
  label: string;
  keys?: string;
  icon: TablerIcon;
  /** Why not; null while it can be done. */
  off: string | null;
  busy?: boolean;
  run: () => void;
}

/** `hasKeys`: whether a key pressed now is meant for this panel. */
export function JobActions({ hasKeys }: { hasKeys: (key: string) => boolean }) {
  const { actions, navigation } = useDesk();
  const { job, commands } = useJob();
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<string | null>(null);
  const [cancelling, setCancelling] = useState(false);
  const neverAccepted = isNeverAccepted(commands);
  // Nobody moves a parcel for us: it is followed and let go, which its own part of the panel does.
  const isParcel = job.provider === 'aftership';
  const cannotEdit = changeObstacle(job, commands, 'edit');
  const cannotCancel = changeObstacle(job, commands, 'cancel');
  const { requestId, jobId, externalId, trackingId } = job.externalIds;
  const known = [requestId, jobId, externalId, trackingId, job.reference].some((id) => id !== null);

  async function refresh() {
    if (asking) return;
    setAsking(true);
    setAnswer(null);
    const outcome = await actions.refreshJobs([job.id]);
    setAsking(false);
    const [result] = outcome.ok ? outcome.value.results : [];
    setAnswer(outcome.ok ? (result?.message ?? texts.refreshed) : outcome.problem.sentence);
  }

  const acts: Record<'refresh' | 'edit' | 'duplicate' | 'cancel' | 'archive', Act> = {
    refresh: {
      label: texts.refresh,
      keys: 'r',
      icon: IconRefresh,
      off: known && !neverAccepted ? null : texts.refreshNotYet,
      busy: asking,
      run: () => void refresh(),
    },
    edit: {
      label: neverAccepted ? texts.correct : texts.edit,
      keys: 'e',
      icon: IconPencil,
      off: cannotEdit,
      run: () => navigation.compose({ kind: 'edit', jobId: job.id }),
    },
    duplicate: {
      label: texts.duplicate,
      keys: 'd',
      icon: IconCopyPlus,
      off: CAN_DUPLICATE.has(job.provider) ? null : texts.duplicateOff,
      run: () => navigation.compose({ kind: 'duplicate', jobId: job.id }),
    },
    cancel: {
      label: texts.cancel,
      keys: 'c',
      icon: IconBan,
      off: cannotCancel,
      run: () => setCancelling(true),
    },
    archive: {
      label: job.archived ? texts.unarchive : texts.archive,
      icon: job.archived ? IconArchiveOff : IconArchive,
      off: null,
      run: () => void actions.archiveJobs([job.id], !job.archived),
    },
  };

  return (
    <>
      <div className={classes.actions}>
        <ActButton act={acts.edit} hasKeys={hasKeys} />
        {!isParcel && (
          <>
            <ActButton act={acts.duplicate} hasKeys={hasKeys} />
            <ActButton act={acts.cancel} hasKeys={hasKeys} />
          </>
        )}
        <span className={classes.grow} />
        <ActButton act={acts.refresh} hasKeys={hasKeys} small />
        <ActButton act={acts.archive} hasKeys={hasKeys} small />
      </div>
      <OffReasons edit={cannotEdit} cancel={isParcel ? null : cannotCancel} />
      {answer !== null && (
        <p className={classes.second} role="status">
          {answer}
        </p>
      )}
      <ConfirmDialog
        opened={cancelling}
        title={texts.cancelTitle}
        doIt={texts.cancelDo}
        keepIt={texts.cancelKeep}
        onClose={() => setCancelling(false)}
        onConfirm={async () => {
          await actions.cancelJob(job);
          setCancelling(false);
        }}
      >
        <p className={classes.words}>
          <b>{texts.cancelWhat(jobName(job), job.recipient)}</b>
        </p>
        <p>
          {neverAccepted
            ? texts.cancelUnsent
            : job.provider === 'shipping-order'
              ? texts.cancelShipment
              : texts.cancelHow}
        </p>
      </ConfirmDialog>
    </>
  );
}

/** What can be ordered once more from here; a parcel is there only once. */
const CAN_DUPLICATE: ReadonlySet<ProviderName> = new Set(['twinjet', 'shipping-order']);

interface ButtonProps {
  act: Act;
  hasKeys: (key: string) => boolean;
  /** Only its icon; the word stands in the tooltip. */
  small?: boolean;
}

function ActButton({ act, hasKeys, small = false }: ButtonProps) {
  const Icon = act.icon;
  const { keys } = act;
  const common = {
    'aria-disabled': act.off !== null || undefined,
    className: classes.act ?? '',
    'data-small': small || undefined,
    onClick: () => {
      if (act.off === null) act.run();
    },
  };
  useShortcut(
    keys === undefined
      ? null
      : {
          keys,
          label: act.label,
          group: texts.shortcuts,
          run: () => {
            if (!hasKeys(keys)) return false;
            if (act.off === null) act.run();
            return true;
          },
        },
  );
  return (
    <Tooltip
      label={
        <span className={classes.tip}>
          {act.off ?? act.label}
          {keys !== undefined && <KeyHint keys={keys} />}
        </span>
      }
      multiline
      maw={320}
    >
      {small ? (
        <ActionIcon {...common} loading={act.busy === true} aria-label={act.label}>
          <Icon size={16} />
        </ActionIcon>
      ) : (
        <Button {...common} loading={act.busy === true} leftSection={<Icon size={14} />}>
          {act.label}
        </Button>
      )}
    </Tooltip>
  );
}

function OffReasons({ edit, cancel }: { edit: string | null; cancel: string | null }) {
  if (edit === null && cancel === null) return null;
  if (edit !== null && cancel !== null) {
    // The two sentences differ in one word where they have the same cause.
    return (
      <p className={classes.second}>
        {texts.cannotBoth} {edit.replace('be changed', 'be changed or cancelled')}
      </p>
    );
  }
  return (
    <p className={classes.second}>
      {edit === null ? texts.cannotCancel : texts.cannotEdit} {edit ?? cancel}
    </p>
  );
}
