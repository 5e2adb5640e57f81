// How jobs stand on the map, and couriers from those of their jobs that ask for attention: the worst of them. Pure.

import type { Courier } from '../../shared/domain/courier.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { isOpen, type Severity, severityOf } from '../../shared/domain/job-status.ts';

/** From nothing to do to the worst. */
export const COURIER_SEVERITIES = ['steady', 'moving', 'caution', 'critical'] as const;
export type CourierSeverity = (typeof COURIER_SEVERITIES)[number];

/** Late outweighs the status, as on the board. */
export function jobSeverity(
  { status, promiseAt }: Pick<JobRow, 'status' | 'promiseAt'>,
  now: number,
): Severity {
  return promiseAt !== null && now > promiseAt && isOpen(status) ? 'critical' : severityOf(status);
}

/** Jobs in trouble, and jobs past their promise (late is critical whatever their status). */
export function troubledJobs(
  attention: readonly JobRow[],
  late: readonly JobRow[],
): Map<JobId, 'caution' | 'critical'> {
  const jobs = new Map<JobId, 'caution' | 'critical'>();
  for (const { id, status } of attention) {
    const severity = severityOf(status);
    if (severity === 'caution' || severity === 'critical') jobs.set(id, severity);
  }
  for (const { id } of late) jobs.set(id, 'critical');
  return jobs;
}

/** The worst of the open jobs a courier carries; `moving` with jobs of which none is in trouble, `steady` without. */
export function courierSeverity(
  courier: Pick<Courier, 'jobIds'>,
  troubled: ReadonlyMap<JobId, 'caution' | 'critical'>,
): CourierSeverity {
  let worst: CourierSeverity = courier.jobIds.length > 0 ? 'moving' : 'steady';
  for (const id of courier.jobIds) {
    const severity = troubled.get(id);
    if (severity === 'critical') return severity;
    if (severity !== undefined) worst = severity;
  }
  return worst;
}
