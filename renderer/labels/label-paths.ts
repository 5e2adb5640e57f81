// The path of every field on the form of a new label, in the order of the form, as AfterShip names it. Pure; by these a
// message finds its field (place-messages.ts).

import { addressPath, MAIN_TEXTS, MORE_TEXTS, type SpareAddress } from './address-draft.ts';
import { type ItemDraft, type LabelDraft, needsCustoms, PAPER_SLOTS, type ParcelDraft } from './draft.ts';
import { sumOf } from './to-request.ts';

const ITEM = [
  'description',
  'quantity',
  'price.amount',
  'price.currency',
  'hs_code',
  'origin_country',
  'weight.value',
  'weight.unit',
  'sku',
  'item_id',
  'barcode',
  'outbound_hs_code',
  'description_cn',
  'return_reason',
  'dimension.width',
  'dimension.height',
  'dimension.depth',
  'dimension.unit',
];
const PARCEL = [
  'box_type',
  'dimension.width',
  'dimension.height',
  'dimension.depth',
  'dimension.unit',
  'weight.value',
  'weight.unit',
  'description',
];
const BILLING = ['paid_by', 'method.account_number', 'method.postal_code', 'method.country'];
const INVOICE = ['date', 'number', 'type', 'number_of_copies', 'signature_name', 'declaration_statement'];

export function labelPaths(draft: LabelDraft): string[] {
  const { customs } = draft;
  return [
    ...address('shipment.ship_from'),
    ...address('shipment.ship_to'),
    ...draft.parcels.flatMap(parcel),
    'ship_date',
    'expected_delivery_date',
    'order_id',
    'is_document',
    'shipment.tax_total.amount',
    'shipment.tax_total.currency',
    ...spare('shipment.return_to', draft.return_to),
    ...spare('shipment.ship_from_display', draft.ship_from_display),
    ...(needsCustoms(draft)
      ? [
          'customs.purpose',
          'customs.terms_of_trade',
          'customs.eei.type',
          ...(customs.eei === 'aes' ? ['customs.eei.itn_number'] : []),
          ...(customs.eei === 'no_eei' ? ['customs.eei.ftr_exemption'] : []),
          ...under('customs.billing', BILLING),
          ...spare('customs.importer_address', customs.importer),
          ...spare('customs.broker_address', customs.broker),
          'customs.passport.number',
          'customs.passport.issue_date',
          'customs.additional_charges',
          ...customs.charges.flatMap((_, index) =>
            under(`customs.additional_charges.${index}`, ['type', 'charge.amount', 'charge.currency']),
          ),
        ]
      : []),
    'shipper_accounts',
    'paper_size',
    'file_type',
    'order_number',
    'shipment.delivery_instructions',
    'references',
    'return_shipment',
    'print_options',
    ...under('billing', BILLING),
    ...under('invoice', INVOICE),
    'service_options',
    ...draft.services.flatMap(({ type }, index) => {
      const sum = sumOf(type);
      const path = `service_options.${index}`;
      return [...under(path, ['type', ...(sum === null ? [] : [`${sum}.amount`, `${sum}.currency`])]), path];
    }),
    'files',
    ...under('files', PAPER_SLOTS),
    'custom_fields',
  ];
}

function address(path: string): string[] {
  return under(path, [...MAIN_TEXTS, 'type', ...MORE_TEXTS.map(addressPath)]);
}

function spare(path: string, { given }: SpareAddress): string[] {
  return given ? address(path) : [];
}

function parcel({ items }: ParcelDraft, index: number): string[] {
  const path = `shipment.parcels.${index}`;
  const ofItem = (_: ItemDraft, place: number) => under(`${path}.items.${place}`, ITEM);
  return [...under(path, PARCEL), ...items.flatMap(ofItem)];
}

function under(path: string, names: readonly string[]): string[] {
  return names.map((name) => `${path}.${name}`);
}
