// What the map's tip and lists say about what lies under the pointer. Pure; lines of plain text, because names are the
// providers' and are never HTML.

import type { JobRow } from '../../shared/domain/job.ts';
import { isOpen, labelOf, type Severity } from '../../shared/domain/job-status.ts';
import { countdownTo, formatAge } from '../../shared/domain/time.ts';
import type { CourierCluster } from './courier-clusters.ts';
import type { CourierMark } from './courier-marks.ts';
import type { DrawnPlace } from './place-marks.ts';
import { RING_PARTS } from './ring-segments.ts';
import { jobSeverity } from './severity-roll-up.ts';
import { texts } from './texts.ts';

const MOST_NAMES = 6;

export function describeCourier(mark: CourierMark, now: number): string[] {
  const { courier, severity } = mark;
  const jobs =
    courier.jobIds.length === 0
      ? texts.severity.steady
      : `${texts.jobs(courier.jobIds.length)}, ${texts.severity[severity]}`;
  return [courier.name, describePosition(mark, now), jobs];
}

export function describePosition({ courier, freshness }: CourierMark, now: number): string {
  if (courier.positionAt === null) return texts.never;
  return texts.freshness[freshness](formatAge(now - courier.positionAt));
}

export function describeCluster(cluster: CourierCluster): string[] {
  const names = cluster.members.slice(0, MOST_NAMES);
  const parts = RING_PARTS.filter((part) => cluster.counts[part] > 0);
  return [
    texts.couriers(cluster.members.length),
    parts.map((part) => texts.parts[part](cluster.counts[part])).join(', '),
    ...names.map((mark) => mark.courier.name),
    ...(cluster.members.length > names.length ? [`+ ${cluster.members.length - names.length}`] : []),
  ];
}

/** What lies at one place, the most urgent job first. */
export function describePlace({ end, marks }: DrawnPlace, now: number): string[] {
  const jobs = marks.map(({ job }) => describeJob(job, now));
  const [first] = jobs;
  if (first === undefined) return [];
  if (jobs.length === 1) return [texts[end], first.label, first.hint];
  const named = jobs.slice(0, MOST_NAMES).map(({ label, hint }) => `${label} · ${hint}`);
  const more = jobs.length - named.length;
  return [texts.endsHere[end](jobs.length), ...named, ...(more > 0 ? [`+ ${more}`] : [])];
}

export function describeJob(
  row: Pick<JobRow, 'id' | 'status' | 'promiseAt' | 'reference' | 'recipient'> & { to?: string | null },
  now: number,
): { label: string; hint: string; severity: Severity } {
  const due = row.promiseAt !== null && isOpen(row.status) ? countdownTo(row.promiseAt, now) : null;
  return {
    label: row.reference ?? row.recipient ?? row.id,
    hint: [labelOf(row.status), due?.text, row.to].filter((part) => part != null).join(' · '),
    severity: jobSeverity(row, now),
  };
}
