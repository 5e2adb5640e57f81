import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RING_PARTS, type RingCounts, ringSegments, roughCounts } from './ring-segments.ts';

const none: RingCounts = { critical: 0, caution: 0, moving: 0, steady: 0, quiet: 0 };

test('the worst begins at the top, and each has its share', () => {
  expect(ringSegments({ ...none, moving: 3, critical: 1 })).toEqual([
    { part: 'critical', from: 0, to: 0.25 },
    { part: 'moving', from: 0.25, to: 1 },
  ]);
});

test('one kind alone is the whole ring', () => {
  expect(ringSegments({ ...none, steady: 7 })).toEqual([{ part: 'steady', from: 0, to: 1 }]);
});

test('one late courier among a thousand is still seen', () => {
  const [late] = ringSegments({ ...none, critical: 1, moving: 999 });
  expect(late?.part).toBe('critical');
  expect((late?.to ?? 0) - (late?.from ?? 0)).toBeGreaterThan(0.07);
});

test('whatever the counts, the segments close the ring without a gap, worst first', () => {
  const counts = fc.record(Object.fromEntries(RING_PARTS.map((part) => [part, fc.nat(5000)])));
  fc.assert(
    fc.property(counts, (drawn) => {
      const segments = ringSegments(drawn as RingCounts);
      const present = RING_PARTS.filter((part) => (drawn[part] ?? 0) > 0);
      expect(segments.map(({ part }) => part)).toEqual(present);
      let end = 0;
      for (const { from, to } of segments) {
        expect(from).toBe(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
      if (present.length > 0) expect(end).toBe(1);
    }),
  );
});

test('clusters that look alike have one ring, and nobody in trouble is rounded away', () => {
  expect(roughCounts({ ...none, moving: 300, steady: 100 })).toEqual(
    roughCounts({ ...none, moving: 3, steady: 1 }),
  );
  expect(roughCounts({ ...none, critical: 1, moving: 999 }).critical).toBeGreaterThan(0);
  fc.assert(
    fc.property(fc.record({ moving: fc.nat(500), steady: fc.nat(500), critical: fc.nat(500) }), (some) => {
      const counts = { ...none, ...some };
      const rough = roughCounts(counts);
      for (const part of RING_PARTS) expect(rough[part] > 0).toBe(counts[part] > 0);
      const before = ringSegments(counts);
      for (const [index, { part, from }] of ringSegments(rough).entries()) {
        expect(part).toBe(before[index]?.part);
        expect(Math.abs(from - (before[index]?.from ?? 0))).toBeLessThan(0.1);
      }
    }),
  );
});
