import { expect, it } from 'vitest';
import type { Rate } from '../../shared/contract/labels.ts';
import { compareRates } from './compare-rates.ts';

const rate = (service: string, amount: number | null, days: number | null, currency = 'USD'): Rate => ({
  shipper_account: { id: 'a' },
  service_type: service,
  service_name: service,
  total_charge: amount === null ? null : { amount, currency },
  transit_time: days,
});
const refused: Rate = { shipper_account: { id: 'b' }, error_message: 'No.' };
const names = (rates: readonly Rate[]) => rates.map(({ service_type }) => service_type);

it('orders by price, then by days, and the other way round; without a price last', () => {
  const rates = [
    rate('unpriced', null, 1),
    rate('slow', 5, 4),
    rate('fast', 9, 1),
    rate('same', 5, 3),
    refused,
  ];
  const byPrice = compareRates(rates, 'price');
  expect(names(byPrice.offers)).toEqual(['same', 'slow', 'fast', 'unpriced']);
  expect(byPrice.without).toEqual([refused]);
  expect(names(compareRates(rates, 'delivery').offers)).toEqual(['fast', 'unpriced', 'same', 'slow']);
  expect([byPrice.cheapest?.transit_time, byPrice.fastest?.transit_time]).toEqual([4, 1]);
});

it('calls nothing the cheapest among different currencies, nor what stands alone', () => {
  expect(compareRates([rate('a', 5, 1), rate('b', 9, 2, 'EUR')], 'price').cheapest).toBeNull();
  expect(compareRates([rate('a', 5, 1)], 'price')).toMatchObject({ cheapest: null, fastest: null });
});
