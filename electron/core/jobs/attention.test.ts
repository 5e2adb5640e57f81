import { expect, it } from 'vitest';
import { troubleOf } from '../../../shared/domain/attention.ts';
import type { JobRow } from '../../../shared/domain/job.ts';
import { JOB_STATUSES } from '../../../shared/domain/job-status.ts';
import { alarmOfStatus } from './attention.ts';

it('tells of nothing that is not in the inbox too', () => {
  const told = JOB_STATUSES.filter(
    (status) => alarmOfStatus({ id: 'job-1', reference: 'BILL-7', status } as JobRow) !== null,
  );
  expect(told).toContain('failed');
  expect(told.filter((status) => troubleOf(status) === null)).toEqual([]);
});
