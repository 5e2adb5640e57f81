// What a provider wrote, fit to stand among our own words. Pure; called where answers are read (providers/*/wire.ts), never
// for what goes back to a provider. The answer itself is kept as it came.

/**
 * Without characters that have no form (NUL, bell …) and without those that reorder what stands around them (embeddings,
 * overrides, isolates): "Delivered<RLO>…" must not be able to turn the sentence it is quoted in. Line breaks and tabs stay,
 * and so do the marks that real Arabic, Hebrew and emoji need.
 */
export function plainText(text: string): string {
  return text.replace(/[\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\t\n\r]/gu, '');
}

/** Longer than anything that a person writes here, short enough for a board. */
const LONGEST_PROSE = 2_000;

/** For what is read and never compared (a note, a name, a street): the whole of it is in the answer as it came. */
export function shortened<Text extends string | null>(text: Text): Text | string {
  return text !== null && text.length > LONGEST_PROSE
    ? `${text.slice(0, LONGEST_PROSE).replace(/[\uD800-\uDBFF]$/, '')}…`
    : text;
}

/** Nobody has an answer that is nested deeper, and whoever sends one must not use up our stack. */
const DEEPEST = 100;

/** The same for every text and every name of a parsed answer. What is nested deeper than any answer is left out. */
export function plainJson(value: unknown, level = 0): unknown {
  if (typeof value === 'string') return plainText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (level === DEEPEST) return null;
  if (Array.isArray(value)) return value.map((part) => plainJson(part, level + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [plainText(name), plainJson(part, level + 1)]),
  );
}
