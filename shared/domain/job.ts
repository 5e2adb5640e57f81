// A job: anything that is to be moved and that some provider was, or is to be, told about.
// JobRow is what the board shows; Job adds what the job panel shows.

import type { Address, LatLng } from './address.ts';
import type { CommandKind, CommandState } from './command.ts';
import type { CommandId, ConnectionId, CourierId, JobId } from './ids.ts';
import type { JobPhase, JobStatus } from './job-status.ts';
import type { Money } from './money.ts';
import type { ProviderName } from './provider-name.ts';

/** The names by which a provider (and its courier) knows the job. Absent ones are null, never "". */
export interface ExternalIds {
  /** TwinJet request_id. */
  requestId: string | null;
  /** TwinJet job_id as text, Shipping Order's shipment id. */
  jobId: string | null;
  /** The dispatcher's or the console's own number, sent with every create. */
  externalId: string | null;
  /** Parcel tracking number or AfterShip id. */
  trackingId: string | null;
}

/** The newest command of a job that is not settled yet. */
export interface PendingCommand {
  commandId: CommandId;
  kind: CommandKind;
  state: CommandState;
}

export interface JobRow {
  id: JobId;
  provider: ProviderName;
  connectionId: ConnectionId;
  status: JobStatus;
  phase: JobPhase;
  /** The provider's own code, as text ("61"); "" until the provider has said anything. */
  rawStatus: string;
  /** The provider's own word for it, when it has one. */
  rawStatusText: string | null;
  reference: string | null;
  externalIds: ExternalIds;
  recipient: string | null;
  /** Made here, or followed by one of its ids. */
  origin: 'here' | 'followed';
  /** One line each; null is the client's own location, or of a followed job: not known. */
  from: string | null;
  to: string | null;
  windowFromAt: number | null;
  windowToAt: number | null;
  /** By when it was promised; the countdown runs to it. */
  promiseAt: number | null;
  courierId: CourierId | null;
  courierName: string | null;
  price: Money | null;
  /** When the provider says its last change happened (their clock); null where it never said. */
  sourceAt: number | null;
  /** When the provider last answered about this job (our clock), changed or not; null before the first answer. */
  receivedAt: number | null;
  /** The last look failed because the provider does not (any longer) know the job, in a sentence. */
  trouble: string | null;
  pending: PendingCommand | null;
  tags: string[];
  archived: boolean;
  createdAt: number;
  /** Grows with every change to anything; the newest row of an id has the greatest. */
  revision: number;
}

export interface JobItem {
  quantity: number;
  description: string | null;
  sku: string | null;
}

/** What the provider's answer to "what would it cost" said, with its age. */
export interface JobQuote {
  price: Money | null;
  pickupEtaAt: number | null;
  deliveryEtaAt: number | null;
  /** Where it found the ends, also one that is the client's own location. */
  pick: LatLng | null;
  drop: LatLng | null;
  quotedAt: number;
}

export interface Job extends JobRow {
  /** Null: the client's own location, or not known (a job made elsewhere). */
  pickAddress: Address | null;
  deliverAddress: Address | null;
  readyAt: number | null;
  contactName: string | null;
  contactPhone: string | null;
  items: JobItem[];
  orderTotal: Money | null;
  deliveryFee: Money | null;
  tip: Money | null;
  /** In words ("Invoice", "Customer cash"). */
  paymentMethod: string | null;
  service: string | null;
  instructions: string | null;
  photoRequired: boolean;
  quote: JobQuote | null;
  /** The provider's remark on the last status. */
  remarks: string | null;
  /** What was (or will be) sent to make it, in the provider's own words, without secrets; null when made elsewhere. */
  request: unknown;
  note: string | null;
  /** When anything but the age last changed; the polling cadence reads it. */
  changedAt: number;
}

export type JobEventKind = 'history' | 'status' | 'command' | 'note' | 'checkpoint';

/** One line of a job's timeline. */
export interface JobEvent {
  jobId: JobId;
  /** When it happened (their clock for history and status, ours for commands and notes). */
  at: number;
  receivedAt: number;
  kind: JobEventKind;
  /** Provider text is data: shown as text, never as HTML. */
  text: string;
  status: JobStatus | null;
  rawStatus: string | null;
  actor: string | null;
  position: LatLng | null;
}

/** Where an open job is picked up and dropped off, as far as that is known. */
export interface JobPlace extends Pick<JobRow, 'id' | 'status' | 'promiseAt' | 'reference' | 'recipient'> {
  pick: LatLng | null;
  drop: LatLng | null;
}

/** One point of a courier's way while carrying this job. */
export interface TrailPoint extends LatLng {
  at: number;
}

/** Where a job begins and ends. An end without an address is the client's own location, which only a quote has told. */
export function endsOf(
  job: Pick<Job, 'pickAddress' | 'deliverAddress' | 'quote'>,
): Record<'pick' | 'drop', LatLng | null> {
  const { pickAddress, deliverAddress, quote } = job;
  return {
    pick: (pickAddress === null ? quote?.pick : pickAddress.position) ?? null,
    drop: (deliverAddress === null ? quote?.drop : deliverAddress.position) ?? null,
  };
}
