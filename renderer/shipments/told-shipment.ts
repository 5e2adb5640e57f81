// What Shipping Order last told of a shipment, read for the job panel. Pure. An answer is data of any shape: what cannot be
// read is left out, and stands in the raw answer all the same.

type Fields = Record<string, unknown>;

export interface Moment {
  at: number;
  /** A beginning or an end, where it is not a point in time. */
  end: 'from' | 'until' | null;
}

export interface ToldShipment {
  provider: string | null;
  services: string[];
  trackingId: string | null;
  fee: string | null;
  amount: string | null;
  /** Asked for, estimated, and as it was, of each end. */
  pickup: Record<'asked' | 'estimated' | 'actual', Moment[]>;
  delivery: Record<'asked' | 'estimated' | 'actual', Moment[]>;
  /** http(s) only; null where the label is no address. */
  labelUrl: string | null;
  /** It came as a file: what kind, and what is in it, as base64. Null where nobody can tell the kind. */
  labelFile: { type: string; base64: string } | null;
  /** There is one, and it is neither. */
  labelIsOdd: boolean;
  vehicle: string | null;
  location: string | null;
  madeAt: number | null;
  /** Of the customer, beside name and phone. */
  email: string | null;
  customerId: string | null;
  /** Of the package, each as it is said: "8 × 6 × 4 in". */
  packageName: string | null;
  packageSize: string | null;
  packageWeight: string | null;
  packageItems: string | null;
  temperature: string | null;
  contents: string[];
  packageDescription: string | null;
  barcode: string | null;
  /** Where it goes if nobody takes it. */
  returnedTo: string | null;
  /** How many papers came with it; what they are is not documented. */
  attachments: number;
  signature: string | null;
  group: string | null;
  attributes: [name: string, value: string][];
  proposed: string[];
}

export function toldShipment(raw: unknown): ToldShipment {
  const shipment = fieldsOf(raw);
  const provider = fieldsOf(shipment.provider);
  const currency = textOf(shipment.currencyCode) ?? 'USD';
  const label = labelOf(shipment);
  const labelFile = label === null ? null : fileOf(label, shipment);
  const customer = fieldsOf(shipment.deliveryContact);
  const pack = fieldsOf(shipment.package);
  const weight = fieldsOf(pack.weight);
  return {
    provider: textOf(shipment.provider) ?? textOf(provider.displayName) ?? textOf(provider.name),
    services: listOf(provider.services).flatMap(
      (one) => textOf(fieldsOf(one).name) ?? textOf(fieldsOf(one).id) ?? [],
    ),
    trackingId: textOf(shipment.trackingId),
    fee: money(shipment.fee, currency),
    amount: money(shipment.amount, currency),
    pickup: {
      asked: momentsOf(shipment.pickupTime),
      estimated: momentsOf(shipment.estimatedPickupTime),
      actual: momentsOf(shipment.actualPickupTime),
    },
    delivery: {
      asked: momentsOf(shipment.deliveryTime),
      estimated: momentsOf(shipment.estimatedDeliveryTime),
      actual: momentsOf(shipment.actualDeliveryTime),
    },
    labelUrl: label === null ? null : webAddress(label),
    labelFile,
    labelIsOdd: label !== null && webAddress(label) === null && labelFile === null,
    vehicle: wordsOf(shipment.vehicle),
    location: textOf(shipment.locationExternalId),
    madeAt: momentOf(shipment.createdAt),
    email: textOf(customer.email),
    customerId: textOf(customer.userExternalId),
    packageName: nameOfPackage(pack),
    packageSize: sizeOf(pack.size),
    packageWeight: [textOf(weight.value), textOf(weight.unit)].filter(Boolean).join(' ') || null,
    packageItems: textOf(pack.itemQuantity),
    temperature: textOf(pack.temperatureControl),
    contents: listOf(pack.content).flatMap((one) => textOf(one) ?? []),
    packageDescription: textOf(pack.description),
    barcode: barcodeOf(pack.barcode),
    returnedTo: returnOf(shipment),
    attachments: listOf(shipment.attachments).length,
    signature: textOf(shipment.signature),
    group: textOf(shipment.groupId),
    attributes: Object.entries(fieldsOf(shipment.orderAttributes)).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value),
    ]),
    proposed: listOf(shipment.proposedProviders).flatMap(
      (one) => textOf(one) ?? textOf(fieldsOf(one).name) ?? [],
    ),
  };
}

