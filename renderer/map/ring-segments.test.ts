import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RING_PARTS, type RingCounts, ringSegments } from './ring-segments.ts';

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
