// A shipment as form values: to change it, or to send it once more. Pure. What a provider answers, or what was sent on
// another day, is read field by field, and what does not fit stays empty.

import type { JobDetail } from '../state/stores.ts';
import {
  type AddressValues,
  EMPTY_ADDRESS,
  EMPTY_SIZE,
  EMPTY_WEIGHT,
  emptyValues,
  type ItemValues,
  NEW_ITEM,
  type ShipmentValues,
  type SizeValues,
  type WeightValues,
} from './shipment-values.ts';
import { attributeText } from './to-shipment.ts';
import { barcodeOf } from './told-shipment.ts';

type Fields = Record<string, unknown>;

/** All that is known of it: as it was sent, over that as it was last told, over that the changes still on their way. */
export function knownShipment({ job, raw, commands }: JobDetail): Fields {
  const onTheirWay = commands
    .filter(({ kind, state }) => kind === 'edit' && state !== 'done' && state !== 'discarded')
    .sort((a, b) => a.createdAt - b.createdAt)
    .map(({ payload }) => payload);
  return Object.assign({}, fieldsOf(job.request), withoutNull(fieldsOf(raw)), ...onTheirWay.map(fieldsOf));
}

export function valuesOf(shipment: Fields, connectionId: string): ShipmentValues {
  const empty = emptyValues(connectionId, '');
  const pickup = fieldsOf(shipment.pickup);
  const contact = fieldsOf(pickup.contact);
  const pack = fieldsOf(shipment.package);
  const customer = fieldsOf(shipment.deliveryContact);
  const content = Array.isArray(pack.content) ? pack.content.filter((one) => typeof one === 'string') : [];
  return {
    ...empty,
    origin: Object.keys(pickup).length > 0 ? 'address' : 'location',
    locationExternalId: textOf(shipment.locationExternalId),
    pickup: {
      name: textOf(pickup.name),
      locationExternalId: textOf(pickup.locationExternalId),
      brandExternalId: textOf(pickup.brandExternalId),
      pickupInstructions: textOf(pickup.pickupInstructions),
      address: addressOf(pickup.address),
      contact: { name: textOf(contact.name), phone: textOf(contact.phone), email: textOf(contact.email) },
    },
    deliveryContact: {
      name: textOf(customer.name),
      phone: textOf(customer.phone),
      email: textOf(customer.email),
      userExternalId: textOf(customer.userExternalId),
    },
    deliveryAddress: addressOf(shipment.deliveryAddress),
    deliveryInstructions: textOf(shipment.deliveryInstructions),
    pickupTime: windowOf(shipment.pickupTime),
    deliveryTime: windowOf(shipment.deliveryTime),
    package: {
      name: textOf(pack.name) || 'custom',
      description: textOf(pack.description),
      size: sizeOf(pack.size),
      weight: weightOf(pack.weight),
      itemQuantity: textOf(pack.itemQuantity),
      temperatureControl: textOf(pack.temperatureControl),
      content,
      barcode: barcodeOf(pack.barcode) ?? '',
    },
    packed: Array.isArray(pack.itemList) && pack.itemList.length > 0,
    signature: textOf(shipment.signature),
    itemList: listOf(shipment.itemList).map(itemOf),
    orderExternalId: textOf(shipment.orderExternalId),
    groupId: textOf(shipment.groupId),
    orderValue: textOf(shipment.orderValue),
    locale: textOf(shipment.locale),
    createdDate: momentOf(shipment.createdDate),
    orderAttributes: Object.entries(fieldsOf(shipment.orderAttributes)).map(([name, value]) => ({
      name,
      value: attributeText(value),
    })),
    proposedProviders: listOf(shipment.proposedProviders).map((provider) => ({
      name: textOf(provider.name),
      services: listOf(provider.services)
        .map(({ id }) => textOf(id))
        .filter((id) => id !== '')
        .join(', '),
    })),
  };
}

function addressOf(value: unknown): AddressValues {
  const address = fieldsOf(value);
  const names = Object.keys(EMPTY_ADDRESS) as (keyof AddressValues)[];
  const read = Object.fromEntries(names.map((name) => [name, textOf(address[name])])) as AddressValues;
  return { ...read, countryCode: read.countryCode || 'US' };
}

function itemOf(item: Fields): ItemValues {
  return {
    ...NEW_ITEM,
    sku: textOf(item.sku),
    title: textOf(item.title),
    quantity: textOf(item.quantity),
    price: textOf(item.price),
    salePrice: textOf(item.salePrice),
    upc: textOf(item.upc),
    category: textOf(item.category),
    size: sizeOf(item.size),
    weight: weightOf(item.weight),
    image: textOf(item.image),
    description: textOf(item.description),
    itemAttributes: Object.entries(fieldsOf(item.itemAttributes))
      .map(([name, value]) => `${name}: ${attributeText(value)}`)
      .join('\n'),
    tags: Array.isArray(item.tags) ? item.tags.map(textOf).join(', ') : '',
  };
}

function sizeOf(value: unknown): SizeValues {
  const { length, width, height, unit } = fieldsOf(value);
  return {
    length: textOf(length),
    width: textOf(width),
    height: textOf(height),
    unit: textOf(unit) || EMPTY_SIZE.unit,
  };
}

function weightOf(value: unknown): WeightValues {
  const weight = fieldsOf(value);
  return { value: textOf(weight.value), unit: textOf(weight.unit) || EMPTY_WEIGHT.unit };
}

function windowOf(value: unknown): ShipmentValues['pickupTime'] {
  const { startsAt, endsAt } = fieldsOf(value);
  return { startsAt: momentOf(startsAt), endsAt: momentOf(endsAt) };
}

/** In the reader's own zone, to the minute. */
function momentOf(value: unknown): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '';
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return '';
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function withoutNull(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
