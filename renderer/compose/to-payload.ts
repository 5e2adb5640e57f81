// What was typed -> what TwinJet's New Job takes (seed 002), and what cannot be read, by field. Pure; judged further by
// the contract's schema in check-booking.ts.

import type { TwinJetAddress } from '../../shared/contract/twinjet.ts';
import { type AddressValues, type ComposeValues, isEmptyAddress } from './compose-values.ts';
import { readyAt, windowFrom, windowTo } from './delivery-window.ts';
import type { LocalTime } from './local-time.ts';
import { texts } from './texts.ts';
import { readAmount, readWhole } from './typed-number.ts';

export interface FieldProblem {
  /** Path of the form's field: "deliver_address.zip_code", "job_items.0.quantity". */
  field: string;
  message: string;
}

export interface Reading {
  /** New Job without what could not be read; empty fields are left out. */
  payload: Record<string, unknown>;
  problems: FieldProblem[];
  /** Which line of the form an item of the payload stands in; empty lines are not sent. */
  itemLines: number[];
}

/** `timesRequired` is false for the changes of a job whose times are not known. */
export function toPayload(values: ComposeValues, timesRequired = true): Reading {
  const problems: FieldProblem[] = [];

  function number(
    field: 'order_total' | 'delivery_fee' | 'tip' | 'service_id' | `job_items.${number}.quantity`,
    typed: string,
    read: (typed: string) => number | undefined | null,
    message: string,
  ): number | undefined {
    const value = read(typed);
    if (value === null) problems.push({ field, message });
    return value ?? undefined;
  }

  function moment(field: 'ready_time' | 'deliver_from_time' | 'deliver_to_time', time: LocalTime) {
    if (time.ok) return time.iso;
    const untouched = time.why === 'no-time' && !timesRequired;
    if (!untouched) problems.push({ field, message: texts.timeProblem[time.why] });
    return undefined;
  }

  const itemLines: number[] = [];
  const items = values.job_items.flatMap((item, line) => {
    const description = filled(item.description);
    const sku = filled(item.sku);
    const said = item.quantity.trim();
    if (description === undefined && sku === undefined && (said === '' || said === '1')) return [];
    itemLines.push(line);
    const quantity = number(`job_items.${line}.quantity`, item.quantity, readWhole, texts.badQuantity);
    return [withoutEmpty({ quantity: said === '' ? 1 : quantity, description, sku })];
  });

  const payload = withoutEmpty({
    live: values.live,
    order_contact_name: values.order_contact_name.trim(),
    order_contact_phone: values.order_contact_phone.trim(),
    pick_address: addressPayload(values.pick_address),
    deliver_address: addressPayload(values.deliver_address),
    ready_time: moment('ready_time', readyAt(values)),
    deliver_from_time: moment('deliver_from_time', windowFrom(values)),
    deliver_to_time: moment('deliver_to_time', windowTo(values)),
    webhook_url: filled(values.webhook_url),
    reference: filled(values.reference),
    service_id: number('service_id', values.service_id, readWhole, texts.badServiceId),
    payment_method: values.payment_method === '' ? undefined : Number(values.payment_method),
    order_total: number('order_total', values.order_total, readAmount, texts.badAmount),
    delivery_fee: number('delivery_fee', values.delivery_fee, readAmount, texts.badAmount),
    tip: number('tip', values.tip, readAmount, texts.badAmount),
    job_items: items.length === 0 ? undefined : items,
    special_instructions: filled(values.special_instructions),
    photo: values.photo || undefined,
    external_id: filled(values.external_id),
  });
  return { payload, problems, itemLines };
}

/** Undefined for an address in which nothing is typed: the client's own location. */
export function addressPayload(address: AddressValues): Partial<TwinJetAddress> | undefined {
  if (isEmptyAddress(address)) return undefined;
  // Required ones go as they are, so that the schema can say which is missing.
  return withoutEmpty({
    address_name: filled(address.address_name),
    street_address: address.street_address.trim(),
    floor: filled(address.floor),
    city: address.city.trim(),
    state: stateCode(address.state.trim()),
    zip_code: address.zip_code.trim(),
    contact: filled(address.contact),
    phone_number: filled(address.phone_number),
    special_instructions: filled(address.special_instructions),
  });
}

/** "ca" is meant as CA; a province written out stays as it is. */
function stateCode(typed: string): string {
  return typed.length === 2 ? typed.toUpperCase() : typed;
}

function filled(typed: string): string | undefined {
  const text = typed.trim();
  return text === '' ? undefined : text;
}

function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
