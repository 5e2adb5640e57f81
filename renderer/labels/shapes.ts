// How the statuses of AfterShip's shipping are drawn and said, and its money and days. Pure.

import type { Severity } from '../../shared/domain/job-status.ts';
import { formatMoney, moneyFromDecimal } from '../../shared/domain/money.ts';
import { texts } from './texts.ts';

export interface Shape {
  severity: Severity;
  slashed: boolean;
  word: string;
  /** On its way to another status. */
  underWay: boolean;
}

const KNOWN: Record<string, Omit<Shape, 'word'>> = {
  creating: { severity: 'steady', slashed: false, underWay: true },
  calculating: { severity: 'steady', slashed: false, underWay: true },
  cancelling: { severity: 'steady', slashed: false, underWay: true },
  manifesting: { severity: 'steady', slashed: false, underWay: true },
  calculated: { severity: 'done', slashed: false, underWay: false },
  created: { severity: 'done', slashed: false, underWay: false },
  manifested: { severity: 'done', slashed: false, underWay: false },
  cancelled: { severity: 'off', slashed: true, underWay: false },
  failed: { severity: 'critical', slashed: false, underWay: false },
  enabled: { severity: 'steady', slashed: false, underWay: false },
  disabled: { severity: 'off', slashed: true, underWay: false },
  deleted: { severity: 'off', slashed: true, underWay: false },
};

/** An unknown status is shown raw, and draws no attention of its own. */
export function shapeOf(status: string): Shape {
  const word = texts.statuses[status] ?? (status === '' ? texts.noStatus : status);
  return { ...(KNOWN[status] ?? { severity: 'off', slashed: false, underWay: false }), word };
}

/** "$12.50"; an amount that is none of this currency's is shown as it came. */
export function price(money: { amount: number; currency: string } | null | undefined): string | null {
  if (money === null || money === undefined) return null;
  const exact = moneyFromDecimal(money.amount, money.currency);
  try {
    return exact === null ? `${money.amount} ${money.currency}` : formatMoney(exact);
  } catch {
    return `${money.amount} ${money.currency}`;
  }
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** "Fri 27 Nov", the day as AfterShip writes it: it is the recipient's, and no zone of ours moves it. */
export function day(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text === '') return null;
  const at = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(at) ? text : dayFormat.format(at).replace(',', '');
}

export function momentOf(text: string | null | undefined): number | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : at;
}
