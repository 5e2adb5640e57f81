import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Courier } from '../../shared/domain/courier.ts';
import type { CourierId, JobId } from '../../shared/domain/ids.ts';
import { clusterCouriers } from './courier-clusters.ts';
import { type CourierMark, createCourierMarks } from './courier-marks.ts';

const NOW = 1_800_000_000_000;
/** At zoom 12 a pixel is about 0.00034 degrees of longitude. */
const PIXEL = 360 / (256 * 2 ** 12);
/** The same in fractions of the world. */
const PIXEL_SHARE = PIXEL / 360;
const nobody = () => false;

function marksAt(...lngs: number[]) {
  const marks = createCourierMarks(300_000);
  const couriers = lngs.map(
    (lng, index) =>
      ({
        id: `c${index}`,
        name: `Courier ${index}`,
        position: { lat: 37.77, lng },
        positionAt: NOW,
        jobIds: index === 0 ? ['late' as JobId] : [],
      }) as unknown as Courier,
  );
  marks.takeTroubled(new Map([['late' as JobId, 'critical']]));
  marks.take(new Map(couriers.map((one) => [one.id, one])), NOW);
  return [...marks.byId.values()];
}
const ids = (marks: { id: CourierId }[]) => marks.map(({ id }) => id).toSorted();

test('each is drawn by itself where there is room for it', () => {
  const marks = marksAt(-122.4, -122.4 + 40 * PIXEL, -122.4 + 80 * PIXEL);
  const { singles, clusters } = clusterCouriers(marks, 12, nobody);
  expect(ids(singles)).toEqual(['c0', 'c1', 'c2']);
  expect(clusters).toEqual([]);
});

test('those that would cover each other share a number, until the zoom parts them', () => {
  const marks = marksAt(-122.4, -122.4 + 10 * PIXEL, -122.4 + 200 * PIXEL);
  const near = clusterCouriers(marks, 12, nobody);
  expect(ids(near.singles)).toEqual(['c2']);
  expect(near.clusters.map(({ members }) => members.length)).toEqual([2]);
  expect(ids(near.clusters[0]?.members ?? [])).toEqual(['c0', 'c1']);
  expect(near.clusters[0]?.counts).toMatchObject({ critical: 1, steady: 1, moving: 0 });
  const closer = clusterCouriers(marks, 14, nobody);
  expect(ids(closer.singles)).toEqual(['c0', 'c1', 'c2']);
});

test('the selected one stands alone, even on one doorstep with others', () => {
  const marks = marksAt(-122.4, -122.4, -122.4);
  const { singles, clusters } = clusterCouriers(marks, 19, ({ id }) => id === 'c1');
  expect(ids(singles)).toEqual(['c1']);
  expect(ids(clusters[0]?.members ?? [])).toEqual(['c0', 'c2']);
});

test('nobody is lost or counted twice among two thousand', () => {
  const marks = marksAt(
    ...Array.from({ length: 2000 }, (_, index) => -122.5 + ((index * 7919) % 2000) * 1e-4),
  );
  const { singles, clusters } = clusterCouriers(marks, 12, nobody);
  const everybody = ids([...singles, ...clusters.flatMap((cluster) => cluster.members)]);
  expect(everybody).toEqual(ids(marks));
  for (const { counts, members } of clusters) {
    const { critical, caution, moving, steady, quiet } = counts;
    expect(critical + caution + moving + steady + quiet).toBe(members.length);
  }
});

test('who has nobody within the room stands alone; who shares a number lies within the room of its first', () => {
  const spread = fc.record({
    x: fc.integer({ min: 0, max: 300 }),
    y: fc.integer({ min: 0, max: 300 }),
  });
  fc.assert(
    fc.property(fc.array(spread, { maxLength: 80 }), (places) => {
      const marks = places.map(({ x, y }, index) => ({
        id: `c${index}`,
        x: 0.16 + x * PIXEL_SHARE,
        y: 0.38 + y * PIXEL_SHARE,
        severity: 'steady' as const,
        freshness: 'live' as const,
      })) as unknown as CourierMark[];
      const apart = (a: CourierMark, b: CourierMark) => Math.hypot(a.x - b.x, a.y - b.y) / PIXEL_SHARE;
      const { singles, clusters } = clusterCouriers(marks, 12, nobody);
      expect(ids([...singles, ...clusters.flatMap(({ members }) => members)])).toEqual(ids(marks));
      for (const mark of marks) {
        if (marks.every((other) => other === mark || apart(mark, other) > 26.01))
          expect(singles).toContain(mark);
      }
      for (const { members } of clusters) {
        const [first, ...others] = members;
        expect(others.length).toBeGreaterThan(0);
        for (const other of others) expect(first && apart(first, other)).toBeLessThan(26.01);
      }
    }),
  );
});
