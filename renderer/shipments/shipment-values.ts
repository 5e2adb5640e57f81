// What stands in the form: text as typed, under the provider's own field names and nesting, so that an error's path is a
// field's path. Read by everything in this folder; a draft is one of these.

import { z } from 'zod';

const text = z.string().max(20_000).catch('');

const addressSchema = z.object({
  street1: text,
  street2: text,
  apartmentNumber: text,
  city: text,
  state: text,
  postalCode: text,
  countryCode: text,
  latitude: text,
  longitude: text,
});
const sizeSchema = z.object({ length: text, width: text, height: text, unit: text });
const weightSchema = z.object({ value: text, unit: text });
/** Local days and times as a field of that type holds them: "2026-11-22T14:05". */
const windowSchema = z.object({ startsAt: text, endsAt: text });
const itemSchema = z.object({
  sku: text,
  title: text,
  quantity: text,
  price: text,
  salePrice: text,
  upc: text,
  category: text,
  size: sizeSchema,
  weight: weightSchema,
  image: text,
  description: text,
  /** One "name: value" a line. */
  itemAttributes: text,
  /** Divided by commas. */
  tags: text,
});

/** A kept draft is read leniently: what no longer fits is empty, the rest stays as it was typed. */
const valuesSchema = z.object({
  connectionId: text,
  origin: z.enum(['location', 'address']).catch('location'),
  locationExternalId: text,
  pickup: z.object({
    name: text,
    locationExternalId: text,
    brandExternalId: text,
    pickupInstructions: text,
    address: addressSchema,
    contact: z.object({ name: text, phone: text, email: text }),
  }),
  deliveryContact: z.object({ name: text, phone: text, email: text, userExternalId: text }),
  deliveryAddress: addressSchema,
  deliveryInstructions: text,
  pickupTime: windowSchema,
  deliveryTime: windowSchema,
  package: z.object({
    name: text,
    description: text,
    size: sizeSchema,
    weight: weightSchema,
    itemQuantity: text,
    temperatureControl: text,
    content: z.array(z.string()).catch([]),
    barcode: text,
  }),
  /** Whether the items are listed with the package too. */
  packed: z.boolean().catch(false),
  signature: text,
  itemList: z.array(itemSchema).max(1000).catch([]),
  orderExternalId: text,
  groupId: text,
  orderValue: text,
  locale: text,
  createdDate: text,
  orderAttributes: z.array(z.object({ name: text, value: text })).catch([]),
  proposedProviders: z.array(z.object({ name: text, services: text })).catch([]),
  forceUpdate: z.boolean().catch(false),
});

export type ShipmentValues = z.infer<typeof valuesSchema>;
export type AddressValues = z.infer<typeof addressSchema>;
export type ItemValues = z.infer<typeof itemSchema>;
export type SizeValues = z.infer<typeof sizeSchema>;
export type WeightValues = z.infer<typeof weightSchema>;

export const EMPTY_ADDRESS: AddressValues = {
  street1: '',
  street2: '',
  apartmentNumber: '',
  city: '',
  state: '',
  postalCode: '',
  countryCode: 'US',
  latitude: '',
  longitude: '',
};
export const EMPTY_SIZE: SizeValues = { length: '', width: '', height: '', unit: 'in' };
export const EMPTY_WEIGHT: WeightValues = { value: '', unit: 'lb' };
export const NEW_ITEM: ItemValues = {
  sku: '',
  title: '',
  quantity: '1',
  price: '',
  salePrice: '',
  upc: '',
  category: '',
  size: EMPTY_SIZE,
  weight: EMPTY_WEIGHT,
  image: '',
  description: '',
  itemAttributes: '',
  tags: '',
};

export function emptyValues(connectionId: string, orderExternalId: string): ShipmentValues {
  return {
    connectionId,
    origin: 'location',
    locationExternalId: '',
    pickup: {
      name: '',
      locationExternalId: '',
      brandExternalId: '',
      pickupInstructions: '',
      address: EMPTY_ADDRESS,
      contact: { name: '', phone: '', email: '' },
    },
    deliveryContact: { name: '', phone: '', email: '', userExternalId: '' },
    deliveryAddress: EMPTY_ADDRESS,
    deliveryInstructions: '',
    pickupTime: { startsAt: '', endsAt: '' },
    deliveryTime: { startsAt: '', endsAt: '' },
    package: {
      name: 'custom',
      description: '',
      size: EMPTY_SIZE,
      weight: EMPTY_WEIGHT,
      itemQuantity: '',
      temperatureControl: '',
      content: [],
      barcode: '',
    },
    packed: false,
    signature: '',
    itemList: [],
    orderExternalId,
    groupId: '',
    orderValue: '',
    locale: '',
    createdDate: '',
    orderAttributes: [],
    proposedProviders: [],
    forceUpdate: false,
  };
}

/** Null for a draft of another kind or from another time. */
export function valuesFromDraft(kept: unknown): ShipmentValues | null {
  const parsed = valuesSchema.safeParse(kept);
  return parsed.success ? parsed.data : null;
}
