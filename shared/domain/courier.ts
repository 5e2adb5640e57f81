// A courier as far as a provider lets us see one, and how fresh that is.

import type { LatLng } from './address.ts';
import type { ConnectionId, CourierId, JobId } from './ids.ts';

export interface Courier {
  id: CourierId;
  connectionId: ConnectionId;
  /** As the provider writes it, without the company in brackets: "411 Billy Bikeracer". */
  name: string;
  position: LatLng | null;
  /** When that position was taken (their clock). */
  positionAt: number | null;
  /** Degrees clockwise from north, from the last two positions; null when not moving or not known. */
  heading: number | null;
  /** Open jobs this courier carries. */
  jobIds: JobId[];
  revision: number;
}

/** A courier without an open job was last seen at most this long ago, or is at home by now. */
export const COURIER_SEEN_MS = 60 * 60_000;

/** Whether a courier is of this day's work at all: listed, and drawn on the map. */
export function isAtWork(courier: Pick<Courier, 'jobIds' | 'positionAt'>, now: number): boolean {
  if (courier.jobIds.length > 0) return true;
  return courier.positionAt !== null && courier.positionAt >= now - COURIER_SEEN_MS;
}

export type CourierFreshness = 'live' | 'stale' | 'lost';

/** Live until `staleMs`; stale until three times that; lost after. No position at all is lost. */
export function courierFreshness(positionAt: number | null, now: number, staleMs: number): CourierFreshness {
  if (positionAt === null) return 'lost';
  const age = now - positionAt;
  return age <= staleMs ? 'live' : age <= 3 * staleMs ? 'stale' : 'lost';
}
