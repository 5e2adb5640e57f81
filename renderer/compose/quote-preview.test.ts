import { expect, test } from 'vitest';
import type { TwinJetQuote } from '../../shared/contract/twinjet.ts';
import type { ConnectionId, QuoteId, ZoneId } from '../../shared/domain/ids.ts';
import type { Zone } from '../../shared/domain/zone.ts';
import { previewOf } from './quote-preview.ts';

const zone: Zone = {
  id: 'zone-1' as ZoneId,
  connectionId: 'c1' as ConnectionId,
  name: 'Downtown',
  geometry: { type: 'MultiPolygon', coordinates: [] },
  receivedAt: 0,
};
const quote: TwinJetQuote = {
  quoteId: 'quote-1' as QuoteId,
  price: '8.00',
  pickup_eta: null,
  delivery_eta: null,
  pick_address: { address: '560 Mission Street', lat: 37.788, lng: -122.399 },
  drop_address: { address: '1 Far Away', lat: 38.5, lng: -121.4 },
  errors: [{ field: 'deliver_address', message: 'Outside of available delivery area' }],
  zones: [zone],
  quotedAt: 0,
  staleAt: 1,
};

test('both ends are shown where the provider found them, with the one that lies outside marked', () => {
  const shown = {
    pick: { at: { lat: 37.788, lng: -122.399 }, outside: false },
    drop: { at: { lat: 38.5, lng: -121.4 }, outside: true },
    zones: [zone],
  };
  expect(previewOf({ kind: 'quote', quote })).toEqual(shown);
  expect(previewOf({ kind: 'asking', before: quote })).toEqual(shown);
});

test('an end that was not found is left out', () => {
  const found = { ...quote, drop_address: { address: '1 Far Away', lat: null, lng: null } };
  expect(previewOf({ kind: 'quote', quote: found })?.drop).toBeNull();
});

test('without a quote there is nothing to show', () => {
  expect(previewOf({ kind: 'none' })).toBeNull();
  expect(previewOf({ kind: 'asking', before: null })).toBeNull();
});
