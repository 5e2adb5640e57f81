// The simulated Shipping Order as one object: its books, and what it answers to each of the seven operations. Called by
// start-shipping-order-simulator.ts, which does sockets, tokens and faults. No network here.

import type { Pace } from '../pace.ts';
import { SeededRandom } from '../seeded-random.ts';
import { listShipments } from './list-shipments.ts';
import { messageOf, type OfficeAnswer, refuse } from './refusals.ts';
import { hintsIn } from './scenario-hints.ts';
import { DRIVERS, NOTES, PROVIDERS, wayOf } from './shipment-life.ts';
import {
  type Fields,
  inside,
  type SimulatedShipment,
  toldHistory,
  toldShipment,
} from './simulated-shipment.ts';

const MINUTE = 60_000;
const RETRYABLE = new Set(['ORDER_FAILED', 'ESTIMATES_FAILED', 'PENDING_AUTORETRY']);
const BEFORE_DISPATCH = new Set([
  'REQUEST_RECEIVED',
  'PENDING_DISPATCH',
  'PENDING_RELEASE',
  'PENDING_AUTORETRY',
  'ESTIMATES_RECEIVED',
  'ESTIMATES_FAILED',
  'ORDER_FAILED',
]);
const OVER = new Set(['ORDER_DELIVERED', 'ORDER_UNDELIVERABLE', 'ERROR_EXCEPTION']);
/** From here on the goods are with the provider, who gives none back. */
const ON_THE_WAY = new Set([
  'PICKUP_COMPLETED',
  'IN_TRANSIT',
  'OUT_FOR_DELIVERY',
  'ORDER_DELAYED',
  'ORDER_REDELIVERY',
  'ORDER_AT_LOCATION',
]);

/** Where shipments of a known location begin. */
export interface PracticeLocation {
  readonly locationExternalId: string;
  readonly name: string;
  readonly street1: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Without delivery providers: NO_PROVIDER_ASSIGNED. */
  readonly unserved?: true;
}

interface Options {
  readonly seed: string | number;
  readonly clock: () => number;
  /** How long each step of a shipment takes. */
  readonly pace: Pace;
  readonly origin: () => string;
  /** Empty: every location is known. */
  readonly locations: readonly PracticeLocation[];
  /** Whether a shipment that could not be placed stays in the books, for an edit and a retry. */
  readonly keepsFailed: boolean;
  readonly mostPerPage: number;
}

export class ShippingOffice {
  readonly shipments: SimulatedShipment[] = [];
  private readonly options: Options;
  private readonly random: SeededRandom;

  constructor(options: Options) {
    this.options = options;
    this.random = new SeededRandom(options.seed, 'shipments');
  }

  /** Lets everything happen that is due by now. */
  settle(): void {
    const { now } = this.options.pace;
    for (const shipment of this.shipments) {
      for (let due = shipment.plan[0]; due !== undefined && due.at <= now; due = shipment.plan[0]) {
        shipment.plan.shift();
        this.enter(shipment, due.status, due.at, due.note);
      }
    }
  }

  find(id: string): SimulatedShipment | undefined {
    return this.shipments.find((one) => one.id === id.toLowerCase());
  }

  create(body: Fields): OfficeAnswer {
    const now = this.options.clock();
    const invalid = problemOf(body);
    if (invalid !== undefined) return refuse('VALIDATION_ERROR', `Invalid Data: ${invalid}`);
    const { locationExternalId: location, orderExternalId } = body;
    if (location !== undefined && this.locationOf(location) === undefined)
      return refuse('INVALID_DATA', `Invalid Data: No such locationExternalId exists: ${String(location)}`);
    if (this.shipments.some(({ fields }) => fields.orderExternalId === orderExternalId))
      return refuse('DUPLICATE_ID');
    const { refusal, fates } = hintsIn(body);
    const failure = this.failureOf(body);
    if (failure === undefined && refusal !== null) return refuse(refusal);
    if (failure !== undefined && !this.options.keepsFailed) return refuse(failure);
    const shipment = this.enterBooks(body, now);
    if (failure !== undefined) {
      this.fail(shipment, failure, now);
      return refuse(failure);
    }
    this.place(shipment, now);
    if (fates.has('warning'))
      shipment.warnings = [
        { type: 'ADDRESS_CORRECTED', message: 'The postal code was completed.', provider: 'UPS' },
      ];
    const told = this.told(shipment);
    if (fates.has('no-id')) delete told.id;
    return { status: 201, body: told };
  }

