import { expect, test } from 'vitest';
import type { JobRow } from '../../shared/domain/job.ts';
import type { CourierMark } from './courier-marks.ts';
import { describeCluster, describeCourier, describeJob, describePlace } from './describe-hit.ts';
import type { DrawnPlace } from './place-marks.ts';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

const mark = (name: string, part: Partial<CourierMark> = {}, positionAt: number | null = NOW - 12_000) =>
  ({
    courier: { name, positionAt, jobIds: ['a', 'b'] },
    freshness: 'live',
    severity: 'moving',
    ...part,
  }) as CourierMark;
const row = (part: Partial<JobRow>) =>
  ({
    id: 'job-1',
    status: 'picked-up',
    reference: null,
    recipient: null,
    to: null,
    promiseAt: null,
    ...part,
  }) as JobRow;

test('a courier is told with the age of its position and how its jobs stand', () => {
  expect(describeCourier(mark('Billy'), NOW)).toEqual([
    'Billy',
    'Position 12 s old',
    '2 open jobs, under way',
  ]);
  const lost = mark('Ana', { freshness: 'lost', severity: 'critical' }, NOW - 20 * MINUTE);
  expect(describeCourier(lost, NOW)).toEqual([
    'Ana',
    'Lost: last seen 20 min ago',
    '2 open jobs, a job late or failed',
  ]);
});

test('a name stays the text it is', () => {
  expect(describeCourier(mark('<img src=x>'), NOW)[0]).toBe('<img src=x>');
});

test('a cluster names some of its members and counts the rest', () => {
  const members = Array.from({ length: 9 }, (_, index) => mark(`Courier ${index}`));
  const counts = { critical: 1, caution: 0, moving: 8, steady: 0, quiet: 0 };
  const lines = describeCluster({ x: 0, y: 0, counts, members });
  expect(lines.slice(0, 2)).toEqual(['9 couriers', '1 late or failed, 8 under way']);
  expect(lines.slice(2)).toEqual([...members.slice(0, 6).map(({ courier }) => courier.name), '+ 3']);
});

test('a late job is critical whatever its status; one that is over is not late', () => {
  const late = describeJob(
    row({ reference: 'BILL-7', to: '560 Mission St', promiseAt: NOW - 12 * MINUTE }),
    NOW,
  );
  expect(late).toEqual({
    label: 'BILL-7',
    hint: 'Picked up · −12 min · 560 Mission St',
    severity: 'critical',
  });
  const over = describeJob(row({ status: 'delivered', promiseAt: NOW - 12 * MINUTE }), NOW);
  expect(over).toEqual({ label: 'job-1', hint: 'Delivered', severity: 'done' });
});

test('a place tells its job; several at one spot are counted and named, and the rest counted', () => {
  const place = (...ids: string[]) =>
    ({ end: 'drop', marks: ids.map((id) => ({ job: row({ reference: id }) })) }) as unknown as DrawnPlace;
  expect(describePlace(place('BILL-7'), NOW)).toEqual(['Drop-off', 'BILL-7', 'Picked up']);
  const lines = describePlace(place('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'), NOW);
  expect([lines[0], lines[1], lines.at(-1)]).toEqual(['8 drop-offs', 'A · Picked up', '+ 2']);
  expect(lines).toHaveLength(8);
});
