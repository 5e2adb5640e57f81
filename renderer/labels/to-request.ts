// What is typed, as the bodies of POST /rates and POST /labels. Pure. What is left empty is not sent; what is typed in a
// group is sent with all that the group needs, so that the core can name what is missing.

import type { LabelRequest, RateRequest } from '../../shared/contract/labels.ts';
import { addressOf, numberOf, type SpareAddress } from './address-draft.ts';
import {
  type BillingDraft,
  type Choice,
  type CustomsDraft,
  type InvoiceDraft,
  type ItemDraft,
  type LabelDraft,
  needsCustoms,
  PAPER_SLOTS,
  type ParcelDraft,
  type ServiceDraft,
} from './draft.ts';

type Shipment = RateRequest['shipment'];
type Parcel = Shipment['parcels'][number];
type Item = Parcel['items'][number];
type Billing = NonNullable<LabelRequest['billing']>;
type Customs = NonNullable<LabelRequest['customs']>;
type ServiceOption = NonNullable<LabelRequest['service_options']>[number];
type Invoice = NonNullable<LabelRequest['invoice']>;

/** Options of a service that are worth a sum, and the name of it. */
const VALUED: Record<string, string> = { insurance: 'insured_value', cod: 'cod_value' };
/** Options that are simply switched on. */
const SWITCHED: ReadonlySet<string> = new Set(['saturday_delivery', 'signature', 'paperless_invoice']);

export function rateRequestOf(draft: LabelDraft, accounts: readonly string[]): RateRequest {
  return {
    shipper_accounts: accounts.map((id) => ({ id })),
    shipment: shipmentOf(draft),
    ...filled({
      ship_date: draft.ship_date,
      expected_delivery_date: draft.expected_delivery_date,
      order_id: draft.order_id,
    }),
    ...(draft.is_document ? { is_document: true } : {}),
  };
}

export function labelRequestOf(draft: LabelDraft, { accountId, service_type }: Choice): LabelRequest {
  const references = draft.references.map((text) => text.trim()).filter((text) => text !== '');
  const pairs = draft.custom_fields.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '');
  const papers = PAPER_SLOTS.filter((slot) => draft.papers[slot] !== '');
  const billing = billingOf(draft.billing);
  const invoice = invoiceOf(draft.invoice);
  return {
    service_type,
    shipper_account: { id: accountId },
    shipment: { ...shipmentOf(draft), ...filled({ delivery_instructions: draft.instructions }) },
    paper_size: draft.paper_size as 'default',
    file_type: draft.file_type as 'pdf',
    ...filled({ ship_date: draft.ship_date, order_number: draft.order_number, order_id: draft.order_id }),
    ...(references.length === 0 ? {} : { references }),
    ...(billing === null ? {} : { billing }),
    ...(needsCustoms(draft) ? { customs: customsOf(draft.customs) } : {}),
    ...(invoice === null ? {} : { invoice }),
    ...(draft.services.length === 0 ? {} : { service_options: draft.services.map(serviceOf) }),
    ...(pairs.length === 0
      ? {}
      : { custom_fields: Object.fromEntries(pairs.map(({ name, value }) => [name.trim(), value.trim()])) }),
    ...(papers.length === 0
      ? {}
      : {
          files: Object.fromEntries(
            papers.map((slot) => [
              slot,
              { paper_size: draft.papers[slot], file_type: slot === 'qr_code' ? 'png' : 'pdf' },
            ]),
          ),
        }),
    ...(draft.is_document ? { is_document: true } : {}),
    ...(draft.return_shipment ? { return_shipment: true } : {}),
    ...(draft.qr_code ? { print_options: { qr_code: { enabled: true } } } : {}),
  };
}

function shipmentOf(draft: LabelDraft): Shipment {
  return {
    ship_from: addressOf(draft.from),
    ship_to: addressOf(draft.to),
    parcels: draft.parcels.map(parcelOf),
    ...spare('return_to', draft.return_to),
    ...spare('ship_from_display', draft.ship_from_display),
    ...money('tax_total', draft.tax_total, draft.tax_currency),
  };
}

function parcelOf(parcel: ParcelDraft): Parcel {
  // AfterShip does not insist on the parcel's own weight; the console does, unless every item has one.
  const isWeighedByItems =
    parcel.weight.trim() === '' && parcel.items.every(({ weight }) => weight.trim() !== '');
  return {
    box_type: parcel.box_type,
    dimension: {
      width: numberOf(parcel.width),
      height: numberOf(parcel.height),
      depth: numberOf(parcel.depth),
      unit: parcel.lengthUnit as 'cm',
    },
    ...(isWeighedByItems
      ? {}
      : { weight: { unit: parcel.weightUnit as 'kg', value: numberOf(parcel.weight) } }),
    items: parcel.items.map(itemOf),
    ...filled({ description: parcel.description }),
  };
}

