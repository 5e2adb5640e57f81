// Numbers as people type them. Pure. Undefined: nothing typed; null: typed, and no such number.

/** "20", "20.5", ".50", "1,234.50", "$ 20.00"; at most two places. "20,50" is refused rather than guessed. */
export function readAmount(typed: string): number | undefined | null {
  const text = typed.trim().replace(/^[$€£]\s*/, '');
  if (text === '') return undefined;
  if (!/^(?:\d{1,7}|\d{1,3}(?:,\d{3}){1,2})?(?:\.\d{1,2})?$/.test(text)) return null;
  return Number(text.replaceAll(',', ''));
}

export function readWhole(typed: string): number | undefined | null {
  const text = typed.trim();
  if (text === '') return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** An amount as it stands in a field: "20.00". */
export function writeAmount(amount: number): string {
  return Math.round(amount * 100) / 100 === amount ? amount.toFixed(2) : String(amount);
}
