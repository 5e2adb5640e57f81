import { expect, test } from 'vitest';
import type { TwinJetQuote } from '../../shared/contract/twinjet.ts';
import type { QuoteId } from '../../shared/domain/ids.ts';
import { etaOf, foundLine, foundPosition, verdictOf } from './quote-verdict.ts';

function quote(errors: TwinJetQuote['errors']): TwinJetQuote {
  return {
    quoteId: 'quote-1' as QuoteId,
    price: null,
    pickup_eta: null,
    delivery_eta: null,
    pick_address: null,
    drop_address: null,
    errors,
    zones: [],
    quotedAt: 0,
    staleAt: 1,
  };
}

test('an address outside the zone is said at its own end, by either of its names', () => {
  const message = 'Outside of available delivery area';
  expect(verdictOf(quote([{ field: 'pick_address', message }]))).toEqual({
    ends: { pick_address: message, deliver_address: null },
    others: [],
  });
  for (const field of ['drop_address', 'deliver_address', 'deliver_address.zip_code']) {
    expect(verdictOf(quote([{ field, message }])).ends).toEqual({
      pick_address: null,
      deliver_address: message,
    });
  }
});

test('anything else that was said is kept as sent', () => {
  const other = { field: 'service', message: 'Closed on Sundays' };
  expect(verdictOf(quote([other]))).toEqual({
    ends: { pick_address: null, deliver_address: null },
    others: [other],
  });
});

test('times of arrival are read with their offset', () => {
  expect(etaOf('2016-01-22T17:53:40.730-08:00')).toBe(Date.UTC(2016, 0, 23, 1, 53, 40, 730));
  expect(etaOf('soon')).toBeNull();
  expect(etaOf(null)).toBeNull();
});

test('the address as it was understood is one line, without what it lacks', () => {
  const found = {
    address: '565 Ellis Street',
    city: 'San Francisco',
    state: 'CA',
    floor: null,
    zip: '94109',
  };
  expect(foundLine(found)).toBe('565 Ellis Street, San Francisco, CA 94109');
  expect(foundLine({})).toBeNull();
  expect(foundLine(null)).toBeNull();
  expect(foundPosition({ ...found, lat: 37.78, lng: -122.41 })).toEqual({ lat: 37.78, lng: -122.41 });
  expect(foundPosition(found)).toBeNull();
});