  /** For practice: a shipment that was made earlier, and all that has happened to it since. */
  takeUp(body: Fields, createdAt: number): SimulatedShipment {
    const shipment = this.enterBooks(body, createdAt);
    const failure = this.failureOf(body);
    if (failure === undefined) this.place(shipment, createdAt);
    else this.fail(shipment, failure, createdAt);
    return shipment;
  }

  list(body: Fields): OfficeAnswer {
    const listed = listShipments(body, {
      shipments: this.shipments,
      now: this.options.clock(),
      mostPerPage: this.options.mostPerPage,
    });
    if ('problem' in listed) return refuse('INVALID_DATA', `Invalid Data: ${listed.problem}`, 400);
    const data = listed.page.map((shipment) => this.told(shipment));
    return { status: 200, body: { data, paginationToken: listed.paginationToken } };
  }

  get(shipment: SimulatedShipment, forced: boolean): OfficeAnswer {
    const told = this.told(shipment);
    if (forced && shipment.provider?.name === 'Roadie')
      told.errors = [
        {
          type: 'PROVIDER_NOT_SUPPORTED',
          provider: 'Roadie',
          message: 'The provider cannot be asked for its latest state.',
        },
      ];
    return { status: 200, body: told };
  }

  cancel(shipment: SimulatedShipment): OfficeAnswer {
    const { fates, refusal } = hintsIn(shipment.fields);
    if (shipment.status === 'ORDER_CANCELLED') return refuse('ORDER_ALREADY_CANCELED');
    if (!BEFORE_DISPATCH.has(shipment.status)) {
      if (fates.has('cancel-fails') || OVER.has(shipment.status)) return refuse('ORDER_CANCELLATION_FAILED');
      if (fates.has('no-cancel') || ON_THE_WAY.has(shipment.status) || refusal === 'CANCELLATION_NOT_ALLOWED')
        return refuse('CANCELLATION_NOT_ALLOWED');
    }
    shipment.plan = [];
    this.enter(shipment, 'ORDER_CANCELLED', this.options.clock(), null, 'practice');
    return { status: 200, body: this.told(shipment) };
  }

  edit(shipment: SimulatedShipment, body: Fields, forced: boolean): OfficeAnswer {
    const now = this.options.clock();
    if (Object.keys(body).length === 0)
      return refuse('VALIDATION_ERROR', 'Invalid Data: at least one field is required');
    if (shipment.status === 'ORDER_CANCELLED' || OVER.has(shipment.status))
      return refuse('VALIDATION_ERROR', 'Invalid Data: the order can no longer be edited');
    if (body.package !== undefined && !BEFORE_DISPATCH.has(shipment.status))
      return refuse('VALIDATION_ERROR', 'packages parameter cannot be changed post order dispatch');
    if (body.orderValue !== undefined && !(Number(body.orderValue) >= 0))
      return refuse('INVALID_DATA', 'Invalid data: The value for the orderValue field is invalid', 400);
    const wanted = { ...shipment.fields, ...body };
    const invalid = problemOf(wanted);
    if (invalid !== undefined) return refuse('VALIDATION_ERROR', `Invalid Data: ${invalid}`);
    const failure = this.failureOf(wanted);
    if (failure !== undefined && !BEFORE_DISPATCH.has(shipment.status) && !forced) return refuse(failure);
    shipment.fields = wanted;
    shipment.received.push(body);
    shipment.updatedAt = now;
    return { status: 200, body: this.told(shipment) };
  }

