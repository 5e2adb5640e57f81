// Shipping Order's words -> the console's. Pure; called by shipping-order-provider.ts and by the booking service.
// A status that is not in the table becomes `unknown`, its own word kept.

import type {
  ListedShipment,
  Shipment,
  ShipmentAddress,
  ShipmentItem,
} from '../../../../shared/contract/shipments.ts';
import { type Address, addressLine } from '../../../../shared/domain/address.ts';
import type { ConnectionId, JobId } from '../../../../shared/domain/ids.ts';
import type { JobItem } from '../../../../shared/domain/job.ts';
import { type Money, moneyFromDecimal } from '../../../../shared/domain/money.ts';
import { shipmentStatus } from '../../../../shared/domain/shipment-status.ts';
import { type NewJob, newJob } from '../new-job.ts';
import type { JobFacts, JobNews, NewsEvent } from '../provider.ts';
import type { ShipmentAddressAnswer, ShipmentAnswer } from './wire.ts';

/** News of one shipment that names its status. `raw` is the parsed answer without secrets. */
export function newsFrom(
  answer: ShipmentAnswer & { status: string },
  receivedAt: number,
  raw: unknown,
): JobNews {
  const warned = answer.warnings.map(
    ({ provider, message, type }) =>
      `${provider === null ? '' : `${provider}: `}${message}${type === null || type === message ? '' : ` (${type})`}`,
  );
  return {
    status: shipmentStatus(answer.status),
    rawStatus: answer.status,
    rawStatusText: null,
    sourceAt: answer.lastUpdatedAt,
    receivedAt,
    ids: {
      requestId: null,
      jobId: answer.id,
      externalId: answer.orderExternalId,
      trackingId: answer.trackingId,
    },
    madeAt: answer.createdAt,
    // The group is a basket of orders, not this one's name; it stands in the raw answer.
    reference: null,
    courier: answer.driver,
    // A listing tells no reasons: why it could not be placed was told once, by the answer to the command.
    remarks: warned.length === 0 ? undefined : warned.join('\n'),
    events: eventsOf(answer, warned, receivedAt),
    positions: [],
    facts: factsOfAnswer(answer),
    raw,
  };
}

/** A shipment of a list that names its status; whether it is on the board, its caller knows. */
export function listedFrom(answer: ShipmentAnswer & { status: string }): Omit<ListedShipment, 'jobId'> {
  const { deliveryAddress, deliveryContact } = answer;
  const isPlace = deliveryAddress !== null && deliveryAddress.street1 !== null;
  return {
    id: answer.id,
    orderExternalId: answer.orderExternalId,
    groupId: answer.groupId,
    trackingId: answer.trackingId,
    rawStatus: answer.status,
    status: shipmentStatus(answer.status),
    recipient: deliveryContact?.name ?? null,
    to: isPlace ? addressLine(addressOf(deliveryAddress, null, null)) : null,
    locationExternalId: answer.locationExternalId,
    provider: answer.service,
    createdAt: answer.createdAt,
    lastUpdatedAt: answer.lastUpdatedAt,
  };
}

function eventsOf(answer: ShipmentAnswer, warned: string[], receivedAt: number): NewsEvent[] {
  // Events are told apart by time and text: the same trouble must land at the same moment however often it is told.
  const at = answer.lastUpdatedAt ?? answer.createdAt ?? receivedAt;
  const line = (text: string): NewsEvent => ({ at, kind: 'history', text, actor: null, position: null });
  const events = warned.map((text) => line(`Warning: ${text}`));
  if (answer.unreadable.length > 0) {
    events.push(line(`Parts of Shipping Order’s answer could not be read: ${answer.unreadable.join(', ')}`));
  }
  return events;
}

/** What the answer states; what it leaves out stays as it was booked. */
function factsOfAnswer(answer: ShipmentAnswer): JobFacts {
  const facts: JobFacts = {};
  const currency = answer.currencyCode ?? 'USD';
  const stated = <Name extends keyof JobFacts>(name: Name, value: JobFacts[Name] | null) => {
    if (value !== null && value !== undefined) facts[name] = value;
  };
  const { deliveryAddress, deliveryContact, pickupAddress, pickupContact } = answer;
  if (deliveryAddress?.street1 != null) {
    const address = addressOf(deliveryAddress, deliveryContact, answer.deliveryInstructions);
    facts.deliverAddress = address;
    facts.to = addressLine(address);
  }
  if (pickupAddress?.street1 != null) {
    const address = addressOf(pickupAddress, pickupContact, answer.pickupInstructions);
    facts.pickAddress = address;
    facts.from = addressLine(address);
  }
  if (deliveryContact !== null) {
    stated('recipient', deliveryContact.name);
    stated('contactName', deliveryContact.name);
    stated('contactPhone', deliveryContact.phone);
  }
  stated('readyAt', answer.pickupTime?.startsAt ?? null);
  stated('windowFromAt', answer.deliveryTime?.startsAt ?? null);
  stated('windowToAt', answer.deliveryTime?.endsAt ?? null);
  stated('promiseAt', answer.deliveryTime?.endsAt ?? null);
  stated('price', money(answer.amount ?? answer.fee, currency));
  stated('deliveryFee', money(answer.fee, currency));
  stated('orderTotal', money(answer.orderValue, currency));
  stated('service', answer.service);
  stated('instructions', answer.deliveryInstructions);
  if (answer.items.length > 0) {
    facts.items = answer.items.map(({ quantity, title, description, sku }) => ({
      quantity,
      description: title ?? description,
      sku,
    }));
  }
  return facts;
}

