// What was typed -> what POST /shipments takes (seed 004), and what cannot be read, by field. Pure; judged further by the
// contract's schemas in check-shipment.ts.

import type {
  AddressValues,
  ItemValues,
  ShipmentValues,
  SizeValues,
  WeightValues,
} from './shipment-values.ts';
import { texts } from './texts.ts';

export interface FieldProblem {
  /** Path of the form's field: "deliveryAddress.postalCode", "itemList.0.quantity". */
  field: string;
  message: string;
}

type Fields = Record<string, unknown>;

export interface Reading {
  /** Without what could not be read; empty fields are left out. */
  shipment: Fields;
  problems: FieldProblem[];
}

export function toShipment(values: ShipmentValues): Reading {
  const problems: FieldProblem[] = [];

  function number(field: string, typed: string): number | undefined {
    const said = typed.trim();
    if (said === '') return undefined;
    if (/^-?\d{1,12}(\.\d{1,8})?$/.test(said)) return Number(said);
    problems.push({ field, message: texts.badNumber });
    return undefined;
  }
  function moment(field: string, typed: string): number | undefined {
    if (typed.trim() === '') return undefined;
    const at = new Date(typed).getTime();
    if (!Number.isNaN(at)) return at;
    problems.push({ field, message: texts.badTime });
    return undefined;
  }
  function window(field: 'pickupTime' | 'deliveryTime'): Fields | null {
    const { startsAt, endsAt } = values[field];
    const read = withoutEmpty({
      startsAt: moment(`${field}.startsAt`, startsAt),
      endsAt: moment(`${field}.endsAt`, endsAt),
    });
    return Object.keys(read).length === 0 ? null : read;
  }
  function size(field: string, typed: SizeValues): Fields | undefined {
    if ([typed.length, typed.width, typed.height].every((one) => one.trim() === '')) return undefined;
    return withoutEmpty({
      length: number(`${field}.length`, typed.length),
      width: number(`${field}.width`, typed.width),
      height: number(`${field}.height`, typed.height),
      unit: typed.unit,
    });
  }
  function weight(field: string, typed: WeightValues): Fields | undefined {
    const value = number(`${field}.value`, typed.value);
    return value === undefined ? undefined : { value, unit: typed.unit };
  }
  function address(field: string, typed: AddressValues): Fields {
    return withoutEmpty({
      // Required ones go as they are, so that the schema can say which is missing.
      street1: typed.street1.trim(),
      street2: filled(typed.street2),
      apartmentNumber: filled(typed.apartmentNumber),
      city: filled(typed.city),
      state: filled(typed.state),
      postalCode: typed.postalCode.trim(),
      countryCode: filled(typed.countryCode),
      latitude: number(`${field}.latitude`, typed.latitude),
      longitude: number(`${field}.longitude`, typed.longitude),
    });
  }
  function item(typed: ItemValues, line: number): Fields {
    const field = `itemList.${line}`;
    const tags = typed.tags.split(',').flatMap((tag) => filled(tag) ?? []);
    return withoutEmpty({
      sku: typed.sku.trim(),
      title: filled(typed.title),
      quantity: number(`${field}.quantity`, typed.quantity),
      price: number(`${field}.price`, typed.price),
      salePrice: number(`${field}.salePrice`, typed.salePrice),
      upc: filled(typed.upc),
      category: filled(typed.category),
      size: size(`${field}.size`, typed.size),
      weight: weight(`${field}.weight`, typed.weight),
      image: filled(typed.image),
      description: filled(typed.description),
      itemAttributes: attributesIn(typed.itemAttributes),
      tags: tags.length === 0 ? undefined : tags,
    });
  }
  function pack(items: Fields[]): Fields | undefined {
    const { name, description, content, temperatureControl, barcode, itemQuantity } = values.package;
    const inside = withoutEmpty({
      description: filled(description),
      size: size('package.size', values.package.size),
      weight: weight('package.weight', values.package.weight),
      itemQuantity: number('package.itemQuantity', itemQuantity),
      itemList: values.packed && items.length > 0 ? items : undefined,
      temperatureControl: filled(temperatureControl),
      content: content.length === 0 ? undefined : content,
      barcode: filled(barcode),
    });
    const isNamed = name.trim() !== '' && name.trim() !== 'custom';
    return Object.keys(inside).length === 0 && !isNamed ? undefined : { name: name.trim(), ...inside };
  }

  const items = values.itemList.map(item);
  const attributes = values.orderAttributes.filter(({ name }) => name.trim() !== '');
  const providers = values.proposedProviders.filter(({ name }) => name.trim() !== '');
  const { pickup } = values;
  const shipment = withoutEmpty({
    orderExternalId: values.orderExternalId.trim(),
    groupId: filled(values.groupId),
    ...(values.origin === 'location'
      ? { locationExternalId: values.locationExternalId.trim() }
      : {
          pickup: withoutEmpty({
            name: pickup.name.trim(),
            locationExternalId: filled(pickup.locationExternalId),
            brandExternalId: filled(pickup.brandExternalId),
            address: address('pickup.address', pickup.address),
            pickupInstructions: filled(pickup.pickupInstructions),
            contact: withoutEmpty({
              name: pickup.contact.name.trim(),
              phone: pickup.contact.phone.trim(),
              email: filled(pickup.contact.email),
            }),
          }),
        }),
    deliveryContact: withoutEmpty({
      name: values.deliveryContact.name.trim(),
      phone: values.deliveryContact.phone.trim(),
      email: filled(values.deliveryContact.email),
      userExternalId: filled(values.deliveryContact.userExternalId),
    }),
    deliveryAddress: address('deliveryAddress', values.deliveryAddress),
    deliveryInstructions: filled(values.deliveryInstructions),
    package: pack(items),
    itemList: items.length === 0 ? undefined : items,
    signature: filled(values.signature),
    pickupTime: window('pickupTime'),
    deliveryTime: window('deliveryTime'),
    orderValue: number('orderValue', values.orderValue),
    locale: filled(values.locale),
    createdDate: moment('createdDate', values.createdDate),
    orderAttributes:
      attributes.length === 0
        ? undefined
        : Object.fromEntries(attributes.map(({ name, value }) => [name.trim(), attributeFrom(value)])),
    proposedProviders:
      providers.length === 0
        ? undefined
        : providers.map(({ name, services }) => {
            const ids = services.split(',').flatMap((id) => filled(id) ?? []);
            return { name: name.trim(), ...(ids.length > 0 && { services: ids.map((id) => ({ id })) }) };
          }),
  });
  return { shipment, problems };
}

/** true, 12.5 and ["a", "b"] are what they look like; everything else is a text. */
function attributeFrom(typed: string): unknown {
  const said = typed.trim();
  if (said === 'true' || said === 'false') return said === 'true';
  if (/^-?\d{1,15}(\.\d+)?$/.test(said)) return Number(said);
  if (!said.startsWith('[')) return said;
  try {
    const list = JSON.parse(said) as unknown;
    return Array.isArray(list) ? list : said;
  } catch {
    return said;
  }
}

/** How an attribute stands in its field. */
export function attributeText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

function attributesIn(typed: string): Fields | undefined {
  const pairs = typed.split('\n').flatMap((line) => {
    const at = line.indexOf(':');
    const name = (at < 0 ? line : line.slice(0, at)).trim();
    return name === '' ? [] : [[name, at < 0 ? '' : attributeFrom(line.slice(at + 1))] as const];
  });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

function filled(typed: string): string | undefined {
  const said = typed.trim();
  return said === '' ? undefined : said;
}

function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
