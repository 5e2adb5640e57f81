// Whether what stands in the form can be sent, and as what: a whole shipment, or only the changes of one. Pure. The
// contract's schemas judge; this file tells the form where their sentences belong.

import {
  type Shipment,
  type ShipmentChanges,
  shipmentChangesSchema,
  shipmentSchema,
} from '../../shared/contract/shipments.ts';
import type { ShipmentValues } from './shipment-values.ts';
import { texts } from './texts.ts';
import { type FieldProblem, toShipment } from './to-shipment.ts';

export type Checked<Value> = { ok: true; value: Value } | { ok: false; problems: FieldProblem[] };
type Fields = Record<string, unknown>;

/** What stands for "none" in a change; of the others a value can be replaced and not taken back. */
const EMPTIED: Fields = {
  deliveryInstructions: '',
  itemList: [],
  orderAttributes: {},
  proposedProviders: [],
  pickupTime: null,
  deliveryTime: null,
};

export function checkShipment(values: ShipmentValues): Checked<Shipment> {
  const { shipment, problems } = toShipment(values);
  const parsed = shipmentSchema.safeParse(shipment);
  const all = [...problems, ...issuesOf(parsed.error, values)];
  return parsed.success && all.length === 0
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: firstOfEach(all) };
}

/**
 * Only what differs from `before`, each top-level field whole. `known` is the shipment as it was told: what the form has no
 * field for travels along, since an object is replaced as a whole.
 */
export function checkChanges(
  values: ShipmentValues,
  before: ShipmentValues,
  known: Fields,
): Checked<ShipmentChanges> {
  const now = toShipment(values);
  const was = toShipment(before).shipment;
  const names = new Set([...Object.keys(now.shipment), ...Object.keys(was)]);
  const changes: Fields = {};
  const problems: FieldProblem[] = now.problems;
  for (const name of names) {
    const next = now.shipment[name];
    if (JSON.stringify(next) === JSON.stringify(was[name])) continue;
    if (next !== undefined) changes[name] = withUnknown(next, known[name], name);
    else if (name in EMPTIED) changes[name] = EMPTIED[name];
    else problems.push({ field: name, message: texts.cannotTakeBack });
  }
  if (Object.keys(changes).length === 0) return { ok: false, problems: firstOfEach(problems) };
  const parsed = shipmentChangesSchema.safeParse(changes);
  const all = [...problems, ...issuesOf(parsed.error, values)];
  return parsed.success && all.length === 0
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: firstOfEach(all) };
}

/** Fields that the form shows, by object: these may have been emptied on purpose. */
const SHOWN: Record<string, ReadonlySet<string>> = {
  deliveryAddress: new Set(
    'street1 street2 apartmentNumber city state postalCode countryCode latitude longitude'.split(' '),
  ),
  deliveryContact: new Set('name phone email userExternalId'.split(' ')),
  package: new Set(
    'name description size weight itemQuantity itemList temperatureControl content barcode'.split(' '),
  ),
};

function withUnknown(next: unknown, known: unknown, name: string): unknown {
  const shown = SHOWN[name];
  if (shown === undefined || typeof known !== 'object' || known === null) return next;
  const unknown = Object.entries(known).filter(([field, value]) => !shown.has(field) && value !== null);
  return { ...Object.fromEntries(unknown), ...(next as Fields) };
}

interface Issues {
  issues: { path: PropertyKey[]; message: string }[];
}

function issuesOf(error: Issues | undefined, values: ShipmentValues): FieldProblem[] {
  return (error?.issues ?? []).map(({ path, message }) => ({
    field: fieldOf(path.map(String).join('.'), values),
    message,
  }));
}

/** Where the message for a path of the payload is to be read; "" for the form as a whole. */
export function fieldOf(path: string, values: ShipmentValues): string {
  const bare = path.replace(/^(shipment|changes)\./, '');
  const [first = '', second = '', ...rest] = bare.split('.');
  if (first === 'orderAttributes') {
    const line = values.orderAttributes.findIndex(({ name }) => name.trim() === second);
    return line < 0 ? '' : `orderAttributes.${line}.value`;
  }
  if (first === 'package' && second === 'itemList') return ['itemList', ...rest].join('.');
  const whole = WHOLES[bare];
  if (whole !== undefined) return whole;
  let part: unknown = values;
  for (const step of bare.split('.')) part = (part as Fields | undefined)?.[step];
  return typeof part === 'string' || typeof part === 'boolean' ? bare : '';
}

/** Objects have no field of their own. */
const WHOLES: Record<string, string> = {
  pickup: 'pickup.name',
  deliveryAddress: 'deliveryAddress.street1',
  deliveryContact: 'deliveryContact.name',
  package: 'package.name',
};

function firstOfEach(problems: FieldProblem[]): FieldProblem[] {
  return problems.filter(
    ({ field }, index) => problems.findIndex((other) => other.field === field) === index,
  );
}
