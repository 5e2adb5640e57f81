// The ring around a cluster's number: one segment for each kind of courier in it, worst first, from the top clockwise.
// Pure; sprites.ts draws it.

/** Worst first. `quiet`: not heard of for long, and nothing else the matter. */
export const RING_PARTS = ['critical', 'caution', 'moving', 'steady', 'quiet'] as const;
export type RingPart = (typeof RING_PARTS)[number];
export type RingCounts = Record<RingPart, number>;

export interface RingSegment {
  part: RingPart;
  /** Fractions of the whole circle. */
  from: number;
  to: number;
}

/** One late courier among hundreds must still be seen. */
const LEAST_SHARE = 0.08;

/** Finer than this nobody can tell two rings apart. */
const STEPS = 16;

/** The same ring for whatever looks the same, so that one picture does for many clusters. */
export function roughCounts(counts: RingCounts): RingCounts {
  const total = RING_PARTS.reduce((sum, part) => sum + counts[part], 0);
  const rough = { ...counts };
  for (const part of RING_PARTS)
    if (counts[part] > 0) rough[part] = Math.max(1, Math.round((STEPS * counts[part]) / total));
  return rough;
}

export function ringSegments(counts: RingCounts): RingSegment[] {
  const present = RING_PARTS.filter((part) => counts[part] > 0);
  const total = present.reduce((sum, part) => sum + counts[part], 0);
  const weights = present.map((part) => Math.max(LEAST_SHARE, counts[part] / total));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let from = 0;
  return present.map((part, index) => {
    const to = index === present.length - 1 ? 1 : from + (weights[index] ?? 0) / whole;
    const segment = { part, from, to };
    from = to;
    return segment;
  });
}
