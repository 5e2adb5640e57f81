// Deliveries that have no tracking number yet, as typed, and the question they become. Pure; used by predict-panel.tsx.

import { z } from 'zod';
import { type AfterShipPredictionInput, afterShipPrediction } from '../../shared/contract/aftership.ts';

const END = { country: '', state: '', city: '', postal_code: '', raw_location: '' };

export interface DeliveryValues {
  slug: string;
  service_type_name: string;
  origin_address: typeof END;
  destination_address: typeof END;
  weight: { value: string; unit: string };
  package_count: string;
  pickup: 'time' | 'order';
  pickup_time: string;
  order_time: string;
  order_cutoff_time: string;
  business_days: number[];
  processing: string;
}

export function emptyDelivery(): DeliveryValues {
  return {
    slug: 'j-net',
    service_type_name: '',
    origin_address: { ...END, country: 'USA' },
    destination_address: { ...END, country: 'USA' },
    weight: { value: '', unit: 'kg' },
    package_count: '',
    pickup: 'time',
    pickup_time: '',
    order_time: '',
    order_cutoff_time: '18:00:00',
    business_days: [1, 2, 3, 4, 5],
    processing: '0',
  };
}

const draftSchema = z.array(
  z.object({
    slug: z.string(),
    service_type_name: z.string(),
    origin_address: z.record(z.string(), z.string()),
    destination_address: z.record(z.string(), z.string()),
    weight: z.object({ value: z.string(), unit: z.string() }),
    package_count: z.string(),
    pickup: z.enum(['time', 'order']),
    pickup_time: z.string(),
    order_time: z.string(),
    order_cutoff_time: z.string(),
    business_days: z.array(z.number()),
    processing: z.string(),
  }),
);

/** A draft as kept; one of another form is none. */
export function deliveriesFromDraft(kept: unknown): DeliveryValues[] {
  const read = draftSchema.safeParse(kept);
  if (!read.success || read.data.length === 0) return [emptyDelivery()];
  return read.data.map((one) => ({
    ...one,
    origin_address: { ...END, ...one.origin_address },
    destination_address: { ...END, ...one.destination_address },
  }));
}

export type DeliveryErrors = Record<string, string>;

/** The question, or what is wrong with each delivery: by its place, then by the path of the field. */
export function checkDeliveries(
  deliveries: readonly DeliveryValues[],
): { ok: true; value: AfterShipPredictionInput[] } | { ok: false; errors: Record<number, DeliveryErrors> } {
  const errors: Record<number, DeliveryErrors> = {};
  const value = deliveries.flatMap((delivery, index) => {
    const read = afterShipPrediction.safeParse(saidOf(delivery));
    if (read.success) return [read.data];
    const mine: DeliveryErrors = {};
    for (const { path, message } of read.error.issues) mine[path.join('.')] ??= message;
    errors[index] = mine;
    return [];
  });
  return Object.keys(errors).length === 0 ? { ok: true, value } : { ok: false, errors };
}

/** Messages of a refusal ("estimated_delivery_dates.1.origin_address.country") at their deliveries. */
export function placeDeliveryErrors(fields: readonly { field: string; message: string }[]): {
  errors: Record<number, DeliveryErrors>;
  others: { field: string; message: string }[];
} {
  const errors: Record<number, DeliveryErrors> = {};
  const others: { field: string; message: string }[] = [];
  for (const entry of fields) {
    const match = /^estimated_delivery_dates\.(\d+)(?:\.(.*))?$/.exec(entry.field);
    if (match === null) {
      others.push(entry);
      continue;
    }
    const at = Number(match[1]);
    errors[at] = { ...errors[at], [match[2] ?? '']: entry.message };
  }
  return { errors, others };
}

function saidOf(delivery: DeliveryValues): unknown {
  const filled = (fields: Record<string, string>) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  const number = (typed: string) => (typed.trim() === '' ? undefined : Number(typed.replace(',', '.')));
  const weight = number(delivery.weight.value);
  const count = number(delivery.package_count);
  return {
    slug: delivery.slug.trim(),
    ...filled({ service_type_name: delivery.service_type_name }),
    origin_address: { country: '', ...filled(delivery.origin_address) },
    destination_address: { country: '', ...filled(delivery.destination_address) },
    ...(weight === undefined ? {} : { weight: { unit: delivery.weight.unit, value: weight } }),
    ...(count === undefined ? {} : { package_count: count }),
    ...(delivery.pickup === 'time'
      ? filled({ pickup_time: delivery.pickup_time })
      : {
          estimated_pickup: {
            order_time: delivery.order_time.trim(),
            ...filled({ order_cutoff_time: delivery.order_cutoff_time }),
            business_days: delivery.business_days,
            order_processing_time: { unit: 'day', value: number(delivery.processing) ?? 0 },
          },
        }),
  };
}