  retry(shipment: SimulatedShipment): OfficeAnswer {
    if (!RETRYABLE.has(shipment.status)) return refuse('INVALID_OPERATION');
    const now = this.options.clock();
    const failure = this.failureOf(shipment.fields);
    if (failure !== undefined) {
      this.fail(shipment, failure, now);
      return refuse(failure);
    }
    shipment.failure = null;
    this.place(shipment, now);
    return { status: 201, body: this.told(shipment) };
  }

  history(shipment: SimulatedShipment, unique: boolean): OfficeAnswer {
    return { status: 200, body: toldHistory(shipment, unique) };
  }

  /** Puts a shipment into a status at once. */
  advance(shipment: SimulatedShipment, status: string, note: string | null): void {
    this.enter(shipment, status, this.options.clock(), note);
    if (BEFORE_DISPATCH.has(status) || OVER.has(status) || status === 'ORDER_CANCELLED') shipment.plan = [];
  }

  private told(shipment: SimulatedShipment): Fields {
    const { pickup, locationExternalId } = shipment.fields;
    const location = this.locationOf(locationExternalId);
    const from =
      (pickup as Fields | undefined) ??
      (location === undefined
        ? undefined
        : { contact: { name: location.name, phone: '+14155550100' }, address: { ...location } });
    return toldShipment(shipment, this.options.origin(), from);
  }

  private locationOf(id: unknown): PracticeLocation | undefined {
    const known = this.options.locations.find((one) => one.locationExternalId === id);
    if (known !== undefined || this.options.locations.length > 0) return known;
    return {
      locationExternalId: String(id),
      name: `Location ${String(id)}`,
      street1: '1 Ferry Building',
      city: 'San Francisco',
      state: 'CA',
      postalCode: '94111',
      latitude: 37.7955,
      longitude: -122.3937,
    };
  }

  private enterBooks(fields: Fields, at: number): SimulatedShipment {
    const shipment: SimulatedShipment = {
      id: Array.from({ length: 24 }, () => Math.floor(this.random.next() * 16).toString(16)).join(''),
      fields,
      received: [fields],
      status: 'REQUEST_RECEIVED',
      failure: null,
      createdAt: at,
      updatedAt: at,
      provider: null,
      trackingId: null,
      fee: null,
      estimatedPickup: null,
      estimatedDelivery: null,
      actualPickup: null,
      actualDelivery: null,
      driver: null,
      history: [],
      plan: [],
      warnings: [],
      requests: {},
    };
    this.enter(shipment, 'REQUEST_RECEIVED', at, null, 'practice');
    this.shipments.push(shipment);
    return shipment;
  }

  /** Why no provider takes it as it stands, in the words of the error tables. */
  private failureOf(fields: Fields): string | undefined {
    const { refusal } = hintsIn(fields);
    if (refusal !== null && NOT_PLACED.has(refusal)) return refusal;
    if (this.locationOf(fields.locationExternalId)?.unserved) return 'NO_PROVIDER_ASSIGNED';
    if (String(inside(fields.deliveryAddress, 'postalCode')).startsWith('00000')) return 'GEOCODING_FAILED';
    const weight = inside(fields.package, 'weight');
    const pounds = Number(inside(weight, 'value') ?? 0) * (inside(weight, 'unit') === 'kg' ? 2.2046 : 1);
    return pounds > 150 ? 'NO_PROVIDER_MATCHED' : undefined;
  }

  private fail(shipment: SimulatedShipment, failure: string, at: number): void {
    shipment.failure = failure;
    const status = failure === 'NO_PROVIDER_MATCHED' ? 'ESTIMATES_FAILED' : 'ORDER_FAILED';
    this.enter(shipment, status, at, `${failure}: ${messageOf(failure)}`);
  }

