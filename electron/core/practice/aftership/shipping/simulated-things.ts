// What the simulated shipping keeps: shipper accounts, labels, manifests, pick-ups and their cancellations, with the
// moments at which each is ready. Used by the files of this folder. Shares no type with the client.

export type Fields = Record<string, unknown>;

export interface SimulatedShipper {
  id: string;
  slug: string;
  description: string;
  status: 'enabled' | 'disabled' | 'deleted';
  type: 'default' | 'user';
  timezone: string;
  address: Fields;
  credentials: Record<string, string>;
  settings: Fields;
  createdAt: number;
  updatedAt: number;
}

/** `becomes` at `readyAt`: 'creating' becomes 'created', or 'failed' with a code. */
interface InMotion {
  id: string;
  status: string;
  becomes: { status: string; at: number; code?: number } | null;
  code: number | null;
  createdAt: number;
  updatedAt: number;
}

export interface SimulatedLabel extends InMotion {
  shipperId: string;
  trackingNumbers: string[];
  references: string[];
  orderNumber: string | null;
  orderId: string | null;
  serviceType: string;
  shipDate: string;
  paperSize: string;
  fileType: string;
  withQrCode: boolean;
  shipment: Fields;
  rate: Fields;
  body: Fields;
}

export interface SimulatedRates extends InMotion {
  rates: Fields[];
}

export interface SimulatedCancel extends InMotion {
  of: string;
}

export interface SimulatedManifest extends InMotion {
  shipperId: string;
  labels: { id: string; manifested: boolean }[];
}

export interface SimulatedPickup extends InMotion {
  shipperId: string | null;
  confirmation: string;
  body: Fields;
}

export interface ShippingBooks {
  shippers: SimulatedShipper[];
  labels: SimulatedLabel[];
  rates: SimulatedRates[];
  cancelLabels: SimulatedCancel[];
  manifests: SimulatedManifest[];
  pickups: SimulatedPickup[];
  cancelPickups: SimulatedCancel[];
}

export function emptyBooks(): ShippingBooks {
  return {
    shippers: [],
    labels: [],
    rates: [],
    cancelLabels: [],
    manifests: [],
    pickups: [],
    cancelPickups: [],
  };
}

/** Moves whatever is due. */
export function settle(thing: InMotion, now: number): void {
  if (thing.becomes === null || now < thing.becomes.at) return;
  thing.status = thing.becomes.status;
  thing.code = thing.becomes.code ?? null;
  thing.updatedAt = thing.becomes.at;
  thing.becomes = null;
}
