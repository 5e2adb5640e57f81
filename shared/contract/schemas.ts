// Schemas of the domain's shapes, used by several contract sections. Each is checked against its domain type.

import { z } from 'zod';
import { COMMAND_KINDS, COMMAND_STATES, type Command } from '../domain/command.ts';
import type { Connection, Listing } from '../domain/connection.ts';
import type { Courier } from '../domain/courier.ts';
import type { CommandId, ConnectionId, CourierId, JobId, QuoteId, ZoneId } from '../domain/ids.ts';
import type { Job, JobEvent, JobPlace, JobRow, TrailPoint } from '../domain/job.ts';
import { JOB_PHASES, JOB_STATUSES } from '../domain/job-status.ts';
import { PROVIDER_NAMES } from '../domain/provider-name.ts';
import type { Zone } from '../domain/zone.ts';

const id = <Id extends string>() =>
  z.custom<Id>(
    (value) => typeof value === 'string' && value.length > 0 && value.length <= 200,
    'An id is missing.',
  );

export const jobId = id<JobId>();
export const connectionId = id<ConnectionId>();
export const commandId = id<CommandId>();
export const courierId = id<CourierId>();
const zoneId = id<ZoneId>();
export const quoteId = id<QuoteId>();
export const providerName = z.enum(PROVIDER_NAMES);
export const jobStatus = z.enum(JOB_STATUSES);
export const jobPhase = z.enum(JOB_PHASES);
export const epochMs = z.number();

const moneySchema = z.object({ minor: z.number(), currency: z.string() });
const latLngSchema = z.object({ lat: z.number(), lng: z.number() });

export const addressSchema = z.object({
  name: z.string().nullable(),
  street: z.string(),
  unit: z.string().nullable(),
  city: z.string(),
  region: z.string(),
  postalCode: z.string(),
  contact: z.string().nullable(),
  phone: z.string().nullable(),
  instructions: z.string().nullable(),
  position: latLngSchema.nullable(),
});

const externalIdsSchema = z.object({
  requestId: z.string().nullable(),
  jobId: z.string().nullable(),
  externalId: z.string().nullable(),
  trackingId: z.string().nullable(),
});

export const jobRowSchema = z.object({
  id: jobId,
  provider: providerName,
  connectionId,
  status: jobStatus,
  phase: jobPhase,
  rawStatus: z.string(),
  rawStatusText: z.string().nullable(),
  reference: z.string().nullable(),
  externalIds: externalIdsSchema,
  recipient: z.string().nullable(),
  origin: z.enum(['here', 'followed']),
  from: z.string().nullable(),
  to: z.string().nullable(),
  windowFromAt: epochMs.nullable(),
  windowToAt: epochMs.nullable(),
  promiseAt: epochMs.nullable(),
  courierId: courierId.nullable(),
  courierName: z.string().nullable(),
  price: moneySchema.nullable(),
  sourceAt: epochMs.nullable(),
  receivedAt: epochMs.nullable(),
  trouble: z.string().nullable(),
  pending: z.object({ commandId, kind: z.enum(COMMAND_KINDS), state: z.enum(COMMAND_STATES) }).nullable(),
  tags: z.array(z.string()),
  archived: z.boolean(),
  createdAt: epochMs,
  revision: z.number(),
}) satisfies z.ZodType<JobRow>;

export const jobSchema = jobRowSchema.extend({
  pickAddress: addressSchema.nullable(),
  deliverAddress: addressSchema.nullable(),
  readyAt: epochMs.nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  items: z.array(
    z.object({ quantity: z.number(), description: z.string().nullable(), sku: z.string().nullable() }),
  ),
  orderTotal: moneySchema.nullable(),
  deliveryFee: moneySchema.nullable(),
  tip: moneySchema.nullable(),
  paymentMethod: z.string().nullable(),
  service: z.string().nullable(),
  instructions: z.string().nullable(),
  photoRequired: z.boolean(),
  quote: z
    .object({
      price: moneySchema.nullable(),
      pickupEtaAt: epochMs.nullable(),
      deliveryEtaAt: epochMs.nullable(),
      pick: latLngSchema.nullable(),
      drop: latLngSchema.nullable(),
      quotedAt: epochMs,
    })
    .nullable(),
  remarks: z.string().nullable(),
  request: z.unknown(),
  note: z.string().nullable(),
  changedAt: epochMs,
}) satisfies z.ZodType<Job>;

export const jobPlaceSchema = z.object({
  id: jobId,
  status: jobStatus,
  promiseAt: epochMs.nullable(),
  reference: z.string().nullable(),
  recipient: z.string().nullable(),
  pick: latLngSchema.nullable(),
  drop: latLngSchema.nullable(),
}) satisfies z.ZodType<JobPlace>;

export const jobEventSchema = z.object({
  jobId,
  at: epochMs,
  receivedAt: epochMs,
  kind: z.enum(['history', 'status', 'command', 'note', 'checkpoint']),
  text: z.string(),
  status: jobStatus.nullable(),
  rawStatus: z.string().nullable(),
  actor: z.string().nullable(),
  position: latLngSchema.nullable(),
}) satisfies z.ZodType<JobEvent>;

export const trailPointSchema = latLngSchema.extend({ at: epochMs }) satisfies z.ZodType<TrailPoint>;

export const commandSchema = z.object({
  id: commandId,
  jobId,
  connectionId,
  provider: providerName,
  kind: z.enum(COMMAND_KINDS),
  state: z.enum(COMMAND_STATES),
  payload: z.unknown(),
  createdAt: epochMs,
  updatedAt: epochMs,
  attempts: z.number(),
  firstSentAt: epochMs.nullable(),
  nextAt: epochMs.nullable(),
  waitingFor: z.string().nullable(),
  problem: z
    .object({
      sentence: z.string(),
      status: z.number().nullable(),
      fields: z.array(z.object({ field: z.string(), message: z.string() })),
      body: z.string().nullable(),
    })
    .nullable(),
}) satisfies z.ZodType<Command>;

export const listingSchema = z.object({
  at: epochMs,
  told: z.number(),
  changed: z.number(),
  begun: z.number(),
}) satisfies z.ZodType<Listing>;

export const connectionSchema = z.object({
  id: connectionId,
  provider: providerName,
  label: z.string(),
  baseUrl: z.string().nullable(),
  options: z.record(z.string(), z.string()),
  createdAt: epochMs,
  hasSecret: z.boolean(),
  health: z.object({
    state: z.enum(['untested', 'ok', 'limited', 'unreachable', 'signed-out', 'vault-locked', 'paused']),
    since: epochMs,
    until: epochMs.nullable(),
    lastSuccessAt: epochMs.nullable(),
    lastFailureAt: epochMs.nullable(),
    message: z.string().nullable(),
    lastListing: listingSchema.optional(),
    budget: z.object({ perSecond: z.number(), usedLastMinute: z.number() }),
  }),
}) satisfies z.ZodType<Connection>;

export const courierSchema = z.object({
  id: courierId,
  connectionId,
  name: z.string(),
  position: latLngSchema.nullable(),
  positionAt: epochMs.nullable(),
  heading: z.number().nullable(),
  jobIds: z.array(jobId),
  revision: z.number(),
}) satisfies z.ZodType<Courier>;

export const zoneSchema = z.object({
  id: zoneId,
  connectionId,
  name: z.string(),
  geometry: z.object({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
  }),
  receivedAt: epochMs,
}) satisfies z.ZodType<Zone>;
