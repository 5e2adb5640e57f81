// Money as minor units and a currency, so that no sum is ever a float.

export interface Money {
  /** Whole minor units: 800 is $8.00. */
  minor: number;
  /** ISO 4217, upper case. */
  currency: string;
}

/**
 * Reads a provider's decimal amount, a string or a number ("8.00", 20, "20.5").
 * Null where it is no plain decimal with at most two places: the raw value is kept elsewhere.
 */
export function moneyFromDecimal(value: unknown, currency: string): Money | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(text);
  if (!match) return null;
  const minor = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return { minor: match[1] === '-' ? -minor : minor, currency };
}

/** By locale and currency: making one costs a hundred times what using it does, and a board shows many prices. */
const formats = new Map<string, Intl.NumberFormat>();

/** "$8.00" in the reader's own notation. */
export function formatMoney({ minor, currency }: Money, locale = 'en-US'): string {
  const key = `${locale} ${currency}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    formats.set(key, format);
  }
  return format.format(minor / 100);
}
