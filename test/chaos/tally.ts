// What a part of chaos hands back: figures for the table, and each thing that went wrong in words. Used by every part.
// A figure that must be 0 is counted by its violations and by nothing else.

import type { Figure } from '../bench/figures.ts';

export interface PartOutcome {
  figures: Figure[];
  /** "lost: CHAOS-17 was acknowledged and the provider has no such job" */
  violations: string[];
}

export interface Tally {
  /** A kind of violation; its figure is in the table also when there is none. Answers the way to note one. */
  never(what: string, note?: string): (detail: string) => void;
  /** What was done or seen, without a goal. */
  seen(what: string, value: number, unit?: string, note?: string): void;
  outcome(): PartOutcome;
}

export function createTally(part: string): Tally {
  const entries: (Figure & { details: string[] })[] = [];
  return {
    never(what, note) {
      const details: string[] = [];
      entries.push({ part, what, value: 0, unit: '', goal: { most: 0 }, details, ...(note && { note }) });
      return (detail) => void details.push(detail);
    },
    seen(what, value, unit = '', note) {
      entries.push({ part, what, value, unit, details: [], ...(note && { note }) });
    },
    outcome: () => ({
      figures: entries.map(({ details, ...figure }) =>
        figure.goal ? { ...figure, value: details.length } : figure,
      ),
      violations: entries.flatMap(({ what, details }) => details.map((detail) => `${what}: ${detail}`)),
    }),
  };
}
