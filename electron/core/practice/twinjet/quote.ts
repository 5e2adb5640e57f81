// Answers an address validation: is it in the area, what does it cost, when would it be there.
// Called by api-surface.ts, and for the practice morning by start-twinjet-simulator.ts. Asks the courier company where
// its couriers are and changes nothing.

import { geocode, spelledOut } from '../san-francisco/geocode.ts';
import { type LatLng, metresBetween } from '../san-francisco/lat-lng.ts';
import { routeBetween } from '../san-francisco/street-network.ts';
import { METRES_PER_MS } from './bike-courier.ts';
import { type CourierCompany, OUTSIDE_AREA } from './courier-company.ts';
import { zoneAt } from './delivery-zones.ts';
import { cityTime } from './iso-time.ts';
import type { AddressFields, SimulatedClient } from './simulated-job.ts';

const MINUTE = 60_000;
const BASE_CENTS = 800;
const INCLUDED_M = 2500;
const CENTS_PER_STARTED_KM = 100;

interface End {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly point: LatLng | undefined;
  readonly surchargeCents: number;
  readonly complaint: string | undefined;
}

function endOf(client: SimulatedClient, address: AddressFields = client.address): End {
  const point = geocode(address.street_address, address.zip_code);
  const zone = point === undefined ? undefined : zoneAt(point, client.area);
  return {
    fields: {
      address: spelledOut(address.street_address),
      city: address.city,
      state: address.state,
      floor: address.floor ?? null,
      zip: address.zip_code,
      lat: point?.lat ?? null,
      lng: point?.lng ?? null,
    },
    point,
    surchargeCents: zone?.surchargeCents ?? 0,
    complaint:
      point === undefined ? 'Address could not be found' : zone === undefined ? OUTSIDE_AREA : undefined,
  };
}

/**
 * The answer body, without the zones. Prices are decimal strings, ETAs carry milliseconds and offset. An end that is not
 * given is the client's own address. `life` is the moment of courier time for which it is true.
 */
export function quote(
  company: CourierCompany,
  client: SimulatedClient,
  { pick, drop }: { pick: AddressFields | undefined; drop: AddressFields | undefined },
  life: number,
): Record<string, unknown> {
  const from = endOf(client, pick);
  const to = endOf(client, drop);
  const errors = [
    ...(from.complaint === undefined ? [] : [{ pick_address: from.complaint }]),
    ...(to.complaint === undefined ? [] : [{ deliver_address: to.complaint }]),
  ];
  const ends = { pick_address: from.fields, drop_address: to.fields };
  if (from.point === undefined || to.point === undefined || errors.length > 0) return { errors, ...ends };

  const start = from.point;
  const nearestM = Math.min(
    ...company.couriersOf(client).map((courier) => metresBetween(courier.pointAt(life), start)),
  );
  const wayM = routeBetween(from.point, to.point).lengthM;
  const pickup = life + 5 * MINUTE + nearestM / METRES_PER_MS;
  const delivery = pickup + 3 * MINUTE + wayM / METRES_PER_MS;
  const extraKm = Math.ceil(Math.max(0, wayM - INCLUDED_M) / 1000);
  const cents = BASE_CENTS + from.surchargeCents + to.surchargeCents + extraKm * CENTS_PER_STARTED_KM;
  return {
    ...ends,
    pickup_eta: cityTime(Math.round(company.time.wallAt(pickup))),
    price: (cents / 100).toFixed(2),
    delivery_eta: cityTime(Math.round(company.time.wallAt(delivery))),
  };
}
