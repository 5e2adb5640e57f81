// What the simulated shipping tells of each thing in its books, as AfterShip's documents have it. Pure.
// Used by shipping-office.ts.

import type { SimulatedCourier } from './couriers.ts';
import { problemOf } from './shipping-answers.ts';
import type { Fields, SimulatedCancel, SimulatedRates, SimulatedShipper } from './simulated-things.ts';

export function toldCourier(courier: SimulatedCourier): Fields {
  return {
    slug: courier.slug,
    name: courier.name,
    operations: courier.operations,
    ship_from: ['USA'],
    ship_to: [],
    paper_sizes: courier.paperSizes,
    courier_service_types: courier.services.map(({ type, name }) => ({
      service_type: type,
      service_name: name,
      is_domestic: true,
      'ship_from.country': 'USA',
    })),
    courier_box_types: [{ box_name: 'Custom', box_type: 'custom' }],
  };
}

export function toldShipper(shipper: SimulatedShipper): Fields {
  const { id, slug, status, type, description, timezone, address, settings } = shipper;
  return { id, slug, status, type, description, timezone, address, settings, ...dates(shipper) };
}

export function toldRates(record: SimulatedRates): Fields {
  return {
    id: record.id,
    status: record.status,
    rates: record.status === 'calculated' ? record.rates : [],
    ...dates(record),
    ...problemOf(record),
  };
}

export function toldCancelLabel(cancel: SimulatedCancel): Fields {
  return {
    id: cancel.id,
    status: cancel.status,
    refund_status: cancel.status === 'cancelled' ? 'success' : 'pending',
    label: { id: cancel.of },
    ...dates(cancel),
  };
}

export function toldCancelPickup(cancel: SimulatedCancel): Fields {
  return { id: cancel.id, status: cancel.status, pickup: { id: cancel.of }, ...dates(cancel) };
}

export function dates({ createdAt, updatedAt }: { createdAt: number; updatedAt: number }): Fields {
  return { created_at: iso(createdAt), updated_at: iso(updatedAt) };
}

export function iso(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');
}
