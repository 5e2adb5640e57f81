// The first line of a command: its mark, what it is, which job, whose account, and its age.

import type { ReactNode } from 'react';
import type { CommandState } from '../../shared/domain/command.ts';
import type { Severity } from '../../shared/domain/job-status.ts';
import type { OutboxEntry as Entry } from '../state/stores.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { ProviderMark } from '../ui/provider-mark.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './outbox.module.css';
import { stateWords, texts } from './texts.ts';

const SEVERITIES: Record<CommandState, Severity> = {
  queued: 'off',
  sending: 'moving',
  unknown: 'caution',
  failed: 'critical',
  done: 'done',
  discarded: 'off',
};

export function EntryHead({ entry: { command, job }, age }: { entry: Entry; age: ReactNode }) {
  const { navigation } = useDesk();
  const label = useDeskStore(
    'connections',
    ({ connections }) => connections.find(({ id }) => id === command.connectionId)?.label,
  );
  const name = job === null ? null : nameOf(job);
  return (
    <div className={classes.head}>
      <SeverityMark severity={SEVERITIES[command.state]} slashed={command.state === 'discarded'} />
      <span className={classes.state}>{stateWords(command)}</span>
      {name === null ? (
        <span className={classes.second}>{texts.jobGone}</span>
      ) : (
        <button
          type="button"
          data-main
          className={classes.job}
          title={texts.openJob(name)}
          onClick={() => navigation.openJob(command.jobId)}
        >
          {name}
        </button>
      )}
      <span className={classes.recipient}>{job?.recipient}</span>
      <span className={classes.connection}>
        <ProviderMark provider={command.provider} /> {label ?? texts.connectionGone}
      </span>
      <span className={classes.age}>{age}</span>
    </div>
  );
}

/** "BILL-7", or whatever else the job is known by. */
function nameOf({ reference, externalIds, id }: NonNullable<Entry['job']>): string {
  return (
    reference ??
    externalIds.externalId ??
    externalIds.trackingId ??
    externalIds.requestId ??
    externalIds.jobId ??
    id
  );
}
