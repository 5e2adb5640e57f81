// Inserts what a generator or a damaged file yields, by the same statements as an ordinary write, without its questions
// (what changed, who must hear of it). Used with fillFast only.

import type { JobEvent } from '../../../shared/domain/job.ts';
import { AddressTable } from './address-table.ts';
import type { CourierWrite, JobRecord, PositionWrite } from './cache.ts';
import { ConnectionTable } from './connections.ts';
import { CourierTable } from './courier-table.ts';
import type { SqlFile } from './sql-file.ts';
import { TimelineTable } from './timeline-table.ts';
import { insertJob } from './write.ts';

export interface Batch {
  couriers?: CourierWrite[];
  jobs?: JobRecord[];
  /** Their addresses are suggested to whoever books next. */
  recent?: boolean;
  events?: JobEvent[];
  positions?: PositionWrite[];
}

export function insertEverything(file: SqlFile, batches: Iterable<Batch>): void {
  const connections = new ConnectionTable(file);
  const addresses = new AddressTable(file, connections);
  const timeline = new TimelineTable(file);
  const couriers = new CourierTable(file);
  for (const batch of batches) {
    for (const courier of batch.couriers ?? []) couriers.save(courier);
    const rows = new Map<string, number>();
    for (const job of batch.jobs ?? []) {
      const connection = connections.numberOf(job.connectionId);
      if (connection === undefined) throw new Error(`No connection ${job.connectionId}`);
      rows.set(job.id, insertJob(file, connection, job, 1).row);
      if (batch.recent) addresses.saveAll(connection, job, job.createdAt);
    }
    for (const event of batch.events ?? []) timeline.saveEvent(rows.get(event.jobId) ?? 0, event);
    for (const position of batch.positions ?? []) couriers.savePosition(position);
  }
  file.run('UPDATE revision SET revision = 1');
}
