import { describe, expect, it } from 'vitest';
import { courierSchema } from '../../../shared/contract/schemas.ts';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { JobNews } from '../providers/provider.ts';
import { reconcile } from './reconcile.ts';

const AT = Date.UTC(2026, 7, 4, 15, 0, 0);

function job(over: Partial<Job> = {}): Job {
  return {
    id: 'job-1' as JobId,
    provider: 'twinjet',
    connectionId: 'connection-1' as ConnectionId,
    status: 'accepted',
    phase: 'waiting',
    rawStatus: '50',
    rawStatusText: 'accepted',
    reference: null,
    externalIds: { requestId: 'A1B2C3D4E5', jobId: null, externalId: 'SY-1', trackingId: null },
    recipient: null,
    from: null,
    to: null,
    windowFromAt: null,
    windowToAt: null,
    promiseAt: null,
    courierId: null,
    courierName: null,
    price: null,
    sourceAt: AT,
    receivedAt: AT + 1000,
    trouble: null,
    pending: null,
    tags: [],
    archived: false,
    createdAt: AT - 60_000,
    revision: 7,
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
    changedAt: AT + 1000,
    ...over,
  };
}

function news(over: Partial<JobNews> = {}): JobNews {
  return {
    status: 'assigned',
    rawStatus: '60',
    rawStatusText: 'dispatched',
    sourceAt: AT + 60_000,
    receivedAt: AT + 61_000,
    ids: { requestId: 'A1B2C3D4E5', jobId: '5265', externalId: null, trackingId: null },
    reference: null,
    courier: { key: 'billybiker', name: '411 Billy Bikeracer' },
    remarks: null,
    events: [
      { at: AT + 60_000, kind: 'history', text: 'Job was assigned.', actor: 'billybiker', position: null },
    ],
    positions: [{ at: AT + 60_500, lat: 37.78, lng: -122.43 }],
    raw: { any: 'thing' },
    ...over,
  };
}

const patchOf = (known: Job, said: JobNews) => reconcile(known, said).patchJobs?.[0]?.set ?? {};

describe('reconcile', () => {
  it('takes over a newer status, its courier and positions, and says so on the timeline', () => {
    const write = reconcile(job(), news());
    expect(write.patchJobs?.[0]?.set).toMatchObject({
      status: 'assigned',
      rawStatus: '60',
      sourceAt: AT + 60_000,
      receivedAt: AT + 61_000,
      changedAt: AT + 61_000,
      courierId: 'connection-1:billybiker',
      courierName: '411 Billy Bikeracer',
    });
    expect(write.positions).toEqual([
      { at: AT + 60_500, lat: 37.78, lng: -122.43, courierId: 'connection-1:billybiker', jobId: 'job-1' },
    ]);
    expect(write.events?.map((event) => [event.kind, event.text])).toEqual([
      ['history', 'Job was assigned.'],
      ['status', 'Dispatched'],
    ]);
  });

  it('takes the time of the newest look, also after the clock was put right: nothing looks fresher than it is', () => {
    const known = job({ receivedAt: AT + 24 * 60 * 60_000 });
    expect(reconcile(known, news()).patchJobs?.[0]?.set.receivedAt).toBe(AT + 61_000);
  });

  it('lets an older answer change no state, but keeps its events', () => {
    const known = job({ status: 'delivered', rawStatus: '62', sourceAt: AT + 120_000 });
    const write = reconcile(known, news());
    expect(write.patchJobs?.[0]?.set).not.toHaveProperty('status');
    expect(write.patchJobs?.[0]?.set).not.toHaveProperty('sourceAt');
    expect(write.events).toHaveLength(1);
    expect(write.raws).toBeUndefined();
  });

  it('does not bring an ended job back by an answer without a time', () => {
    expect(
      patchOf(job({ status: 'delivered', rawStatus: '62' }), news({ sourceAt: null })),
    ).not.toHaveProperty('status');
  });

  it('believes a provider that goes back on its word later, and says that this was unexpected', () => {
    const write = reconcile(job({ status: 'delivered', rawStatus: '62' }), news());
    expect(write.patchJobs?.[0]?.set.status).toBe('assigned');
    expect(write.events?.at(-1)?.text).toBe('Dispatched (unexpected after Delivered)');
  });

  it('takes a failed one that is on its way again for placed again, and as nothing unusual', () => {
    const write = reconcile(job({ status: 'failed', rawStatus: '30' }), news());
    expect(write.patchJobs?.[0]?.set.status).toBe('assigned');
    expect(write.events?.at(-1)?.text).toBe('Dispatched');
  });

  it('takes not ready back to dispatched as nothing unusual', () => {
    const write = reconcile(job({ status: 'not-ready', rawStatus: '53' }), news());
    expect(write.events?.at(-1)?.text).toBe('Dispatched');
  });

  it('keeps the raw word of an unknown status', () => {
    const write = reconcile(job(), news({ status: 'unknown', rawStatus: '77', rawStatusText: 'teleported' }));
    expect(write.patchJobs?.[0]?.set).toMatchObject({
      status: 'unknown',
      rawStatus: '77',
      rawStatusText: 'teleported',
    });
    expect(write.events?.at(-1)?.text).toBe('Unknown status 77');
  });

  it('fills in ids and never replaces one that is known', () => {
    const said = news({
      ids: { requestId: 'MFY93TC1DL', jobId: '5265', externalId: null, trackingId: null },
    });
    expect(patchOf(job(), said).externalIds).toEqual({
      requestId: 'A1B2C3D4E5',
      jobId: '5265',
      externalId: 'SY-1',
      trackingId: null,
    });
  });

  it('takes over a number that was changed there, of the same job only, and not from older news', () => {
    const externalIds = { requestId: null, jobId: '6500', externalId: 'SO-1', trackingId: null };
    const renumbered = news({ ids: { ...externalIds, externalId: 'SO-2' } });
    expect(patchOf(job({ externalIds }), renumbered).externalIds).toEqual({
      ...externalIds,
      externalId: 'SO-2',
    });
    const another = news({ ids: { ...externalIds, jobId: '6501', externalId: 'SO-2' } });
    expect(patchOf(job({ externalIds }), another)).not.toHaveProperty('externalIds');
    expect(patchOf(job({ externalIds, sourceAt: AT + 120_000 }), renumbered)).not.toHaveProperty(
      'externalIds',
    );
    const unsaid = news({ ids: { ...externalIds, externalId: null } });
    expect(patchOf(job({ externalIds }), unsaid)).not.toHaveProperty('externalIds');
  });

  it('tells couriers of two connections apart', () => {
    const other = job({ connectionId: 'connection-2' as ConnectionId });
    expect(patchOf(job(), news()).courierId).not.toBe(patchOf(other, news()).courierId);
  });

  it('gives a courier with an endless name an id that the contract takes, and each such name another', () => {
    const idOf = (key: string) => patchOf(job(), news({ courier: { key, name: 'X' } })).courierId ?? '';
    expect(courierSchema.shape.id.safeParse(idOf('W'.repeat(100_000))).success).toBe(true);
    expect(idOf('W'.repeat(100_000))).not.toBe(idOf(`${'W'.repeat(99_999)}w`));
    expect(idOf('billybiker')).toBe('connection-1:billybiker');
  });

  it('takes a courier away who is no longer named', () => {
    const known = job({ courierId: 'connection-1:x' as never, courierName: 'X' });
    expect(patchOf(known, news({ courier: null, positions: [] }))).toMatchObject({
      courierId: null,
      courierName: null,
    });
  });

  it('keeps a remark on the same status where the answer tells none, and lets it go with the status', () => {
    const known = job({ remarks: 'Rang twice' });
    const same = { status: 'accepted', rawStatus: '50', rawStatusText: 'accepted' } as const;
    expect(patchOf(known, news({ ...same, remarks: undefined }))).not.toHaveProperty('remarks');
    expect(patchOf(known, news({ ...same, remarks: null }))).toMatchObject({ remarks: null });
    expect(patchOf(known, news({ remarks: undefined }))).toMatchObject({ status: 'assigned', remarks: null });
  });

  it('clears what was wrong once the provider knows the job again', () => {
    expect(patchOf(job({ trouble: 'TwinJet does not know this job.' }), news()).trouble).toBeNull();
  });
});