/** How much later the estimate is than what was asked for; null where it is not, or nobody knows. */
export function laterBy(asked: readonly Moment[], estimated: readonly Moment[]): number | null {
  const until = asked.find(({ end }) => end === 'until')?.at;
  const latest = Math.max(...estimated.map(({ at }) => at));
  return until !== undefined && latest > until && Number.isFinite(latest) ? latest - until : null;
}

/** "custom" is a package that has no name in their system. */
function nameOfPackage(pack: Fields): string | null {
  const name = textOf(pack.name);
  return name === 'custom' ? null : name;
}

function sizeOf(value: unknown): string | null {
  const { length, width, height, unit } = fieldsOf(value);
  const sides = [length, width, height].flatMap((side) => textOf(side) ?? []);
  return sides.length === 0 ? null : [sides.join(' × '), textOf(unit)].filter(Boolean).join(' ');
}

/** Their schema's default is the word "null". */
export function barcodeOf(value: unknown): string | null {
  const code = textOf(value);
  return code === 'null' ? null : code;
}

function returnOf(shipment: Fields): string | null {
  const place = fieldsOf(shipment.undeliverableOrderReturnLocation);
  const address = fieldsOf(place.address);
  const line = [place.name, address.street1 ?? address.street, address.city].flatMap(
    (one) => textOf(one) ?? [],
  );
  return line.join(', ') || textOf(shipment.returnLocationId);
}

const PICTURES: Record<string, string> = {
  R0lGOD: 'image/gif',
  iVBORw0KGgo: 'image/png',
  '/9j/': 'image/jpeg',
  JVBERi0: 'application/pdf',
};

/** A file is known by how it begins; what their `fileType` says may be wrong or missing. */
function fileOf(label: string, shipment: Fields): ToldShipment['labelFile'] {
  const whole = wholeLabel(shipment);
  const base64 = (textOf(whole.file) ?? label).replace(/^data:[^,]*,/, '').replace(/\s+/g, '');
  if (base64.length < 8 || !/^[\w+/]+=*$/.test(base64)) return null;
  const kind = Object.keys(PICTURES).find((beginning) => base64.startsWith(beginning));
  const type = kind === undefined ? undefined : PICTURES[kind];
  return type === undefined ? null : { type, base64 };
}

function wholeLabel({ label, labels }: Fields): Fields {
  return Array.isArray(labels) ? fieldsOf(labels[0]) : fieldsOf(Array.isArray(label) ? label[0] : label);
}

function labelOf(shipment: Fields): string | null {
  const { label, labelLink } = shipment;
  const whole = wholeLabel(shipment);
  return textOf(whole.url) ?? textOf(labelLink) ?? textOf(whole.file) ?? textOf(label);
}

function webAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

function momentsOf(value: unknown): Moment[] {
  const point = momentOf(value);
  if (point !== null) return [{ at: point, end: null }];
  const { startsAt, endsAt } = fieldsOf(value);
  const from = momentOf(startsAt);
  const until = momentOf(endsAt);
  return [
    ...(from === null ? [] : [{ at: from, end: 'from' as const }]),
    ...(until === null ? [] : [{ at: until, end: 'until' as const }]),
  ];
}

function momentOf(value: unknown): number | null {
  if (typeof value === 'number' && Number.isFinite(value))
    return value < 100_000_000_000 ? value * 1000 : value;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T/.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

/** Amounts come in major units here. */
function money(value: unknown, currency: string): string | null {
  const amount = typeof value === 'string' ? Number(value) : value;
  if (typeof amount !== 'number' || !Number.isFinite(amount) || value === '') return null;
  try {
    return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}

function wordsOf(value: unknown): string | null {
  const words = Object.values(fieldsOf(value)).flatMap((one) => textOf(one) ?? []);
  return words.length === 0 ? textOf(value) : words.join(', ');
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
