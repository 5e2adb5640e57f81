// A label as it is typed, and the requests it becomes. Pure. Numbers stay texts until they are sent: the core says which
// of them is none.

import type { LabelRequest, RateRequest, ShippingAddress } from '../../shared/contract/labels.ts';

export interface AddressDraft {
  contact_name: string;
  company_name: string;
  street1: string;
  street2: string;
  city: string;
  state: string;
  postal_code: string;
  country: string;
  phone: string;
  email: string;
  residential: boolean;
}

export interface ParcelDraft {
  box_type: string;
  width: string;
  height: string;
  depth: string;
  lengthUnit: string;
  weight: string;
  weightUnit: string;
  quantity: string;
  description: string;
  price: string;
  currency: string;
  hs_code: string;
  origin_country: string;
}

export interface LabelDraft {
  from: AddressDraft;
  to: AddressDraft;
  parcels: ParcelDraft[];
  /** Ids of the shipper accounts that are asked. */
  accounts: string[];
  ship_date: string;
  reference: string;
  order_number: string;
  instructions: string;
  purpose: string;
  terms: string;
  paper_size: string;
  file_type: string;
  qr_code: boolean;
}

/** What is chosen to be bought. */
export interface Choice {
  accountId: string;
  service_type: string;
}

export const emptyAddress: AddressDraft = {
  contact_name: '',
  company_name: '',
  street1: '',
  street2: '',
  city: '',
  state: '',
  postal_code: '',
  country: 'USA',
  phone: '',
  email: '',
  residential: false,
};

export const emptyParcel: ParcelDraft = {
  box_type: 'custom',
  width: '',
  height: '',
  depth: '',
  lengthUnit: 'cm',
  weight: '',
  weightUnit: 'kg',
  quantity: '1',
  description: '',
  price: '',
  currency: 'USD',
  hs_code: '',
  origin_country: '',
};

export const emptyDraft: LabelDraft = {
  from: emptyAddress,
  to: { ...emptyAddress, residential: true },
  parcels: [emptyParcel],
  accounts: [],
  ship_date: '',
  reference: '',
  order_number: '',
  instructions: '',
  purpose: 'merchandise',
  terms: '',
  paper_size: 'default',
  file_type: 'pdf',
  qr_code: false,
};

const TEXTS = [
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

export type AddressText = (typeof TEXTS)[number];

/** Whatever AfterShip tells of an address, as typed. */
export function addressDraft(told: Record<string, unknown> | null | undefined): AddressDraft {
  const draft = { ...emptyAddress, residential: told?.type === 'residential' };
  for (const name of TEXTS) {
    const value = told?.[name];
    if (typeof value === 'string') draft[name] = value;
  }
  return draft;
}

export function addressOf(draft: AddressDraft): ShippingAddress {
  const texts = Object.fromEntries(
    TEXTS.map((name) => [name, draft[name].trim()] as const).filter(
      ([name, value]) => value !== '' || name === 'contact_name' || name === 'street1' || name === 'country',
    ),
  );
  return { ...texts, type: draft.residential ? 'residential' : 'business' } as ShippingAddress;
}

/** Names whose values differ between what was typed and what is recommended. */
export function differences(typed: AddressDraft, recommended: AddressDraft): AddressText[] {
  return TEXTS.filter((name) => typed[name].trim() !== recommended[name].trim());
}

export function isAbroad({ from, to }: LabelDraft): boolean {
  return from.country.trim() !== to.country.trim();
}

function shipmentOf(draft: LabelDraft): RateRequest['shipment'] {
  return {
    ship_from: addressOf(draft.from),
    ship_to: addressOf(draft.to),
    parcels: draft.parcels.map((parcel) => ({
      box_type: parcel.box_type,
      dimension: {
        width: numberOf(parcel.width),
        height: numberOf(parcel.height),
        depth: numberOf(parcel.depth),
        unit: parcel.lengthUnit as 'cm',
      },
      weight: { unit: parcel.weightUnit as 'kg', value: numberOf(parcel.weight) },
      items: [
        {
          quantity: numberOf(parcel.quantity),
          description: parcel.description.trim(),
          ...(parcel.price.trim() === ''
            ? {}
            : { price: { currency: parcel.currency.trim(), amount: numberOf(parcel.price) } }),
          ...filled({ hs_code: parcel.hs_code, origin_country: parcel.origin_country }),
        },
      ],
    })),
  };
}

export function rateRequestOf(draft: LabelDraft, accounts: readonly string[]): RateRequest {
  return {
    shipper_accounts: accounts.map((id) => ({ id })),
    shipment: shipmentOf(draft),
    ...filled({ ship_date: draft.ship_date }),
  };
}

export function labelRequestOf(draft: LabelDraft, { accountId, service_type }: Choice): LabelRequest {
  return {
    service_type,
    shipper_account: { id: accountId },
    shipment: { ...shipmentOf(draft), ...filled({ delivery_instructions: draft.instructions }) },
    paper_size: draft.paper_size as 'default',
    file_type: draft.file_type as 'pdf',
    ...filled({ ship_date: draft.ship_date, order_number: draft.order_number }),
    ...(draft.reference.trim() === '' ? {} : { references: [draft.reference.trim()] }),
    ...(isAbroad(draft)
      ? {
          customs: {
            purpose: draft.purpose as 'merchandise',
            ...(draft.terms === '' ? {} : { terms_of_trade: draft.terms as 'ddp' }),
          },
        }
      : {}),
    ...(draft.qr_code ? { print_options: { qr_code: { enabled: true } } } : {}),
  };
}

/** "1,5" and "1.5" are the same number; what is none becomes NaN, which the core refuses by name. */
export function numberOf(text: string): number {
  const plain = text.trim().replace(',', '.');
  return plain === '' ? Number.NaN : Number(plain);
}

function filled<Name extends string>(texts: Record<Name, string>): Partial<Record<Name, string>> {
  return Object.fromEntries(
    Object.entries<string>(texts)
      .map(([name, value]) => [name, value.trim()])
      .filter(([, value]) => value !== ''),
  ) as Partial<Record<Name, string>>;
}
