import { expect, it } from 'vitest';
import { newId } from '../core/new-id.ts';
import { parseDeepLink } from './deep-link.ts';

it('reads a link to a job of ours', () => {
  const jobId = newId('job');
  expect(parseDeepLink(`switchyard://job/${jobId}`)).toEqual({ kind: 'job', jobId });
  // Some browsers close the path.
  expect(parseDeepLink(`switchyard://job/${jobId}/`)).toEqual({ kind: 'job', jobId });
});

it.each([
  'switchyard://job/',
  'switchyard://job',
  'switchyard:job/job-1',
  'SWITCHYARD://job/job-1',
  'switchyard://jobs/job-1',
  'switchyard://job/job-1?x=1',
  'switchyard://job/job-1#x',
  'switchyard://job/../settings',
  'switchyard://job/job-1/cancel',
  'switchyard://job/%6Aob-1',
  "switchyard://job/1' OR 1=1",
  'switchyard://user@job/job-1',
  'switchyard://job:1/job-1',
  'switchyard://job/job-1\n',
  ' switchyard://job/job-1',
  `switchyard://job/${'a'.repeat(65)}`,
  'https://job/job-1',
  '--remote-debugging-port=1',
  '',
])('takes %j for nothing', (link) => {
  expect(parseDeepLink(link)).toBeNull();
});
