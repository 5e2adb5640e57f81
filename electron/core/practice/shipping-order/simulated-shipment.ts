// One shipment as the simulated Shipping Order keeps it, and how it is told. Used by shipping-office.ts.

export type Fields = Record<string, unknown>;

/** A field of something that may be no object at all. */
export function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Fields)[name] : undefined;
}

export interface HistoryLine {
  readonly status: string;
  readonly at: number;
  readonly note: string | null;
  readonly user: string;
}

export interface SimulatedShipment {
  readonly id: string;
  /** Create request and later edits, as they were received. */
  fields: Fields;
  /** The same one by one, in the order in which they came. */
  readonly received: Fields[];
  status: string;
  /** Why it could not be placed; null while it can. */
  failure: string | null;
  readonly createdAt: number;
  updatedAt: number;
  provider: { name: string; service: string; deliversInMs: number } | null;
  trackingId: string | null;
  fee: number | null;
  estimatedPickup: number | null;
  estimatedDelivery: number | null;
  actualPickup: number | null;
  actualDelivery: number | null;
  driver: string | null;
  history: HistoryLine[];
  /** What is still to come, the next first. */
  plan: { at: number; status: string; note: string | null }[];
  warnings: Fields[];
  readonly requests: Record<string, number>;
}

const TENANT = 'practice';

/** As create, get, list, edit, cancel and retry answer it. */
export function toldShipment(
  shipment: SimulatedShipment,
  origin: string,
  pickup: Fields | undefined,
): Fields {
  const { fields, provider } = shipment;
  const iso = (at: number) => new Date(at).toISOString();
  const point = (at: number | null) => (at === null ? null : { startsAt: at, endsAt: null });
  const dispatched = shipment.trackingId !== null;
  return {
    id: shipment.id,
    tenantId: TENANT,
    brandExternalId: TENANT,
    locationExternalId: fields.locationExternalId ?? pickup?.locationExternalId ?? null,
    orderExternalId: fields.orderExternalId,
    groupId: fields.groupId ?? null,
    orderValue: fields.orderValue ?? null,
    currencyCode: 'USD',
    status: shipment.status,
    provider: provider === null ? {} : { name: provider.name, services: [{ id: provider.service }] },
    trackingId: shipment.trackingId ?? '',
    amount: shipment.fee,
    fee: shipment.fee,
    label: dispatched
      ? { trackingNumber: shipment.trackingId, url: `${origin}/labels/${shipment.id}`, fileType: 'svg' }
      : null,
    attachments: null,
    vehicle: shipment.driver === null ? null : { type: 'van', color: 'white' },
    driver: shipment.driver === null ? null : { name: shipment.driver, driverId: driverId(shipment.driver) },
    returnRequest: null,
    estimatedPickupTime: point(shipment.estimatedPickup),
    estimatedDeliveryTime:
      shipment.estimatedDelivery === null ? null : { startsAt: null, endsAt: shipment.estimatedDelivery },
    actualPickupTime: shipment.actualPickup,
    actualDeliveryTime: shipment.actualDelivery,
    proposedProviders: fields.proposedProviders ?? [],
    orderAttributes: fields.orderAttributes ?? {},
    createdAt: iso(shipment.createdAt),
    lastUpdatedAt: iso(shipment.updatedAt),
    deliveryContact: fields.deliveryContact,
    deliveryAddress: fields.deliveryAddress,
    deliveryInstructions: fields.deliveryInstructions ?? null,
    pickupContact: pickup?.contact ?? null,
    pickupAddress: pickup?.address ?? null,
    pickupInstructions: pickup?.pickupInstructions ?? null,
    package: fields.package ?? null,
    itemList: fields.itemList ?? [],
    signature: fields.signature ?? 'not_required',
    pickupTime: fields.pickupTime ?? { startsAt: shipment.createdAt + 60_000, endsAt: null },
    deliveryTime: fields.deliveryTime ?? null,
    ...(shipment.warnings.length > 0 ? { warnings: shipment.warnings } : {}),
  };
}

/** As status-history answers it. */
export function toldHistory(shipment: SimulatedShipment, unique: boolean): unknown[] {
  const lines = shipment.history.filter(
    (line, index, all) => !unique || all.findIndex(({ status }) => status === line.status) === index,
  );
  return [
    {
      id: shipment.id.replace(/.$/, '0'),
      orderId: shipment.id,
      tenantId: TENANT,
      trackingUrl: null,
      orderStatus: lines.map(({ status, at, note, user }) => ({
        status,
        // Meant for eyes: nobody should parse it.
        updatedAt: new Date(at).toUTCString(),
        updatedAtEpoch: at,
        note,
        statusUser: user,
        retry: {},
      })),
    },
  ];
}

function driverId(name: string): string {
  return `drv-${name.toLowerCase().replaceAll(' ', '-')}`;
}
