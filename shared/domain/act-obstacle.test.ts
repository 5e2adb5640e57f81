import { describe, expect, it } from 'vitest';
import { type Act, actObstacle } from './act-obstacle.ts';
import { JOB_STATUSES, type JobStatus } from './job-status.ts';
import type { ProviderName } from './provider-name.ts';

function statusesFor(provider: ProviderName, act: Act, rawStatus = ''): JobStatus[] {
  return JOB_STATUSES.filter((status) => actObstacle({ provider, status, rawStatus }, act) === null);
}

describe('a courier job', () => {
  it('is changed and cancelled until the courier has it, and knows nothing else', () => {
    expect(statusesFor('twinjet', 'edit')).toEqual(statusesFor('twinjet', 'cancel'));
    expect(statusesFor('twinjet', 'edit')).toContain('assigned');
    expect(statusesFor('twinjet', 'edit')).not.toContain('picked-up');
    for (const act of ['retry', 'delete', 'retrack', 'complete'] as const) {
      expect(statusesFor('twinjet', act)).toEqual([]);
    }
  });
});

describe('a parcel tracking', () => {
  it('is changed and removed whatever became of the parcel, until it has been removed', () => {
    const others = JOB_STATUSES.filter((status) => status !== 'cancelled');
    expect(statusesFor('aftership', 'edit')).toEqual(others);
    expect(statusesFor('aftership', 'delete')).toEqual(others);
  });

  it('is tracked again once it has expired or was completed, and not while AfterShip follows it', () => {
    const can = statusesFor('aftership', 'retrack');
    expect(can).toEqual(expect.arrayContaining(['expired', 'delivered', 'returned', 'lost']));
    for (const open of ['submitted', 'in-transit', 'exception'] as const) expect(can).not.toContain(open);
  });

  it('is completed while it is open, and where AfterShip has given up on it', () => {
    const can = statusesFor('aftership', 'complete');
    expect(can).toEqual(expect.arrayContaining(['in-transit', 'exception', 'expired']));
    for (const over of ['delivered', 'lost', 'returned'] as const) expect(can).not.toContain(over);
  });

  it('is removed, not cancelled', () => {
    expect(statusesFor('aftership', 'cancel')).toEqual([]);
    expect(actObstacle({ provider: 'aftership', status: 'in-transit', rawStatus: '' }, 'cancel')).toBe(
      'A tracking is removed, not cancelled.',
    );
  });
});

describe('a shipment', () => {
  it('is changed and cancelled until it is over: on the road and after an error the provider decides', () => {
    const can = statusesFor('shipping-order', 'cancel');
    for (const under of ['submitted', 'assigned', 'delayed', 'in-transit', 'exception', 'failed'] as const) {
      expect(can).toContain(under);
    }
    for (const over of ['delivered', 'undeliverable', 'cancelled'] as const) expect(can).not.toContain(over);
    expect(statusesFor('shipping-order', 'edit')).toEqual(can);
  });

  it('that failed before it was placed is mended by a change and placed again', () => {
    expect(statusesFor('shipping-order', 'edit')).toContain('failed');
    expect(statusesFor('shipping-order', 'retry')).toEqual(['failed']);
    expect(statusesFor('shipping-order', 'retry', 'PENDING_AUTORETRY')).toContain('submitted');
  });

  it('is neither removed, retracked nor completed', () => {
    for (const act of ['delete', 'retrack', 'complete'] as const) {
      expect(statusesFor('shipping-order', act)).toEqual([]);
    }
  });
});
