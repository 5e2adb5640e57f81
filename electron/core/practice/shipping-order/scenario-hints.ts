// How a person or a test asks for a particular fate of a shipment: by words in its texts, like "practice: delayed" or
// "practice: GEOCODING_FAILED". Used by shipping-office.ts. The list for readers is in the README of this folder.

import { isRefusalType } from './refusals.ts';
import { type Fields, inside } from './simulated-shipment.ts';

/** What the texts of a shipment ask for: fates as they are written, error types in capitals. */
export function hintsIn(fields: Fields): { fates: ReadonlySet<string>; refusal: string | null } {
  const { deliveryContact, deliveryAddress, pickup, deliveryInstructions } = fields;
  const texts = [deliveryInstructions, inside(deliveryContact, 'name'), inside(pickup, 'name')];
  texts.push(inside(deliveryAddress, 'street2'), inside(deliveryAddress, 'apartmentNumber'));
  const words = texts.flatMap((text) =>
    typeof text === 'string'
      ? [...text.matchAll(/practice:\s*([\w-]+)/gi)].map((match) => match[1] ?? '')
      : [],
  );
  const refusal = words.find((word) => isRefusalType(word.toUpperCase()));
  return { fates: new Set(words.map((word) => word.toLowerCase())), refusal: refusal?.toUpperCase() ?? null };
}
