// A label as it is typed: what stands in the form, what an empty one is, and one that was kept. Pure; everything stays a
// text until it is sent (to-request.ts), and the core says which number is none.

import { type AddressDraft, emptyAddress, noAddress, type SpareAddress } from './address-draft.ts';

export interface ItemDraft {
  description: string;
  quantity: string;
  price: string;
  currency: string;
  weight: string;
  weightUnit: string;
  sku: string;
  hs_code: string;
  origin_country: string;
  description_cn: string;
  item_id: string;
  barcode: string;
  outbound_hs_code: string;
  return_reason: string;
  width: string;
  height: string;
  depth: string;
  lengthUnit: string;
}

export interface ParcelDraft {
  box_type: string;
  width: string;
  height: string;
  depth: string;
  lengthUnit: string;
  weight: string;
  weightUnit: string;
  description: string;
  items: ItemDraft[];
}

/** Who pays, and from which account with the courier. */
export interface BillingDraft {
  paid_by: string;
  account_number: string;
  postal_code: string;
  country: string;
}

export interface ChargeDraft {
  type: string;
  amount: string;
  currency: string;
}

export interface PairDraft {
  name: string;
  value: string;
}

export interface ServiceDraft {
  type: string;
  amount: string;
  currency: string;
  /** Whatever else this option takes, in AfterShip's names. */
  more: PairDraft[];
}

export interface CustomsDraft {
  purpose: string;
  terms: string;
  /** "", "aes" or "no_eei". */
  eei: string;
  itn_number: string;
  ftr_exemption: string;
  billing: BillingDraft;
  importer: SpareAddress;
  broker: SpareAddress;
  passport_number: string;
  passport_date: string;
  charges: ChargeDraft[];
}

export interface InvoiceDraft {
  date: string;
  number: string;
  type: string;
  copies: string;
  signature_name: string;
  declaration_statement: string;
}

export interface LabelDraft {
  from: AddressDraft;
  to: AddressDraft;
  return_to: SpareAddress;
  ship_from_display: SpareAddress;
  parcels: ParcelDraft[];
  /** Ids of the shipper accounts that are asked; none: all. */
  accounts: string[];
  ship_date: string;
  expected_delivery_date: string;
  order_id: string;
  tax_total: string;
  tax_currency: string;
  is_document: boolean;
  /** Customs papers although no border is crossed. */
  customs_wanted: boolean;
  customs: CustomsDraft;
  paper_size: string;
  file_type: string;
  qr_code: boolean;
  return_shipment: boolean;
  references: string[];
  order_number: string;
  instructions: string;
  billing: BillingDraft;
  invoice: InvoiceDraft;
  services: ServiceDraft[];
  custom_fields: PairDraft[];
  /** Slot -> paper; "" is not asked for. */
  papers: Record<PaperSlot, string>;
}

/** Papers besides the label, which has its own size and type. */
export const PAPER_SLOTS = ['invoice', 'customs_declaration', 'packing_slip', 'qr_code'] as const;
export type PaperSlot = (typeof PAPER_SLOTS)[number];

/** What is chosen to be bought. */
export interface Choice {
  accountId: string;
  service_type: string;
}

export const emptyItem: ItemDraft = {
  description: '',
  quantity: '1',
  price: '',
  currency: 'USD',
  weight: '',
  weightUnit: 'kg',
  sku: '',
  hs_code: '',
  origin_country: '',
  description_cn: '',
  item_id: '',
  barcode: '',
  outbound_hs_code: '',
  return_reason: '',
  width: '',
  height: '',
  depth: '',
  lengthUnit: 'cm',
};

export const emptyParcel: ParcelDraft = {
  box_type: 'custom',
  width: '',
  height: '',
  depth: '',
  lengthUnit: 'cm',
  weight: '',
  weightUnit: 'kg',
  description: '',
  items: [emptyItem],
};

const noBilling: BillingDraft = { paid_by: '', account_number: '', postal_code: '', country: '' };
export const emptyCharge: ChargeDraft = { type: 'insurance', amount: '', currency: 'USD' };
export const emptyService: ServiceDraft = { type: 'insurance', amount: '', currency: 'USD', more: [] };
export const emptyPair: PairDraft = { name: '', value: '' };

export const emptyDraft: LabelDraft = {
  from: emptyAddress,
  to: { ...emptyAddress, residential: true },
  return_to: noAddress,
  ship_from_display: noAddress,
  parcels: [emptyParcel],
  accounts: [],
  ship_date: '',
  expected_delivery_date: '',
  order_id: '',
  tax_total: '',
  tax_currency: 'USD',
  is_document: false,
  customs_wanted: false,
  customs: {
    purpose: 'merchandise',
    terms: '',
    eei: '',
    itn_number: '',
    ftr_exemption: '',
    billing: noBilling,
    importer: noAddress,
    broker: noAddress,
    passport_number: '',
    passport_date: '',
    charges: [],
  },
  paper_size: 'default',
  file_type: 'pdf',
  qr_code: false,
  return_shipment: false,
  references: [''],
  order_number: '',
  instructions: '',
  billing: noBilling,
  invoice: { date: '', number: '', type: '', copies: '', signature_name: '', declaration_statement: '' },
  services: [],
  custom_fields: [],
  papers: { invoice: '', customs_declaration: '', packing_slip: '', qr_code: '' },
};

/** One entry of each list, by which a kept one is read. */
const PATTERN: LabelDraft = {
  ...emptyDraft,
  accounts: [''],
  customs: { ...emptyDraft.customs, charges: [emptyCharge] },
  services: [{ ...emptyService, more: [emptyPair] }],
  custom_fields: [emptyPair],
};

/** A draft that was kept, perhaps by another version: what can be read of it stands in the form, the rest is as new. */
export function draftFrom(kept: unknown): LabelDraft {
  const draft = shaped(PATTERN, kept, emptyDraft) as LabelDraft;
  return {
    ...draft,
    parcels: draft.parcels.length === 0 ? emptyDraft.parcels : draft.parcels.map(withItems),
    references: draft.references.length === 0 ? [''] : draft.references,
  };
}

function withItems(parcel: ParcelDraft): ParcelDraft {
  return parcel.items.length === 0 ? { ...parcel, items: [emptyItem] } : parcel;
}

/** `kept` as far as it is like the pattern; what is not is as in `otherwise`. */
function shaped(pattern: unknown, kept: unknown, otherwise: unknown): unknown {
  if (Array.isArray(pattern)) {
    const [one] = pattern as unknown[];
    return Array.isArray(kept) ? kept.map((part) => shaped(one, part, one)) : otherwise;
  }
  if (typeof pattern === 'object' && pattern !== null) {
    const told = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
    const fallback = (otherwise ?? {}) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(pattern).map(([name, part]) => [name, shaped(part, told[name], fallback[name])]),
    );
  }
  return typeof kept === typeof pattern ? kept : otherwise;
}

export function isAbroad({ from, to }: Pick<LabelDraft, 'from' | 'to'>): boolean {
  return from.country.trim() !== to.country.trim();
}

export function needsCustoms(draft: Pick<LabelDraft, 'from' | 'to' | 'customs_wanted'>): boolean {
  return isAbroad(draft) || draft.customs_wanted;
}
