// Rates side by side: which are offers, in what order, and what each account said instead. Pure.

import type { Rate } from '../../shared/contract/labels.ts';

export type RateOrder = 'price' | 'delivery';

export interface Comparison {
  offers: Rate[];
  /** Accounts that gave none, with their words. */
  without: Rate[];
  cheapest: Rate | null;
  fastest: Rate | null;
}

/** An offer has a service; a price may be missing all the same. */
export function compareRates(rates: readonly Rate[], order: RateOrder): Comparison {
  const offers = rates.filter(({ service_type, error_message }) => service_type && !error_message);
  const by = order === 'price' ? [priceOf, daysOf] : [daysOf, priceOf];
  const sorted = offers.toSorted((a, b) => {
    for (const of of by) {
      const difference = of(a) - of(b);
      if (difference !== 0 && !Number.isNaN(difference)) return difference;
    }
    return (a.service_name ?? '').localeCompare(b.service_name ?? '');
  });
  return {
    offers: sorted,
    without: rates.filter((rate) => !offers.includes(rate)),
    cheapest: least(offers, priceOf),
    fastest: least(offers, daysOf),
  };
}

/** Sums of different currencies cannot be compared: then nothing is the cheapest. */
function least(offers: readonly Rate[], of: (rate: Rate) => number): Rate | null {
  const known = offers.filter((rate) => Number.isFinite(of(rate)));
  if (of === priceOf && new Set(known.map(({ total_charge }) => total_charge?.currency)).size > 1)
    return null;
  if (known.length < 2) return null;
  return known.reduce((best, rate) => (of(rate) < of(best) ? rate : best));
}

function priceOf({ total_charge }: Rate): number {
  return total_charge?.amount ?? Number.POSITIVE_INFINITY;
}

function daysOf({ transit_time, delivery_date }: Rate): number {
  return transit_time ?? (Date.parse(delivery_date ?? '') / 86_400_000 || Number.POSITIVE_INFINITY);
}
