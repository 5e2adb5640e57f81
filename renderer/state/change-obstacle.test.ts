import { expect, test } from 'vitest';
import type { Command } from '../../shared/domain/command.ts';
import { JOB_STATUSES, type JobStatus } from '../../shared/domain/job-status.ts';
import type { ProviderName } from '../../shared/domain/provider-name.ts';
import { changeObstacle, isNeverAccepted } from './change-obstacle.ts';

type Given = Pick<Command, 'kind' | 'state' | 'attempts'>;

const job = (status: JobStatus, provider: ProviderName = 'twinjet', rawStatus = '') => ({
  status,
  provider,
  rawStatus,
});
const create = (state: Command['state'], attempts = 1): Given => ({ kind: 'create', state, attempts });
const cancel = (state: Command['state']): Given => ({ kind: 'cancel', state, attempts: 0 });

test('until a courier has it a job can be changed and cancelled, from then on the reason is said', () => {
  const open = JOB_STATUSES.filter(
    (status) => changeObstacle(job(status), [create('done')], 'edit') === null,
  );
  expect(open).toContain('assigned');
  expect(open).toContain('not-ready');
  for (const status of ['picked-up', 'delivered', 'cancelled', 'undeliverable', 'failed'] as const) {
    expect(changeObstacle(job(status), [create('done')], 'edit')).toMatch(/changed/);
    expect(changeObstacle(job(status), [create('done')], 'cancel')).toMatch(/cancelled/);
  }
});

test('a booking that was refused, or never left, is corrected or taken back whatever its status says', () => {
  expect(changeObstacle(job('failed'), [create('failed')], 'edit')).toBeNull();
  expect(changeObstacle(job('failed'), [create('failed')], 'cancel')).toBeNull();
  expect(isNeverAccepted([create('queued', 0)])).toBe(true);
});

test('one that may have reached the provider is not: nobody knows yet', () => {
  expect(isNeverAccepted([create('queued', 1)])).toBe(false);
  expect(isNeverAccepted([create('unknown')])).toBe(false);
  expect(isNeverAccepted([create('sending')])).toBe(false);
  expect(isNeverAccepted([])).toBe(false);
});

test('while a cancellation is on its way there is nothing to change and nothing more to cancel', () => {
  for (const state of ['queued', 'sending', 'unknown'] as const) {
    expect(changeObstacle(job('accepted'), [create('done'), cancel(state)], 'edit')).not.toBeNull();
    expect(changeObstacle(job('accepted'), [create('done'), cancel(state)], 'cancel')).not.toBeNull();
  }
  expect(changeObstacle(job('accepted'), [create('done'), cancel('failed')], 'cancel')).toBeNull();
});

test('a shipment that was refused is sent again from here, a tracking that never left is taken back', () => {
  expect(changeObstacle(job('failed', 'shipping-order'), [create('failed')], 'retry')).toBeNull();
  expect(changeObstacle(job('queued', 'aftership'), [create('queued', 0)], 'delete')).toBeNull();
  expect(changeObstacle(job('queued', 'aftership'), [create('queued', 0)], 'retrack')).not.toBeNull();
});

test('what is under way is not begun a second time', () => {
  const retrying: Given = { kind: 'retry', state: 'unknown', attempts: 1 };
  expect(changeObstacle(job('failed', 'shipping-order'), [create('done')], 'retry')).toBeNull();
  expect(changeObstacle(job('failed', 'shipping-order'), [create('done'), retrying], 'retry')).toMatch(
    /wait/,
  );
});
