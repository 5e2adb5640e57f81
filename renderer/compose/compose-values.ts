// What stands in the form: text as typed, under the provider's own field names, so that an error's path is a field's path.
// Read by everything in this folder; a draft is one of these.

import { z } from 'zod';
import type { ConnectionId } from '../../shared/domain/ids.ts';

const text = z.string().max(20_000).catch('');

const addressSchema = z.object({
  address_name: text,
  street_address: text,
  floor: text,
  city: text,
  state: text,
  zip_code: text,
  contact: text,
  phone_number: text,
  special_instructions: text,
});

const itemSchema = z.object({ quantity: text, description: text, sku: text });

/** A kept draft is read leniently: what no longer fits is empty, the rest stays as it was typed. */
const valuesSchema = z.object({
  connectionId: text,
  live: z.boolean().catch(true),
  order_contact_name: text,
  order_contact_phone: text,
  pick_address: addressSchema,
  deliver_address: addressSchema,
  /** Days are YYYY-MM-DD, times HH:mm or HH:mm:ss, both in the reader's own zone. */
  ready_day: text,
  ready_time: text,
  deliver_day: text,
  deliver_from_time: text,
  deliver_to_time: text,
  /** "": the day of the beginning, or the next where the window runs over midnight. */
  deliver_to_day: text,
  webhook_url: text,
  reference: text,
  service_id: text,
  payment_method: text,
  order_total: text,
  delivery_fee: text,
  tip: text,
  job_items: z.array(itemSchema).max(500).catch([]),
  special_instructions: text,
  photo: z.boolean().catch(false),
  external_id: text,
  /**
   * The external id it is booked under where the person gives none. Part of the draft: if the program ends before the
   * core's confirmation is here, the same booking sent again after a restart is recognised instead of made twice.
   */
  own_number: text,
});

export type ComposeValues = z.infer<typeof valuesSchema>;
export type AddressValues = ComposeValues['pick_address'];
export type ItemValues = ComposeValues['job_items'][number];
export type AddressEnd = 'pick_address' | 'deliver_address';

export const EMPTY_ADDRESS: AddressValues = {
  address_name: '',
  street_address: '',
  floor: '',
  city: '',
  state: '',
  zip_code: '',
  contact: '',
  phone_number: '',
  special_instructions: '',
};

/** A new line: one piece of something that still has to be named. */
export const NEW_ITEM: ItemValues = { quantity: '1', description: '', sku: '' };

export function emptyValues(connectionId: ConnectionId | ''): ComposeValues {
  return {
    connectionId,
    live: true,
    order_contact_name: '',
    order_contact_phone: '',
    pick_address: EMPTY_ADDRESS,
    deliver_address: EMPTY_ADDRESS,
    ready_day: '',
    ready_time: '',
    deliver_day: '',
    deliver_from_time: '',
    deliver_to_time: '',
    deliver_to_day: '',
    webhook_url: '',
    reference: '',
    service_id: '',
    payment_method: '',
    order_total: '',
    delivery_fee: '',
    tip: '',
    job_items: [],
    special_instructions: '',
    photo: false,
    external_id: '',
    own_number: '',
  };
}

/** An empty address is not an error: it stands for the client's own location. */
export function isEmptyAddress(address: AddressValues): boolean {
  return Object.values(address).every((value) => value.trim() === '');
}

/** Null for a draft of another kind or from another time. */
export function valuesFromDraft(kept: unknown): ComposeValues | null {
  const parsed = valuesSchema.safeParse(kept);
  return parsed.success ? parsed.data : null;
}