describe('what an answer states of the job itself', () => {
  const address = {
    name: null,
    street: '1 Main St',
    unit: null,
    city: 'Reston',
    region: 'VA',
    postalCode: '20190',
    contact: null,
    phone: null,
    instructions: null,
    position: null,
  };

  it('is taken over where it differs, and nothing is patched where it does not', () => {
    const known = job({ recipient: 'Ada', promiseAt: AT, deliverAddress: address });
    const said = news({ facts: { recipient: 'Ada', promiseAt: AT + 1, deliverAddress: { ...address } } });
    const set = patchOf(known, said);
    expect(set).toMatchObject({ promiseAt: AT + 1, changedAt: AT + 61_000 });
    expect(set).not.toHaveProperty('recipient');
    expect(set).not.toHaveProperty('deliverAddress');
  });

  it('stays as it was booked where the answer tells the status alone', () => {
    expect(patchOf(job({ recipient: 'Ada' }), news())).not.toHaveProperty('recipient');
  });

  it('changes nothing where the answer is older than what is known', () => {
    const known = job({ recipient: 'Ada', sourceAt: AT + 120_000 });
    expect(patchOf(known, news({ facts: { recipient: 'Bob' } }))).not.toHaveProperty('recipient');
  });

  it('waits while a change of ours is on its way: the answer may be from before it', () => {
    const pending = { commandId: 'c' as never, kind: 'edit' as const, state: 'sending' as const };
    const known = job({ recipient: 'Ada', pending });
    const said = news({ facts: { recipient: 'Bob' } });
    expect(patchOf(known, said)).toMatchObject({ status: 'assigned' });
    expect(patchOf(known, said)).not.toHaveProperty('recipient');
    expect(patchOf({ ...known, pending: null }, said)).toMatchObject({ recipient: 'Bob' });
  });

  it('does not take a place off the map that it only words anew', () => {
    const position = { lat: 38.9, lng: -77.3 };
    const known = job({ deliverAddress: { ...address, position } });
    const said = news({ facts: { deliverAddress: { ...address, unit: '4', position: null } } });
    expect(patchOf(known, said).deliverAddress).toEqual({ ...address, unit: '4', position });
  });
});
