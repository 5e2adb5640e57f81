import { expect, test } from 'vitest';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import type { JobStatus } from '../../shared/domain/job-status.ts';
import { courierSeverity, jobSeverity, troubledJobs } from './severity-roll-up.ts';

const row = (id: string, status: JobStatus) => ({ id, status }) as JobRow;
const jobs = (...ids: string[]) => ({ jobIds: ids as JobId[] });

test('a courier stands as badly as the worst of its jobs', () => {
  const troubled = troubledJobs([row('a', 'not-ready'), row('b', 'exception')], []);
  expect(courierSeverity(jobs('a'), troubled)).toBe('caution');
  expect(courierSeverity(jobs('a', 'b'), troubled)).toBe('critical');
  expect(courierSeverity(jobs('b', 'a'), troubled)).toBe('critical');
});

test('late is critical, whatever the status', () => {
  const troubled = troubledJobs([row('a', 'delayed')], [row('a', 'delayed'), row('c', 'picked-up')]);
  expect(courierSeverity(jobs('a'), troubled)).toBe('critical');
  expect(courierSeverity(jobs('c'), troubled)).toBe('critical');
});

test('without trouble it is under way, without jobs at rest', () => {
  const troubled = troubledJobs([row('a', 'exception')], []);
  expect(courierSeverity(jobs('x'), troubled)).toBe('moving');
  expect(courierSeverity(jobs(), troubled)).toBe('steady');
});

test('an open job past its promise is critical; one that is over, or exactly due, is as its status says', () => {
  const stands = (status: JobStatus, promiseAt: number | null) => jobSeverity({ status, promiseAt }, 1_000);
  expect(stands('accepted', 999)).toBe('critical');
  expect(stands('accepted', 1_000)).toBe('steady');
  expect(stands('delivered', 999)).toBe('done');
  expect(stands('not-ready', null)).toBe('caution');
});
