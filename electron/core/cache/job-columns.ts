// Between a job of the domain and its columns in the file: the only place that knows which field lies where.
// Pure; used by write.ts, the queries and the repair.

import type { Address } from '../../../shared/domain/address.ts';
import type { ConnectionId, CourierId, JobId } from '../../../shared/domain/ids.ts';
import type { Job, JobRow, PendingCommand } from '../../../shared/domain/job.ts';
import { isOpen, phaseOf } from '../../../shared/domain/job-status.ts';
import type { ProviderName } from '../../../shared/domain/provider-name.ts';
import type { JobPatch, JobRecord } from './cache.ts';
import { keptJson } from './kept-json.ts';
import { codeOf, statusOf } from './status-codes.ts';

/** A row of `jobs` as SQLite gives it. */
export interface JobColumns {
  row: number;
  id: string;
  connection: number;
  status: number;
  open: number;
  archived: number;
  raw_status: string;
  raw_status_text: string | null;
  reference: string | null;
  request_id: string | null;
  provider_job_id: string | null;
  external_id: string | null;
  tracking_id: string | null;
  recipient: string | null;
  followed: number;
  from_line: string | null;
  to_line: string | null;
  ready_at: number | null;
  window_from_at: number | null;
  window_to_at: number | null;
  promise_at: number | null;
  courier_id: string | null;
  courier_name: string | null;
  price_minor: number | null;
  price_currency: string | null;
  source_at: number | null;
  received_at: number | null;
  changed_at: number;
  created_at: number;
  remarks: string | null;
  trouble: string | null;
  pending: string | null;
  tags: string;
  revision: number;
}

/** What `job_details.details` holds. */
export type JobDetails = Pick<
  Job,
  | 'pickAddress'
  | 'deliverAddress'
  | 'contactName'
  | 'contactPhone'
  | 'items'
  | 'orderTotal'
  | 'deliveryFee'
  | 'tip'
  | 'paymentMethod'
  | 'service'
  | 'instructions'
  | 'photoRequired'
  | 'quote'
  | 'request'
  | 'note'
>;

type ColumnField = Exclude<keyof JobRecord, keyof JobDetails | 'id' | 'provider' | 'connectionId'>;

/** "" means absent everywhere in the file, and absent is null. */
const text = (value: string | null): string | null => value || null;

const COLUMNS: { [Field in ColumnField]: (value: JobRecord[Field]) => Partial<JobColumns> } = {
  status: (value) => ({ status: codeOf(value), open: isOpen(value) ? 1 : 0 }),
  rawStatus: (value) => ({ raw_status: value }),
  rawStatusText: (value) => ({ raw_status_text: text(value) }),
  reference: (value) => ({ reference: text(value) }),
  externalIds: (value) => ({
    request_id: text(value.requestId),
    provider_job_id: text(value.jobId),
    external_id: text(value.externalId),
    tracking_id: text(value.trackingId),
  }),
  recipient: (value) => ({ recipient: text(value) }),
  origin: (value) => ({ followed: value === 'followed' ? 1 : 0 }),
  from: (value) => ({ from_line: text(value) }),
  to: (value) => ({ to_line: text(value) }),
  readyAt: (value) => ({ ready_at: value }),
  windowFromAt: (value) => ({ window_from_at: value }),
  windowToAt: (value) => ({ window_to_at: value }),
  promiseAt: (value) => ({ promise_at: value }),
  courierId: (value) => ({ courier_id: value }),
  courierName: (value) => ({ courier_name: text(value) }),
  price: (value) => ({ price_minor: value?.minor ?? null, price_currency: value?.currency ?? null }),
  sourceAt: (value) => ({ source_at: value }),
  receivedAt: (value) => ({ received_at: value }),
  changedAt: (value) => ({ changed_at: value }),
  createdAt: (value) => ({ created_at: value }),
  remarks: (value) => ({ remarks: text(value) }),
  trouble: (value) => ({ trouble: text(value) }),
  tags: (value) => ({ tags: JSON.stringify([...new Set(value)]) }),
  archived: (value) => ({ archived: value ? 1 : 0 }),
};

const COLUMN_FIELDS = Object.keys(COLUMNS) as ColumnField[];

/** Fields by which a job is found, so that a change to one of them means new search words. */
const SEARCHED = new Set<string>([
  'reference',
  'externalIds',
  'recipient',
  'from',
  'to',
  'courierName',
  'contactName',
  'contactPhone',
  'pickAddress',
  'deliverAddress',
]);

export type PatchFields = JobPatch['set'];

function columnsOfField<Field extends ColumnField>(
  field: Field,
  value: JobRecord[Field],
): Partial<JobColumns> {
  return COLUMNS[field](value);
}

