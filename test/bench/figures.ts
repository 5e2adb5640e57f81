// What a part of the bench hands back: figures, each with its goal where it has one. Pure; used by every part and by
// report.ts. Goals come from the design's budgets and are never adjusted to what was measured.

export interface Figure {
  /** "board", "ingest" … */
  part: string;
  /** In words, as it stands in the table. */
  what: string;
  value: number;
  /** "ms", "x", "MB", "jobs/s", "s", "" */
  unit: string;
  goal?: Goal;
  /** Why a goal is not met, what else was seen, or what the figure stands on. */
  note?: string;
}

export type Goal = { most: number } | { least: number };

export function isMet({ value, goal }: Figure): boolean | null {
  if (goal === undefined) return null;
  return 'most' in goal ? value <= goal.most : value >= goal.least;
}

/** The value below which `share` of them lie, by nearest rank; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The same figures from several runs become one: the median of each, with the range beside it. */
export function medianOfRuns(runs: readonly (readonly Figure[])[]): Figure[] {
  const [first = []] = runs;
  return first.map((figure, at) => {
    const values = runs.flatMap((run) => run[at]?.value ?? []);
    if (values.length < 2) return figure;
    const range = `${show(Math.min(...values))} to ${show(Math.max(...values))} in ${values.length} runs`;
    return { ...figure, value: median(values), note: figure.note ? `${range}; ${figure.note}` : range };
  });
}

/** Three digits that mean something. */
export function show(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString('en-US');
  return value
    .toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** "1,000" and "1,000,000". */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}
