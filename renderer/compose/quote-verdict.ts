// What a quote means for the booking: which end lies outside, what else was said, what an hour of arrival does to the
// window. Pure.

import type { TwinJetQuote } from '../../shared/contract/twinjet.ts';
import type { LatLng } from '../../shared/domain/address.ts';
import type { AddressEnd } from './compose-values.ts';

export interface QuoteVerdict {
  /** What the provider said against an end, null where it takes it. */
  ends: Record<AddressEnd, string | null>;
  /** What it said about anything else, as sent. */
  others: { field: string; message: string }[];
}

export function verdictOf(quote: TwinJetQuote): QuoteVerdict {
  const verdict: QuoteVerdict = { ends: { pick_address: null, deliver_address: null }, others: [] };
  for (const error of quote.errors) {
    const end = endOf(error.field);
    if (end === null) verdict.others.push(error);
    else verdict.ends[end] ??= error.message;
  }
  return verdict;
}

/** TwinJet asks for `deliver_address` and answers about `drop_address`; part of an address is the address. */
function endOf(field: string): AddressEnd | null {
  const [name] = field.split('.');
  if (name === 'pick_address') return 'pick_address';
  return name === 'drop_address' || name === 'deliver_address' ? 'deliver_address' : null;
}

/** Epoch ms of an ETA as sent; null where there is none or it cannot be read. */
export function etaOf(text: string | null): number | null {
  if (text === null) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

type Found = TwinJetQuote['pick_address'];

/** The address as the provider understood it, in one line; null where it said none. */
export function foundLine(found: Found): string | null {
  if (found === null) return null;
  const place = [found.state, found.zip].filter(Boolean).join(' ');
  const line = [found.address, found.floor, found.city, place].filter(Boolean).join(', ');
  return line === '' ? null : line;
}

export function foundPosition(found: Found): LatLng | null {
  return found?.lat == null || found.lng == null ? null : { lat: found.lat, lng: found.lng };
}