/** Amounts are in major units here, with more places than money has where a provider divided. */
function money(amount: number | null, currency: string): Money | null {
  return amount === null ? null : moneyFromDecimal(amount.toFixed(2), currency.toUpperCase());
}

function addressOf(
  answer: ShipmentAddressAnswer,
  contact: { name: string | null; phone: string | null } | null,
  instructions: string | null,
): Address {
  const { latitude, longitude } = answer;
  return {
    name: contact?.name ?? null,
    street: answer.street1 ?? '',
    unit: [answer.apartmentNumber, answer.street2].filter(Boolean).join(', ') || null,
    city: answer.city ?? '',
    region: answer.state ?? '',
    postalCode: answer.postalCode ?? '',
    contact: null,
    phone: contact?.phone ?? null,
    instructions,
    position: latitude !== null && longitude !== null ? { lat: latitude, lng: longitude } : null,
  };
}

/** What a shipment or the changes of an edit say of a job: only what they name. */
export function factsFrom(named: Partial<Shipment>, currency: string): JobFacts {
  const facts: JobFacts = {};
  const { deliveryAddress, deliveryContact, pickup } = named;
  if (deliveryContact !== undefined) {
    facts.recipient = deliveryContact.name;
    facts.contactName = deliveryContact.name;
    facts.contactPhone = deliveryContact.phone;
  }
  if (deliveryAddress !== undefined) {
    facts.deliverAddress = typedAddress(deliveryAddress, deliveryContact ?? null, null);
    facts.to = addressLine(facts.deliverAddress);
  }
  if (pickup !== undefined) {
    facts.pickAddress = typedAddress(pickup.address, pickup.contact, pickup.pickupInstructions ?? null);
    facts.pickAddress.name = pickup.name;
    facts.pickAddress.contact = pickup.contact.name;
    facts.from = addressLine(facts.pickAddress);
  } else if (named.locationExternalId !== undefined) {
    facts.from = named.locationExternalId;
  }
  if (named.pickupTime !== undefined) facts.readyAt = named.pickupTime?.startsAt ?? null;
  if (named.deliveryTime !== undefined) {
    facts.windowFromAt = named.deliveryTime?.startsAt ?? null;
    facts.windowToAt = named.deliveryTime?.endsAt ?? null;
    facts.promiseAt = facts.windowToAt;
  }
  if (named.deliveryInstructions !== undefined) facts.instructions = named.deliveryInstructions || null;
  if (named.orderValue !== undefined) facts.orderTotal = money(named.orderValue, currency);
  if (named.proposedProviders !== undefined) {
    facts.service = named.proposedProviders.map(({ name }) => name).join(', ') || null;
  }
  const packed = named.package?.itemList;
  if (named.itemList !== undefined || packed !== undefined) {
    facts.items = (named.itemList?.length ? named.itemList : (packed ?? [])).map(itemFrom);
  }
  return facts;
}

function typedAddress(
  typed: ShipmentAddress,
  contact: { name: string; phone: string } | null,
  instructions: string | null,
): Address {
  return addressOf(
    {
      street1: typed.street1,
      street2: typed.street2 ?? null,
      apartmentNumber: typed.apartmentNumber ?? null,
      city: typed.city ?? null,
      state: typed.state ?? null,
      postalCode: typed.postalCode,
      latitude: typed.latitude ?? null,
      longitude: typed.longitude ?? null,
    },
    contact,
    instructions,
  );
}

function itemFrom(item: ShipmentItem): JobItem {
  return {
    quantity: item.quantity ?? 1,
    description: item.title || item.description || null,
    sku: item.sku,
  };
}

/** A shipment as a job in the outbox, kept as it will be sent. `currency`: a shipment names none (ISO 4217). */
export function jobRecordFrom(
  shipment: Shipment,
  made: { id: JobId; connectionId: ConnectionId; at: number; currency: string },
): NewJob {
  const { id, connectionId, at, currency } = made;
  const externalIds = {
    requestId: null,
    jobId: null,
    externalId: shipment.orderExternalId,
    trackingId: null,
  };
  const record = newJob(
    {
      id,
      provider: 'shipping-order',
      connectionId,
      status: 'queued',
      externalIds,
      request: shipment,
      origin: 'here',
    },
    at,
  );
  return { ...record, ...factsFrom(shipment, currency) };
}