function itemOf(item: ItemDraft): Item {
  const { width, height, depth } = item;
  return {
    quantity: numberOf(item.quantity),
    description: item.description.trim(),
    ...money('price', item.price, item.currency),
    ...(item.weight.trim() === ''
      ? {}
      : { weight: { unit: item.weightUnit as 'kg', value: numberOf(item.weight) } }),
    ...([width, height, depth].every((text) => text.trim() === '')
      ? {}
      : {
          dimension: {
            width: numberOf(width),
            height: numberOf(height),
            depth: numberOf(depth),
            unit: item.lengthUnit as 'cm',
          },
        }),
    ...filled({
      sku: item.sku,
      hs_code: item.hs_code,
      origin_country: item.origin_country,
      description_cn: item.description_cn,
      item_id: item.item_id,
      barcode: item.barcode,
      outbound_hs_code: item.outbound_hs_code,
      return_reason: item.return_reason,
    }),
  };
}

/** A third party pays from its account, so that account cannot be missing. */
function billingOf({ paid_by, account_number, postal_code, country }: BillingDraft): Billing | null {
  if (paid_by === '') return null;
  const more = filled({ postal_code, country });
  const isFromAccount =
    paid_by === 'third_party' || account_number.trim() !== '' || Object.keys(more).length > 0;
  return {
    paid_by: paid_by as 'shipper',
    ...(isFromAccount ? { method: { type: 'account', account_number: account_number.trim(), ...more } } : {}),
  };
}

function customsOf(customs: CustomsDraft): Customs {
  const billing = billingOf(customs.billing);
  const { passport_number: number, passport_date: issue_date } = customs;
  return {
    purpose: customs.purpose as 'merchandise',
    ...(customs.terms === '' ? {} : { terms_of_trade: customs.terms as 'ddp' }),
    ...(customs.eei === 'aes' ? { eei: { type: 'aes', itn_number: customs.itn_number.trim() } } : {}),
    ...(customs.eei === 'no_eei'
      ? { eei: { type: 'no_eei', ftr_exemption: customs.ftr_exemption.trim() } }
      : {}),
    ...(billing === null ? {} : { billing }),
    ...spare('importer_address', customs.importer),
    ...spare('broker_address', customs.broker),
    ...(number.trim() === '' && issue_date === '' ? {} : { passport: { number: number.trim(), issue_date } }),
    ...(customs.charges.length === 0
      ? {}
      : {
          additional_charges: customs.charges.map(({ type, amount, currency }) => ({
            type: type as 'insurance',
            charge: { currency: currency.trim(), amount: numberOf(amount) },
          })),
        }),
  };
}

function invoiceOf(invoice: InvoiceDraft): Invoice | null {
  if (Object.values(invoice).every((text) => text.trim() === '')) return null;
  const { date, copies, type, ...texts } = invoice;
  return {
    date,
    ...(type === '' ? {} : { type: type as 'commercial' }),
    ...(copies.trim() === '' ? {} : { number_of_copies: numberOf(copies) }),
    ...filled(texts),
  };
}

function serviceOf({ type, amount, currency, more }: ServiceDraft): ServiceOption {
  const valued = VALUED[type];
  return {
    type: type.trim(),
    ...(SWITCHED.has(type) ? { enabled: true } : {}),
    ...(valued === undefined ? {} : { [valued]: { currency: currency.trim(), amount: numberOf(amount) } }),
    ...Object.fromEntries(
      more.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), asMeant(value)]),
    ),
  };
}

/** The field of an option's sum: "insured_value"; null where it has none. */
export function sumOf(type: string): string | null {
  return VALUED[type] ?? null;
}

/** "true", "false" and numbers are what they say. */
function asMeant(text: string): string | number | boolean {
  const plain = text.trim();
  if (plain === 'true' || plain === 'false') return plain === 'true';
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : plain;
}

function spare<Name extends string>(name: Name, { given, address }: SpareAddress) {
  return given ? ({ [name]: addressOf(address) } as Record<Name, ReturnType<typeof addressOf>>) : {};
}

function money<Name extends string>(name: Name, amount: string, currency: string) {
  if (amount.trim() === '') return {};
  return { [name]: { currency: currency.trim(), amount: numberOf(amount) } } as Record<
    Name,
    { currency: string; amount: number }
  >;
}

function filled<Name extends string>(texts: Record<Name, string>): Partial<Record<Name, string>> {
  return Object.fromEntries(
    Object.entries<string>(texts)
      .map(([name, value]) => [name, value.trim()])
      .filter(([, value]) => value !== ''),
  ) as Partial<Record<Name, string>>;
}
