// Writes a job the way TwinJet answers a status request, oddities included: positions as strings, a status time that
// is UTC without saying so, "" for no external id, nulls before there is a courier. Used by api-surface.ts and webhooks.

import type { CourierCompany } from './courier-company.ts';
import { naiveUtc, utcWithMicros } from './iso-time.ts';
import { type Courier, type Job, statusStrings } from './simulated-job.ts';

export interface StatusShape {
  /** Named in brackets behind the courier in history and positions. */
  readonly companyName: string;
  /** A job without a reference shows its request id as one, as was seen live. */
  readonly echoReference: boolean;
  /** History entries carry lat and lng (numbers or null), as was seen live but is not documented. */
  readonly historyPositions: boolean;
}

/** The status object, with the way that was ridden or without. Call company.time.settle() first. */
export function statusObject(
  company: CourierCompany,
  job: Job,
  shape: StatusShape,
  withWay = true,
): Record<string, unknown> {
  const fullName = (courier: Courier): string => `${courier.badge} (${shape.companyName})`;
  const locations = (withWay ? job.custody : []).flatMap(({ courier, fromLife, toLife }) =>
    courier.fixes(fromLife, toLife ?? company.time.life, toLife !== undefined).map(({ life, point }) => ({
      date: utcWithMicros(Math.floor(company.time.wallAt(life)), courier.user),
      lat: point.lat.toFixed(10),
      lng: point.lng.toFixed(10),
      user: courier.user,
      courier: fullName(courier),
    })),
  );
  const last = locations.at(-1);
  return {
    job_info: {
      ...(job.jobId === undefined ? {} : { job_id: job.jobId }),
      reference: job.booking.reference || (shape.echoReference ? job.requestId : ''),
      external_id: job.booking.externalId,
      courier: job.courier?.badge ?? null,
      ...(job.courier === undefined ? {} : { user: job.courier.user }),
      request_id: job.requestId,
    },
    job_locations: locations,
    current_status: {
      last_location: last === undefined ? null : [last.lat, last.lng],
      status_code: job.status,
      status_string: statusStrings[job.status],
      courier_name: job.courier?.badge ?? null,
      user: job.courier?.user ?? null,
      remarks: job.remarks,
      status_time: naiveUtc(job.statusAt, job.requestId),
    },
    job_history: job.history.map((entry, index) => ({
      date: utcWithMicros(entry.at, `${job.requestId}/${index}`),
      log: entry.log,
      ...(entry.courier === undefined ? {} : { courier: fullName(entry.courier) }),
      user: entry.courier?.user ?? null,
      ...(shape.historyPositions ? { lat: entry.point?.lat ?? null, lng: entry.point?.lng ?? null } : {}),
    })),
  };
}
