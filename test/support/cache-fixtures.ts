// What the tests of the cache share: a folder that goes away, a file in it, jobs and commands with one thing changed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { JobRecord, StoredConnection } from '../../electron/core/cache/cache.ts';
import { type OpenedCache, openCache } from '../../electron/core/cache/open-cache.ts';
import type { Clock, Logger } from '../../electron/core/ports.ts';
import type { Address } from '../../shared/domain/address.ts';
import type { Command } from '../../shared/domain/command.ts';
import type { CommandId, ConnectionId, CourierId, JobId } from '../../shared/domain/ids.ts';
import type { JobEvent } from '../../shared/domain/job.ts';

/** Tuesday 3 November 2026, 10:15:30 in San Francisco. */
export const NOW = Date.UTC(2026, 10, 3, 18, 15, 30);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

const silent = () => {};
export const quietLog: Logger = { debug: silent, info: silent, warn: silent, error: silent };
export const stillClock: Clock = { now: () => NOW, setTimeout: () => silent };

export const jobId = (name: string) => name as JobId;
export const connectionId = (name: string) => name as ConnectionId;
export const courierId = (name: string) => name as CourierId;
const commandId = (name: string) => name as CommandId;

/** A folder that is removed when the test is over; in a `beforeAll`, give `afterAll`. */
export function folder(atTheEnd: (remove: () => void) => void = onTestFinished): string {
  const path = mkdtempSync(join(tmpdir(), 'switchyard-cache-'));
  atTheEnd(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Opened with the connections "downtown" (twinjet) and "parcels" (aftership); closed when the test is over. */
export async function newCache(path = join(folder(), 'cache.sqlite'), log = quietLog): Promise<OpenedCache> {
  const cache = await openCache({ path, clock: stillClock, log });
  onTestFinished(() => cache.close());
  await cache.saveConnection(aConnection('downtown'));
  await cache.saveConnection(aConnection('parcels', { provider: 'aftership', label: 'a parcel account' }));
  return cache;
}

export function aConnection(id: string, changes: Partial<StoredConnection> = {}): StoredConnection {
  return {
    id: connectionId(id),
    provider: 'twinjet',
    label: id,
    baseUrl: null,
    options: {},
    createdAt: NOW,
    paused: false,
    removed: false,
    ...changes,
  };
}

export function anAddress(changes: Partial<Address> = {}): Address {
  return {
    name: null,
    street: '560 Mission St',
    unit: null,
    city: 'San Francisco',
    region: 'CA',
    postalCode: '94105',
    contact: null,
    phone: null,
    instructions: null,
    position: null,
    ...changes,
  };
}

export function aJob(id: string, changes: Partial<JobRecord> = {}): JobRecord {
  return {
    id: jobId(id),
    provider: 'twinjet',
    connectionId: connectionId('downtown'),
    status: 'accepted',
    rawStatus: '50',
    rawStatusText: null,
    reference: null,
    externalIds: { requestId: null, jobId: null, externalId: null, trackingId: null },
    recipient: null,
    from: null,
    to: null,
    windowFromAt: null,
    windowToAt: null,
    promiseAt: null,
    courierId: null,
    courierName: null,
    price: null,
    sourceAt: null,
    receivedAt: null,
    trouble: null,
    tags: [],
    archived: false,
    createdAt: NOW,
    pickAddress: null,
    deliverAddress: null,
    readyAt: null,
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
    remarks: null,
    request: null,
    origin: 'here',
    note: null,
    changedAt: NOW,
    ...changes,
  };
}

export function aCommand(id: string, job: string, changes: Partial<Command> = {}): Command {
  return {
    id: commandId(id),
    jobId: jobId(job),
    connectionId: connectionId('downtown'),
    provider: 'twinjet',
    kind: 'create',
    state: 'queued',
    payload: { live: true },
    createdAt: NOW,
    updatedAt: NOW,
    attempts: 0,
    firstSentAt: null,
    nextAt: NOW,
    waitingFor: null,
    problem: null,
    ...changes,
  };
}

export function anEvent(job: string, changes: Partial<JobEvent> = {}): JobEvent {
  return {
    jobId: jobId(job),
    at: NOW,
    receivedAt: NOW,
    kind: 'history',
    text: 'created via the API v1',
    status: null,
    rawStatus: null,
    actor: null,
    position: null,
    ...changes,
  };
}