/** Every column of a new job but the row number, the connection and what the cache derives. */
export function columnsOf(job: JobRecord): Omit<JobColumns, 'row' | 'connection' | 'pending' | 'revision'> {
  const columns: Partial<JobColumns> = { id: job.id };
  for (const field of COLUMN_FIELDS) Object.assign(columns, columnsOfField(field, job[field]));
  return columns as JobColumns;
}

const NO_DETAILS: JobDetails = {
  pickAddress: null,
  deliverAddress: null,
  contactName: null,
  contactPhone: null,
  items: [],
  orderTotal: null,
  deliveryFee: null,
  tip: null,
  paymentMethod: null,
  service: null,
  instructions: null,
  photoRequired: false,
  quote: null,
  request: null,
  note: null,
};

const NO_ADDRESS: Address = {
  name: null,
  street: '',
  unit: null,
  city: '',
  region: '',
  postalCode: '',
  contact: null,
  phone: null,
  instructions: null,
  position: null,
};

/** Without what is as in `usual`: most of a job's details are empty, and there are a million of them. */
function unusual<Shape extends object>(shape: Shape, usual: Shape): Partial<Shape> {
  const kept: Partial<Shape> = {};
  for (const field of Object.keys(usual) as (keyof Shape)[]) {
    const value = shape[field];
    if (value !== usual[field] && !(Array.isArray(value) && value.length === 0)) kept[field] = value;
  }
  return kept;
}

/** The text of `job_details.details`; the same text for the same details. */
export function packDetails(details: JobDetails): string {
  const kept = unusual<JobDetails>(details, NO_DETAILS);
  if (kept.pickAddress) kept.pickAddress = unusual(kept.pickAddress, NO_ADDRESS) as Address;
  if (kept.deliverAddress) kept.deliverAddress = unusual(kept.deliverAddress, NO_ADDRESS) as Address;
  return JSON.stringify(kept);
}

export function unpackDetails(text: string): JobDetails {
  const details: JobDetails = { ...NO_DETAILS, ...keptJson<Partial<JobDetails>>(text, {}) };
  if (details.pickAddress) details.pickAddress = { ...NO_ADDRESS, ...details.pickAddress };
  if (details.deliverAddress) details.deliverAddress = { ...NO_ADDRESS, ...details.deliverAddress };
  return details;
}

/** A patch taken apart: columns to compare, details to compare, and whether search words may change. */
export function splitPatch(set: PatchFields): {
  columns: Partial<JobColumns>;
  details: Partial<JobDetails>;
  searched: boolean;
} {
  const columns: Partial<JobColumns> = {};
  const details: Record<string, unknown> = {};
  let searched = false;
  for (const [field, value] of Object.entries(set)) {
    if (value === undefined) continue;
    if (SEARCHED.has(field)) searched = true;
    if (field in COLUMNS) Object.assign(columns, columnsOfField(field as ColumnField, value as never));
    else details[field] = value;
  }
  return { columns, details: details as Partial<JobDetails>, searched };
}

/** Which connection a row belongs to. */
export interface ConnectionOfRow {
  id: ConnectionId;
  provider: ProviderName;
}

export function jobRowOf(columns: JobColumns, connection: ConnectionOfRow): JobRow {
  const status = statusOf(columns.status);
  return {
    id: columns.id as JobId,
    provider: connection.provider,
    connectionId: connection.id,
    status,
    phase: phaseOf(status),
    rawStatus: columns.raw_status,
    rawStatusText: columns.raw_status_text,
    reference: columns.reference,
    externalIds: {
      requestId: columns.request_id,
      jobId: columns.provider_job_id,
      externalId: columns.external_id,
      trackingId: columns.tracking_id,
    },
    recipient: columns.recipient,
    origin: columns.followed === 1 ? 'followed' : 'here',
    from: columns.from_line,
    to: columns.to_line,
    windowFromAt: columns.window_from_at,
    windowToAt: columns.window_to_at,
    promiseAt: columns.promise_at,
    courierId: columns.courier_id as CourierId | null,
    courierName: columns.courier_name,
    price:
      columns.price_minor === null || columns.price_currency === null
        ? null
        : { minor: columns.price_minor, currency: columns.price_currency },
    sourceAt: columns.source_at,
    receivedAt: columns.received_at,
    trouble: columns.trouble,
    pending: columns.pending === null ? null : keptJson<PendingCommand | null>(columns.pending, null),
    tags: columns.tags === '[]' ? [] : keptJson<string[]>(columns.tags, []),
    archived: columns.archived === 1,
    createdAt: columns.created_at,
    revision: columns.revision,
  };
}

export function jobOf(columns: JobColumns, details: JobDetails, connection: ConnectionOfRow): Job {
  return {
    ...jobRowOf(columns, connection),
    readyAt: columns.ready_at,
    remarks: columns.remarks,
    changedAt: columns.changed_at,
    ...details,
  };
}
