// What the simulated shipping finds in a request: fields that are missing or wrong, weights, and what a name leads to
// (see the README). Pure. Used by shipping-office.ts.

import type { Detail } from './shipping-answers.ts';
import type { Fields } from './simulated-things.ts';

const KG: Record<string, number> = { kg: 1, g: 0.001, lb: 0.45359237, oz: 0.0283495 };

export function shipmentProblems(value: unknown): Detail[] {
  const shipment = fields(value);
  const parcels = list(shipment.parcels);
  return [
    ...addressProblems('data.shipment.ship_from', shipment.ship_from),
    ...addressProblems('data.shipment.ship_to', shipment.ship_to),
    ...(parcels.length === 0
      ? [{ path: 'data.shipment.parcels', info: 'data.shipment.parcels is required' }]
      : []),
    ...parcels.flatMap((parcel, place) =>
      (['box_type', 'dimension', 'items'] as const)
        .filter((name) => fields(parcel)[name] === undefined)
        .map((name) => ({
          path: `data.shipment.parcels.${place}.${name}`,
          info: `data.shipment.parcels.${place}.${name} is required`,
        })),
    ),
    ...parcels.flatMap((parcel, place) =>
      list(fields(parcel).items).flatMap((item, at) => {
        const { hs_code } = fields(item);
        const path = `data.shipment.parcels.${place}.items.${at}.hs_code`;
        return hs_code === undefined || /^\d{4,12}$/.test(String(hs_code).replaceAll('.', ''))
          ? []
          : [{ path, info: `${path} must be a tariff number` }];
      }),
    ),
  ];
}

/** The number of a filing in AES is an X and the date with six digits more. */
export function labelProblems({ customs }: Fields): Detail[] {
  const { type, itn_number } = fields(fields(customs).eei);
  const path = 'data.customs.eei.itn_number';
  return type === 'aes' && !/^X\d{14}$/.test(String(itn_number))
    ? [{ path, info: `${path} must be X and 14 digits` }]
    : [];
}

export function addressProblems(path: string, value: unknown): Detail[] {
  const address = fields(value);
  return (['street1', 'country', 'contact_name'] as const)
    .filter((name) => typeof address[name] !== 'string' || address[name] === '')
    .map((name) => ({ path: `${path}.${name}`, info: `${path}.${name} is required` }));
}

export function hintOf(address: unknown): { code: number | null; slow: boolean; fails: boolean } {
  const name = String(fields(address).contact_name ?? '');
  const code = /\b(4\d{3})\b/.exec(name)?.[1];
  return {
    code: code === undefined ? null : Number(code),
    slow: /\bslow\b/i.test(name),
    fails: /\bfails\b/i.test(name),
  };
}

export function streetsOf(shipment: unknown): string[] {
  const { ship_from, ship_to } = fields(shipment);
  return [ship_from, ship_to].map((address) => String(fields(address).street1 ?? ''));
}

export function weightOf(shipment: unknown): number {
  return list(fields(shipment).parcels).reduce<number>((sum, parcel) => {
    const own = fields(fields(parcel).weight);
    const parts =
      own.value === undefined ? list(fields(parcel).items).map((item) => fields(fields(item).weight)) : [own];
    return sum + parts.reduce((kg, { unit, value }) => kg + Number(value ?? 0) * (KG[String(unit)] ?? 1), 0);
  }, 0);
}

export function hasWrong(credentials: Fields): boolean {
  return Object.values(credentials).some((value) => /wrong/i.test(String(value)));
}

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
