// One job, whole: how it stands, what can be done, where it goes, all that happened. Opened by the frame; its data are
// kept fresh by renderer/state. It asks the core for nothing itself.

import { Button } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import type { JobId } from '../../shared/domain/ids.ts';
import { isOpen, labelOf, phaseOf, severityOf } from '../../shared/domain/job-status.ts';
import { PROVIDER_LABELS } from '../../shared/domain/provider-name.ts';
import { isOld } from '../../shared/domain/time.ts';
import type { JobDetail } from '../state/stores.ts';
import { useAlert, useDesk, useDeskStore } from '../state/use-desk.ts';
import { useTick } from '../ui/clock.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ProviderMark } from '../ui/provider-mark.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { Waiting } from '../ui/waiting.tsx';
import classes from './job.module.css';
import { JobActions } from './job-actions.tsx';
import { JobClock } from './job-clock.tsx';
import { JobCommands } from './job-commands.tsx';
import { JobCourier } from './job-courier.tsx';
import { JobDetails, JobIds, JobRemarks, JobRoute } from './job-facts.tsx';
import { JobLinked } from './job-linked.tsx';
import { JobNotes } from './job-notes.tsx';
import { JobRaw } from './job-raw.tsx';
import { JobTimeline } from './job-timeline.tsx';
import { texts } from './texts.ts';
import { JobContext, useJob, useJobLoading } from './use-job.ts';

interface Props {
  jobId: JobId;
  /** The courier on a small map. */
  miniMap?: ReactNode;
  /** What only the job's own system can do, and what only it tells. */
  providerActions?: ReactNode;
  providerPart?: ReactNode;
}

export function JobPanel({ jobId, ...parts }: Props) {
  const { navigation } = useDesk();
  const { detail, problem } = useJobLoading(jobId);
  if (detail !== null) return <WholeJob key={jobId} detail={detail} {...parts} />;
  return (
    <PanelFrame title={texts.loading} onClose={() => navigation.closePanel()}>
      {problem === null && <Waiting heights={[48, 28, 72, 72, 160]} label={texts.loading} />}
      {problem?.code === 'NOT_FOUND' && (
        <EmptyState
          title={texts.gone}
          actions={<Button onClick={() => navigation.closePanel()}>{texts.close}</Button>}
        >
          {texts.goneWhy}
        </EmptyState>
      )}
      {problem !== null && problem.code !== 'NOT_FOUND' && (
        <ProblemNote
          problem={problem}
          onRetry={() => {
            navigation.closePanel();
            navigation.openJob(jobId);
          }}
        />
      )}
    </PanelFrame>
  );
}

function WholeJob({
  detail,
  miniMap,
  providerActions,
  providerPart,
}: { detail: JobDetail } & Omit<Props, 'jobId'>) {
  const { navigation, stores } = useDesk();
  const { job } = detail;
  const whole = useRef<HTMLDivElement>(null);
  const [alert, clearAlert] = useAlert(`job:${job.id}`);
  const { problem } = useJobLoading(job.id);

  /** "r" belongs to the board while the person is there; so does everything while rows are marked. */
  function hasKeys(key: string): boolean {
    const focus = document.activeElement;
    if (focus === null || focus === document.body || whole.current?.contains(focus) === true) return true;
    return key !== 'r' && stores.selection.getState().marked.size === 0;
  }

  return (
    <JobContext value={detail}>
      <div ref={whole} className={classes.whole}>
        <PanelFrame title={<StatusTitle />} subtitle={<Origin />} onClose={() => navigation.closePanel()}>
          <div className={classes.body}>
            <JobClock />
            <JobActions hasKeys={hasKeys} />
            {providerActions}
            {alert !== undefined && <ProblemNote problem={alert} onDismiss={clearAlert} />}
            {problem !== null && <ProblemNote problem={problem} />}
            <JobCommands />
            {job.trouble !== null && <Trouble />}
            <JobRemarks />
            {providerPart}
            <JobIds />
            <JobLinked />
            <JobRoute />
            <JobCourier miniMap={miniMap} />
            <JobDetails />
            <JobNotes />
            <JobTimeline />
            <JobRaw />
          </div>
        </PanelFrame>
      </div>
    </JobContext>
  );
}

function StatusTitle() {
  const { job } = useJob();
  const newsStaleMs = useDeskStore('settings', (state) => state.settings.ageing.newsStaleMs);
  const stale = useTick(
    (now) => isOpen(job.status) && job.receivedAt !== null && isOld(job.receivedAt, now, newsStaleMs),
  );
  return (
    <span className={classes.title}>
      <SeverityMark
        severity={severityOf(job.status)}
        slashed={phaseOf(job.status) === 'closed'}
        stale={stale}
        size={14}
      />
      {labelOf(job.status)}
      {job.rawStatus !== '' && (
        <span className={classes.rawStatus}>{texts.rawStatus(job.rawStatus, job.rawStatusText)}</span>
      )}
    </span>
  );
}

function Origin() {
  const { job } = useJob();
  const label = useDeskStore(
    'connections',
    (state) => state.connections.find(({ id }) => id === job.connectionId)?.label,
  );
  return (
    <span className={classes.origin}>
      <ProviderMark provider={job.provider} /> {PROVIDER_LABELS[job.provider].word} ·{' '}
      {label ?? texts.connectionGone}
      {job.archived && ` · ${texts.archived}`}
    </span>
  );
}

/** A refused booking says the same at its command. */
function Trouble() {
  const { job, commands } = useJob();
  if (commands.some(({ state, problem }) => state === 'failed' && problem?.sentence === job.trouble))
    return null;
  return <SideNote kind="caution">{job.trouble}</SideNote>;
}