  /** Estimates, a provider, and the days of its life from there. */
  private place(shipment: SimulatedShipment, at: number): void {
    const { stepMs } = this.options.pace;
    const { fates } = hintsIn(shipment.fields);
    const startsAt = Number(inside(shipment.fields.pickupTime, 'startsAt') ?? 0);
    const proposed = Array.isArray(shipment.fields.proposedProviders)
      ? shipment.fields.proposedProviders[0]
      : undefined;
    const name = inside(proposed, 'name');
    const best = PROVIDERS.find((one) => one.name === name) ?? this.random.pick(PROVIDERS);
    this.enter(shipment, 'ESTIMATES_RECEIVED', at, null);
    shipment.provider = { name: best.name, service: best.service, deliversInMs: best.deliversInMs };
    shipment.fee = best.fee;
    const begins = Math.max(at, startsAt);
    shipment.estimatedPickup = begins + 2 * stepMs;
    shipment.estimatedDelivery = begins + Math.max(6 * stepMs, best.deliversInMs);
    if (startsAt > at + stepMs) this.enter(shipment, 'PENDING_DISPATCH', at, 'Scheduled');
    else this.enter(shipment, 'ORDER_DISPATCHED', at, null);
    const way = fates.has('failed') ? ['ORDER_FAILED'] : wayOf(fates);
    const steps = startsAt > at + stepMs ? ['ORDER_DISPATCHED', ...way] : way;
    shipment.plan = steps.map((status, index) => ({
      at: begins + (index + 1) * stepMs,
      status,
      note: NOTES[status] ?? null,
    }));
  }

  private enter(
    shipment: SimulatedShipment,
    status: string,
    at: number,
    note: string | null,
    user?: string,
  ): void {
    shipment.status = status;
    shipment.updatedAt = at;
    shipment.history.push({
      status,
      at,
      note,
      user: user ?? shipment.provider?.name ?? 'Default_Business_Key',
    });
    if (status === 'ORDER_DISPATCHED') shipment.trackingId ??= `1Z${shipment.id.slice(0, 12).toUpperCase()}`;
    if (status === 'ORDER_ASSIGNED') shipment.driver = this.random.pick(DRIVERS);
    if (status === 'ORDER_UNASSIGNED') shipment.driver = null;
    if (status === 'PICKUP_COMPLETED') shipment.actualPickup = at;
    if (status === 'ORDER_DELIVERED') shipment.actualDelivery = at;
    if (status === 'ORDER_DELAYED' && shipment.estimatedDelivery !== null)
      shipment.estimatedDelivery += 45 * MINUTE;
  }
}

const NOT_PLACED: ReadonlySet<string> = new Set([
  'NO_PROVIDER_ASSIGNED',
  'NO_PROVIDER_MATCHED',
  'GEOCODING_FAILED',
  'PLACE_ORDER_FAILED',
  'UNMAPPED_ERROR',
]);

/** What is wrong with a create (or with what an edit would make of it). */
function problemOf(body: Fields): string | undefined {
  const text = (value: unknown, most: number) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= most;
  if (!text(body.orderExternalId, 100)) return 'orderExternalId is a required field';
  if (!text(body.locationExternalId, 100) && body.pickup === undefined)
    return 'locationExternalId is a required field';
  if (!text(inside(body.deliveryAddress, 'street1'), 100)) return 'Delivery Address not provided';
  if (!text(inside(body.deliveryAddress, 'postalCode'), 20))
    return 'deliveryAddress.postalCode is a required field';
  if (!text(inside(body.deliveryContact, 'name'), 100)) return 'deliveryContact.name is a required field';
  if (!text(inside(body.deliveryContact, 'phone'), 20)) return 'deliveryContact.phone is a required field';
  if (Array.isArray(body.itemList) && body.itemList.length > 100)
    return 'itemList can have at most 100 items';
  return undefined;
}
