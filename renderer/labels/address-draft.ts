// An address as it is typed, for every form of this folder, and as AfterShip takes and tells it. Pure.

import type { ShippingAddress } from '../../shared/contract/labels.ts';

/** What nearly every parcel needs, in the order of the form. */
export const MAIN_TEXTS = [
  'contact_name',
  'company_name',
  'street1',
  'street2',
  'city',
  'state',
  'postal_code',
  'country',
  'phone',
  'email',
] as const;
/** What some couriers and most customs want to know besides; folded away. */
export const MORE_TEXTS = [
  'street3',
  'fax',
  'tax_id',
  'tax_id_type',
  'identification_number',
  'identification_type',
  'eori_number',
  'lat',
  'lng',
] as const;

export type AddressText = (typeof MAIN_TEXTS)[number] | (typeof MORE_TEXTS)[number];

export type AddressDraft = Record<AddressText, string> & { residential: boolean };

/** An address that not every shipment has. Taken out again, what was typed stays. */
export interface SpareAddress {
  given: boolean;
  address: AddressDraft;
}

const TEXTS: readonly AddressText[] = [...MAIN_TEXTS, ...MORE_TEXTS];
const ALWAYS: ReadonlySet<AddressText> = new Set(['contact_name', 'street1', 'country']);

export const emptyAddress: AddressDraft = {
  ...(Object.fromEntries(TEXTS.map((name) => [name, ''])) as Record<AddressText, string>),
  country: 'USA',
  residential: false,
};

export const noAddress: SpareAddress = { given: false, address: emptyAddress };

/** Where AfterShip has a field of the form: "lat" is "location.lat". */
export function addressPath(name: AddressText): string {
  return name === 'lat' || name === 'lng' ? `location.${name}` : name;
}

/** Whatever AfterShip tells of an address, as typed. */
export function addressDraft(told: Record<string, unknown> | null | undefined): AddressDraft {
  const draft = { ...emptyAddress, residential: told?.type === 'residential' };
  const place = (told?.location ?? {}) as Record<string, unknown>;
  for (const name of TEXTS) {
    const value = name === 'lat' || name === 'lng' ? place[name] : told?.[name];
    if (typeof value === 'string' || typeof value === 'number') draft[name] = String(value);
  }
  return draft;
}

export function addressOf(draft: AddressDraft): ShippingAddress {
  const texts = TEXTS.filter((name) => name !== 'lat' && name !== 'lng')
    .map((name) => [name, draft[name].trim()] as const)
    .filter(([name, value]) => value !== '' || ALWAYS.has(name));
  const isPlaced = draft.lat.trim() !== '' || draft.lng.trim() !== '';
  return {
    ...Object.fromEntries(texts),
    ...(isPlaced ? { location: { lat: numberOf(draft.lat), lng: numberOf(draft.lng) } } : {}),
    type: draft.residential ? 'residential' : 'business',
  } as ShippingAddress;
}

/** Names whose values differ between what was typed and what is recommended. */
export function differences(typed: AddressDraft, recommended: AddressDraft): AddressText[] {
  return TEXTS.filter((name) => typed[name].trim() !== recommended[name].trim());
}

/** "1,5" and "1.5" are the same number; what is none becomes NaN, which the core refuses by name. */
export function numberOf(text: string): number {
  const plain = text.trim().replace(',', '.');
  return plain === '' ? Number.NaN : Number(plain);
}
