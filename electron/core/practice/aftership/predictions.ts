// Delivery dates that AfterShip would predict: checked item by item, and one bad one spoils all. Used by tracking-api.ts.

import { Failure } from './meta.ts';
import { type Fields, isFields } from './parameters.ts';
import type { Version } from './shape.ts';

const MOMENT = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;
const TRANSIT_DAYS = 2;

export function predict(body: unknown, version: Version): { estimated_delivery_dates: Fields[] } {
  const items = isFields(body) ? body.estimated_delivery_dates : undefined;
  if (!Array.isArray(items) || items.length < 1 || items.length > 5) {
    throw bad('data.estimated_delivery_dates', 'must have 1 to 5 items');
  }
  return { estimated_delivery_dates: items.map((item: unknown, index) => predicted(item, index, version)) };
}

function predicted(item: unknown, index: number, version: Version): Fields {
  const at = (name: string) => `data.estimated_delivery_dates[${index}]${name === '' ? '' : `.${name}`}`;
  if (!isFields(item)) throw bad(at(''), 'must be an object');
  if (typeof item.slug !== 'string' || item.slug === '') throw bad(at('slug'), 'is required');
  // The one courier for which it has learnt nothing, so that a batch can be seen to fail there alone.
  if (item.slug === 'no-such-courier') throw bad(at('slug'), 'is not a supported courier');
  for (const name of ['origin_address', 'destination_address']) {
    const address = item[name];
    if (!isFields(address)) throw bad(at(name), 'is required');
    const country = version === '2024-04' ? 'country' : 'country_region';
    if (typeof address[country] !== 'string') throw bad(at(`${name}.${country}`), 'is required');
    if (!address.state && !address.postal_code) throw bad(at(`${name}.state`), 'or postal_code is required');
  }
  if (isFields(item.weight) && (typeof item.weight.value !== 'number' || !item.weight.unit)) {
    throw bad(at('weight'), 'needs unit and value');
  }
  const pickup = pickupOf(item, at);
  const day = plusDays(pickup.slice(0, 10), TRANSIT_DAYS);
  return {
    ...(version === '2024-04' ? {} : { id: `edd-${index}` }),
    service_type_name: null,
    weight: null,
    package_count: null,
    estimated_pickup: null,
    ...item,
    pickup_time: pickup,
    estimated_delivery_date: day,
    estimated_delivery_date_min: day,
    estimated_delivery_date_max: plusDays(day, 1),
    confidence_code: 10001,
  };
}

function pickupOf(item: Fields, at: (name: string) => string): string {
  const { pickup_time: time, estimated_pickup: order } = item;
  if (typeof time === 'string') {
    if (!MOMENT.test(time)) throw bad(at('pickup_time'), 'must be YYYY-MM-DD HH:mm:ss');
    return time;
  }
  if (!isFields(order)) throw bad(at('pickup_time'), 'or estimated_pickup is required');
  const [, day = '', clock = ''] = MOMENT.exec(String(order.order_time)) ?? [];
  if (day === '') throw bad(at('estimated_pickup.order_time'), 'must be YYYY-MM-DD HH:mm:ss');
  const cutoff = typeof order.order_cutoff_time === 'string' ? order.order_cutoff_time : '18:00:00';
  const workdays = Array.isArray(order.business_days) ? order.business_days : [1, 2, 3, 4, 5];
  const processing = isFields(order.order_processing_time) ? Number(order.order_processing_time.value) : 0;
  let left = processing + (clock > cutoff ? 1 : 0);
  let pickupDay = day;
  // ISO: 1 is Monday.
  const isWorkday = (one: string) => workdays.includes(new Date(`${one}T00:00:00Z`).getUTCDay() || 7);
  for (let tries = 0; tries < 60 && (left > 0 || !isWorkday(pickupDay)); tries += 1) {
    pickupDay = plusDays(pickupDay, 1);
    if (isWorkday(pickupDay)) left = Math.max(0, left - 1);
  }
  return `${pickupDay} ${cutoff}`;
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function bad(path: string, info: string): Failure {
  return new Failure(400, '', [{ path, info: `${path.split('.').at(-1)} ${info}` }]);
}
