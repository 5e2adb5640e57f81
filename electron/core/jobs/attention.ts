// Pure: which changes of a job a person must be told about, and how many of them become one notice.
// Called by notices.ts; the words of a notice are here too.

import type { JobId } from '../../../shared/domain/ids.ts';
import type { JobRow } from '../../../shared/domain/job.ts';
import type { Notice } from '../ports.ts';

export type AttentionReason = 'late' | 'failed' | 'undeliverable' | 'courier-lost';

export interface Alarm {
  jobId: JobId;
  reason: AttentionReason;
  /** How the job is called by those who speak of it. */
  name: string;
}

/** More than this many of one reason in one moment are told as one. */
const TOLD_SINGLY = 3;

/** A notice is read in passing, and the operating system cuts it where it likes. */
const LONGEST_NAME = 80;

export function jobName(row: JobRow): string {
  const { externalIds, id } = row;
  const name = row.reference ?? externalIds.externalId ?? row.recipient ?? externalIds.requestId ?? id;
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).trimEnd()}…` : name;
}

/** What a new state of a job is an alarm for; late and courier-lost come with time, not with a change. */
export function alarmOfStatus(row: JobRow): Alarm | null {
  switch (row.status) {
    case 'failed':
    case 'rejected':
    case 'exception':
      return { jobId: row.id, reason: 'failed', name: jobName(row) };
    case 'undeliverable':
    case 'attempt-failed':
      return { jobId: row.id, reason: 'undeliverable', name: jobName(row) };
    default:
      return null;
  }
}

const TITLES: Record<AttentionReason, { one: string; many: string }> = {
  late: { one: 'is late', many: 'jobs are late' },
  failed: { one: 'failed', many: 'jobs failed' },
  undeliverable: { one: 'could not be delivered', many: 'jobs could not be delivered' },
  'courier-lost': { one: 'has lost its courier', many: 'jobs have lost their courier' },
};

/** The alarms of one moment as notices: few singly, many as one a reason. */
export function noticesOf(alarms: Alarm[]): Notice[] {
  const notices: Notice[] = [];
  for (const reason of Object.keys(TITLES) as AttentionReason[]) {
    const same = alarms.filter((alarm) => alarm.reason === reason);
    const severity = reason === 'courier-lost' ? 'caution' : 'critical';
    if (same.length > TOLD_SINGLY) {
      notices.push({
        key: `many:${reason}`,
        title: `${same.length} ${TITLES[reason].many}`,
        body: `${same
          .slice(0, TOLD_SINGLY)
          .map((alarm) => alarm.name)
          .join(', ')} and ${same.length - TOLD_SINGLY} more`,
        opens: { kind: 'board', filter: reason === 'late' ? 'late' : 'trouble' },
        severity,
      });
    } else {
      for (const alarm of same) {
        notices.push({
          key: `${reason}:${alarm.jobId}`,
          title: `${alarm.name} ${TITLES[reason].one}`,
          body: BODIES[reason],
          opens: { kind: 'job', jobId: alarm.jobId },
          severity,
        });
      }
    }
  }
  return notices;
}

const BODIES: Record<AttentionReason, string> = {
  late: 'Its delivery was promised by now.',
  failed: 'Open it to see why and what can be done.',
  undeliverable: 'The courier tried; open it to see what was said.',
  'courier-lost': 'No position for a while although it is under way.',
};
