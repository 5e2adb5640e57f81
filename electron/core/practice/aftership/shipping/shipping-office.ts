// The simulated shipping as one function from a request to an answer. Called by start-aftership-shipping-simulator.ts,
// which does the sockets; no faults and no network here. What a name leads to is in the README.

import { randomUUID } from 'node:crypto';
import { type SimulatedCourier, simulatedCouriers } from './couriers.ts';
import { dotsPng, labelPdf, labelZpl } from './paper.ts';
import {
  addressProblems,
  fields,
  hasWrong,
  hintOf,
  labelProblems,
  list,
  shipmentProblems,
  streetsOf,
  weightOf,
} from './request-problems.ts';
import {
  file,
  one,
  pending,
  plain,
  problemOf,
  refuse,
  type ShippingAnswer,
  taken,
} from './shipping-answers.ts';
import {
  type Fields,
  type ShippingBooks,
  type SimulatedCancel,
  type SimulatedLabel,
  type SimulatedManifest,
  type SimulatedPickup,
  type SimulatedRates,
  type SimulatedShipper,
  settle,
} from './simulated-things.ts';
import {
  dates,
  iso,
  toldCancelLabel,
  toldCancelPickup,
  toldCourier,
  toldRates,
  toldShipper,
} from './told-things.ts';

export interface ShippingRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  apiKey: string;
  body: string;
}

const BASE = '/postmen/v3';
const DAY_MS = 24 * 60 * 60_000;
const HEAVIEST_KG = 70;
const LONGEST_STREET = 35;

export class ShippingOffice {
  readonly books: ShippingBooks;
  readonly couriers: SimulatedCourier[] = simulatedCouriers();
  readonly keys: Set<string>;
  origin = '';
  /** Lists that are behind: they show nothing. */
  blind = false;
  private readonly now: () => number;
  private readonly slowMs: number;

  constructor(books: ShippingBooks, keys: readonly string[], now: () => number, slowMs: number) {
    this.books = books;
    this.keys = new Set(keys);
    this.now = now;
    this.slowMs = slowMs;
  }

  answer(request: ShippingRequest): ShippingAnswer {
    for (const things of Object.values(this.books) as { becomes?: unknown }[][]) {
      for (const thing of things) if ('becomes' in thing) settle(thing as SimulatedLabel, this.now());
    }
    if (request.path.startsWith('/papers/')) return this.paper(request.path);
    if (!request.path.startsWith(`${BASE}/`)) return plain(404, 404, 'Not found');
    if (!this.keys.has(request.apiKey)) return plain(401, 401, 'Invalid API key.');
    let body: Fields = {};
    if (request.body !== '') {
      try {
        body = fields(JSON.parse(request.body) as unknown);
      } catch {
        return refuse(4109);
      }
    }
    const [resource = '', id, part] = request.path
      .slice(BASE.length + 1)
      .split('/')
      .map(decodeURIComponent);
    return this.route(`${request.method} ${resource}`, id, part, body, request.query);
  }

  private route(
    call: string,
    id: string | undefined,
    part: string | undefined,
    body: Fields,
    query: URLSearchParams,
  ): ShippingAnswer {
    const { books } = this;
    if (id === undefined) {
      switch (call) {
        case 'GET couriers':
          return taken({ couriers: this.couriers.map(toldCourier) });
        case 'GET rates':
          return this.page('rates', books.rates, query, toldRates);
        case 'GET labels':
          return this.page('labels', books.labels, query, (label) => this.toldLabel(label));
        case 'GET cancel-labels':
          return this.page('cancel_labels', books.cancelLabels, query, toldCancelLabel);
        case 'GET manifests':
          return this.page('manifests', books.manifests, query, (one) => this.toldManifest(one));
        case 'GET pickups':
          return this.page('pickups', books.pickups, query, (one) => this.toldPickup(one));
        case 'GET cancel-pickups':
          return this.page('cancel_pickups', books.cancelPickups, query, toldCancelPickup);
        case 'GET shipper-accounts':
          return this.shippers(query);
        case 'POST rates':
          return this.calculate(body);
        case 'POST labels':
          return this.createLabel(body);
        case 'POST cancel-labels':
          return this.cancelLabel(body);
        case 'POST manifests':
          return this.createManifest(body);
        case 'POST pickups':
          return this.createPickup(body);
        case 'POST cancel-pickups':
          return this.cancelPickup(body);
        case 'POST shipper-accounts':
          return this.createShipper(body);
        case 'POST address-validations':
          return this.validate(body);
      }
      return plain(404, 404, 'Not found');
    }
    switch (`${call}${part === undefined ? '' : ` ${part}`}`) {
      case 'GET rates':
        return one(books.rates, id, toldRates);
      case 'GET labels':
        return one(books.labels, id, (label) => this.toldLabel(label));
      case 'GET cancel-labels':
        return one(books.cancelLabels, id, toldCancelLabel);
      case 'GET manifests':
        return one(books.manifests, id, (manifest) => this.toldManifest(manifest));
      case 'GET pickups':
        return one(books.pickups, id, (pickup) => this.toldPickup(pickup));
      case 'GET cancel-pickups':
        return one(books.cancelPickups, id, toldCancelPickup);
    }
    const shipper = this.shipper(id);
    if (!call.endsWith('shipper-accounts')) return plain(404, 404, 'Not found');
    if (shipper === undefined) return refuse(4140);
    shipper.updatedAt = this.now();
    switch (`${call}${part === undefined ? '' : ` ${part}`}`) {
      case 'GET shipper-accounts':
        return taken(toldShipper(shipper));
      case 'DELETE shipper-accounts':
        books.shippers.splice(books.shippers.indexOf(shipper), 1);
        return taken({ id });
      case 'PUT shipper-accounts info':
        if (typeof body.description === 'string') shipper.description = body.description;
        if (typeof body.timezone === 'string') shipper.timezone = body.timezone;
        if (body.address !== undefined) shipper.address = fields(body.address);
        return taken(toldShipper(shipper));
      case 'PATCH shipper-accounts credentials':
        if (hasWrong(body)) return refuse(4732);
        Object.assign(shipper.credentials, body);
        return taken(toldShipper(shipper));
      case 'PATCH shipper-accounts settings':
        Object.assign(shipper.settings, body);
        return taken(shipper.settings);
    }
    return plain(404, 404, 'Not found');
  }

  private calculate(body: Fields): ShippingAnswer {
    const wanted = list(body.shipper_accounts).map((account) => String(fields(account).id));
    const problems = [
      ...(wanted.length === 0
        ? [{ path: 'data.shipper_accounts', info: 'shipper_accounts is required' }]
        : []),
      ...shipmentProblems(body.shipment),
    ];
    if (problems.length > 0) return refuse(4104, problems);
    const shippers = wanted.map((id) => this.shipper(id));
    if (shippers.some((shipper) => shipper === undefined)) return refuse(4140);
    const hint = hintOf(fields(body.shipment).ship_to);
    if (hint.code !== null && hint.code !== 4713) return refuse(hint.code);
    const rates = shippers.flatMap((shipper, place) =>
      this.ratesOf(shipper as SimulatedShipper, body, hint.code === 4713 && place === 0),
    );
    const isSlow = hint.slow || body.async === true;
    const record: SimulatedRates = { ...this.motion(isSlow, 'calculating', 'calculated', false), rates };
    this.books.rates.push(record);
    if (isSlow) return pending(toldRates(record));
    if (hint.code === 4713) return refuse(4713, [], toldRates(record));
    return taken(toldRates(record));
  }

  private ratesOf(shipper: SimulatedShipper, body: Fields, fails: boolean): Fields[] {
    const courier = this.courier(shipper.slug);
    const account = { id: shipper.id, slug: shipper.slug, description: shipper.description };
    const none = (error_message: string) => [
      {
        shipper_account: account,
        service_type: null,
        service_name: null,
        charge_weight: null,
        total_charge: null,
        transit_time: null,
        delivery_date: null,
        detailed_charges: [],
        error_message,
        info_message: null,
      },
    ];
    if (fails) return none('The courier did not answer in time.');
    if (courier?.operations['post@rates'] !== true) return none('Rates are not supported by this courier.');
    const kg = weightOf(body.shipment);
    const from = Date.parse(`${String(body.ship_date ?? this.today())}T00:00:00Z`);
    return courier.services.map((service) => {
      const fuel = 0.12;
      const base = Math.round((service.base + service.perKg * kg) * 100) / 100;
      const extra = Math.round(base * fuel * 100) / 100;
      return {
        shipper_account: account,
        service_type: service.type,
        service_name: service.name,
        charge_weight: { unit: 'kg', value: Math.max(0.5, Math.round(kg * 10) / 10) },
        total_charge: { currency: 'USD', amount: Math.round((base + extra) * 100) / 100 },
        pickup_deadline: null,
        booking_cut_off: null,
        delivery_date: `${new Date(from + service.days * DAY_MS).toISOString().slice(0, 10)}T18:00:00+00:00`,
        transit_time: service.days,
        detailed_charges: [
          { type: 'base', charge: { currency: 'USD', amount: base } },
          { type: 'fuel_surcharge', charge: { currency: 'USD', amount: extra } },
        ],
        error_message: null,
        info_message: service.days === 1 ? 'Hand over before 16:00.' : null,
      };
    });
  }

  private createLabel(body: Fields): ShippingAnswer {
    const shipperId = fields(body.shipper_account).id;
    const problems = [
      ...(shipperId === undefined
        ? [{ path: 'data.shipper_account.id', info: 'data.shipper_account.id is required' }]
        : []),
      ...(typeof body.service_type === 'string'
        ? []
        : [{ path: 'data.service_type', info: 'data.service_type is required' }]),
      ...shipmentProblems(body.shipment),
      ...labelProblems(body),
    ];
    if (problems.length > 0) return refuse(4104, problems);
    const shipper = this.shipper(String(shipperId));
    if (shipper === undefined || shipper.status !== 'enabled') return refuse(4140);
    const courier = this.courier(shipper.slug);
    if (courier?.operations['post@labels'] !== true) return refuse(4171);
    const hint = hintOf(fields(body.shipment).ship_to);
    if (hint.code !== null) return refuse(hint.code);
    if (hasWrong(shipper.credentials)) return refuse(4732);
    const service = courier.services.find(({ type }) => type === body.service_type);
    if (service === undefined) return refuse(4802);
    if (streetsOf(body.shipment).some((street) => street.length > LONGEST_STREET)) return refuse(4716);
    if (weightOf(body.shipment) > HEAVIEST_KG) return refuse(4804);
    const orderNumber = typeof body.order_number === 'string' ? body.order_number : null;
    if (orderNumber !== null && this.books.labels.some((label) => label.orderNumber === orderNumber))
      return refuse(4801);
    const rate = this.ratesOf(shipper, body, false).find(({ service_type }) => service_type === service.type);
    const label: SimulatedLabel = {
      ...this.motion(hint.slow || body.async === true || hint.fails, 'creating', 'created', hint.fails),
      shipperId: shipper.id,
      trackingNumbers: list(fields(body.shipment).parcels).map(() => trackingNumber(shipper.slug)),
      references: list(body.references).map(String),
      orderNumber,
      orderId: typeof body.order_id === 'string' ? body.order_id : null,
      serviceType: service.type,
      shipDate: String(body.ship_date ?? this.today()),
      paperSize: String(body.paper_size ?? 'default'),
      fileType: String(body.file_type ?? 'pdf'),
      withQrCode: fields(fields(body.print_options).qr_code).enabled === true,
      shipment: fields(body.shipment),
      rate: rate ?? {},
      body,
    };
    this.books.labels.push(label);
    return label.status === 'creating' ? pending(this.toldLabel(label)) : taken(this.toldLabel(label));
  }

  private cancelLabel(body: Fields): ShippingAnswer {
    const label = this.books.labels.find(({ id }) => id === fields(body.label).id);
    if (label === undefined) return refuse(4153);
    const courier = this.courier(this.shipper(label.shipperId)?.slug ?? '');
    if (courier?.operations['post@cancel-labels'] !== true) return refuse(4171);
    if (label.status === 'cancelled' || label.status === 'cancelling') return refuse(4722);
    if (label.status === 'manifested') return refuse(4724);
    if (label.status !== 'created') return refuse(4155);
    const isSlow = hintOf(label.shipment.ship_to).slow;
    Object.assign(label, { ...this.turn(isSlow, 'cancelling', 'cancelled') });
    const cancel: SimulatedCancel = {
      ...this.motion(isSlow, 'cancelling', 'cancelled', false),
      of: label.id,
    };
    this.books.cancelLabels.push(cancel);
    return isSlow ? pending(toldCancelLabel(cancel)) : taken(toldCancelLabel(cancel));
  }

  private createManifest(body: Fields): ShippingAnswer {
    const shipper = this.shipper(String(fields(body.shipper_account).id));
    if (shipper === undefined) return refuse(4140);
    if (this.courier(shipper.slug)?.operations['post@manifests'] !== true) return refuse(4171);
    if (this.books.manifests.some((one) => one.shipperId === shipper.id && one.status === 'manifesting'))
      return refuse(4155);
    const ids = list(body.label_ids).map(String);
    const waiting = this.books.labels.filter(
      (label) => label.shipperId === shipper.id && label.status === 'created',
    );
    const labels = ids.length === 0 ? waiting : waiting.filter(({ id }) => ids.includes(id));
    if (labels.length === 0) return refuse(4725);
    const isSlow = labels.some((label) => hintOf(label.shipment.ship_to).slow);
    for (const label of labels) Object.assign(label, this.turn(isSlow, 'manifesting', 'manifested'));
    const named = ids.length === 0 ? labels.map(({ id }) => id) : ids;
    const manifest: SimulatedManifest = {
      ...this.motion(isSlow, 'manifesting', 'manifested', false),
      shipperId: shipper.id,
      labels: named.map((id) => ({ id, manifested: labels.some((label) => label.id === id) })),
    };
    this.books.manifests.push(manifest);
    return isSlow ? pending(this.toldManifest(manifest)) : taken(this.toldManifest(manifest));
  }

  private createPickup(body: Fields): ShippingAnswer {
    const ids = list(body.label_ids).map(String);
    const parcels = list(body.pickup_parcels);
    const isTime = (value: unknown) => /^\d\d:\d\d:\d\d$/.test(String(value));
    const problems = [
      ...(['pickup_start_time', 'pickup_end_time'] as const)
        .filter((name) => !isTime(body[name]))
        .map((name) => ({ path: `data.${name}`, info: `data.${name} must be HH:mm:ss` })),
      ...addressProblems('data.pickup_from', body.pickup_from),
      ...((ids.length === 0) === (parcels.length === 0)
        ? [{ path: 'data.label_ids', info: 'either label_ids or pickup_parcels' }]
        : []),
    ];
    if (problems.length > 0) return refuse(4104, problems);
    const labels = ids.map((id) => this.books.labels.find((label) => label.id === id));
    if (labels.includes(undefined)) return refuse(4153);
    const shipperId = labels[0]?.shipperId ?? String(fields(body.shipper_account).id);
    const shipper = this.shipper(shipperId);
    if (shipper === undefined) return refuse(4140);
    if (this.courier(shipper.slug)?.takesPickups !== true) return refuse(4171);
    const hint = hintOf(body.pickup_from);
    if (hint.code !== null) return refuse(hint.code);
    const isSlow = hint.slow || hint.fails;
    const pickup: SimulatedPickup = {
      ...this.motion(isSlow, 'creating', 'created', hint.fails),
      shipperId,
      confirmation: `PU${1000 + this.books.pickups.length}`,
      body: { pickup_date: this.today(), ...body },
    };
    this.books.pickups.push(pickup);
    return isSlow ? pending(this.toldPickup(pickup)) : taken(this.toldPickup(pickup));
  }

  private cancelPickup(body: Fields): ShippingAnswer {
    const pickup = this.books.pickups.find(({ id }) => id === fields(body.pickup).id);
    if (pickup === undefined) return refuse(4153);
    if (pickup.status === 'cancelled') return refuse(4722);
    Object.assign(pickup, this.turn(false, 'cancelling', 'cancelled'));
    const cancel: SimulatedCancel = {
      ...this.motion(false, 'cancelling', 'cancelled', false),
      of: pickup.id,
    };
    this.books.cancelPickups.push(cancel);
    return taken(toldCancelPickup(cancel));
  }

  private createShipper(body: Fields): ShippingAnswer {
    const credentials = fields(body.credentials) as Record<string, string>;
    const problems = [
      ...(['slug', 'description', 'timezone'] as const)
        .filter((name) => typeof body[name] !== 'string')
        .map((name) => ({ path: `data.${name}`, info: `data.${name} is required` })),
      ...(this.courier(String(body.slug)) === undefined
        ? [{ path: 'data.slug', info: 'data.slug is not supported' }]
        : []),
      ...(Object.keys(credentials).length === 0
        ? [{ path: 'data.credentials', info: 'data.credentials is required' }]
        : []),
      ...addressProblems('data.address', body.address),
    ];
    if (problems.length > 0) return refuse(4104, problems);
    if (hasWrong(credentials)) return refuse(4732);
    const now = this.now();
    const shipper: SimulatedShipper = {
      id: randomUUID(),
      slug: String(body.slug),
      description: String(body.description),
      status: 'enabled',
      type: 'user',
      timezone: String(body.timezone),
      address: fields(body.address),
      credentials: { ...credentials },
      settings: fields(body.settings),
      createdAt: now,
      updatedAt: now,
    };
    this.books.shippers.push(shipper);
    return taken(toldShipper(shipper));
  }

  private validate(body: Fields): ShippingAnswer {
    const address = fields(body.address);
    const problems = addressProblems('data.address', body.address);
    if (problems.length > 0) return refuse(4104, problems);
    if (address.country !== 'USA')
      return refuse(4104, [{ path: 'data.address.country', info: 'is not supported' }]);
    const hint = hintOf(address);
    if (hint.code !== null) return refuse(hint.code);
    const street = String(address.street1);
    const now = iso(this.now());
    const told = (status: string, recommended: Fields | null) =>
      taken({
        id: randomUUID(),
        status,
        address,
        recommended_address: recommended,
        created_at: now,
        updated_at: now,
      });
    if (/nowhere/i.test(street)) return told('invalid', null);
    const recommended: Fields = {
      ...address,
      street1: street.replace(/\bSteet\b|\bStret\b/i, 'Street').replace(/\bAvenu\b/i, 'Avenue'),
      ...(address.postal_code === '94105' ? { city: 'San Francisco', state: 'CA' } : {}),
    };
    const isSame = (['street1', 'city', 'state', 'postal_code'] as const).every(
      (name) => recommended[name] === address[name],
    );
    return told(isSame ? 'valid' : 'invalid', recommended);
  }

  private shippers(query: URLSearchParams): ShippingAnswer {
    const slug = query.get('slug');
    const found = this.books.shippers.filter((one) => slug === null || one.slug === slug);
    return this.pageOf('shipper_accounts', found, query, toldShipper, {});
  }

  private page<Thing extends { createdAt: number; status: string }>(
    name: string,
    things: Thing[],
    query: URLSearchParams,
    told: (thing: Thing) => Fields,
  ): ShippingAnswer {
    const now = this.now();
    const min = Date.parse(query.get('created_at_min') ?? '') || now - DAY_MS;
    const max = Date.parse(query.get('created_at_max') ?? '') || now + 1;
    const status = query.get('status');
    const shipperId = query.get('shipper_account_id');
    const part = query.get('s');
    const found = (this.blind ? [] : things)
      .filter(({ createdAt }) => createdAt >= min && createdAt <= max)
      .filter((thing) => status === null || thing.status === status)
      .filter((thing) => shipperId === null || shipperOf(thing, this.books) === shipperId)
      .filter((thing) => {
        const { trackingNumbers = [], references = [] } = thing as Partial<SimulatedLabel>;
        return part === null || [...trackingNumbers, ...references].some((text) => text.includes(part));
      })
      .toSorted((a, b) => b.createdAt - a.createdAt);
    return this.pageOf(name, found, query, told, { created_at_min: iso(min), created_at_max: iso(max) });
  }

  private pageOf<Thing>(
    name: string,
    found: Thing[],
    query: URLSearchParams,
    told: (thing: Thing) => Fields,
    more: Fields,
  ): ShippingAnswer {
    const limit = Number(query.get('limit') ?? 20);
    const from = Number(Buffer.from(query.get('next_token') ?? '', 'base64url').toString() || 0);
    const to = from + limit;
    const next = to < found.length ? Buffer.from(String(to)).toString('base64url') : null;
    return taken({ ...more, limit, next_token: next, [name]: found.slice(from, to).map(told) });
  }

  private paper(path: string): ShippingAnswer {
    const [, , of, id, slot = ''] = path.split('/');
    if (of === 'manifests') {
      const manifest = this.books.manifests.find((one) => one.id === id);
      if (manifest === undefined) return plain(404, 404, 'Not found');
      const lines = ['Manifest', ...manifest.labels.map((label) => label.id)];
      return file(labelPdf(lines, manifest.id.slice(0, 12), 'a4'), 'application/pdf');
    }
    const label = this.books.labels.find((one) => one.id === id);
    if (label === undefined) return plain(404, 404, 'Not found');
    const [number = ''] = label.trackingNumbers;
    if (slot.startsWith('qr_code')) return file(dotsPng(number), 'image/png');
    const to = fields(label.shipment.ship_to);
    const lines = [
      label.serviceType.replaceAll('_', ' ').toUpperCase(),
      String(to.contact_name ?? ''),
      String(to.company_name ?? ''),
      String(to.street1 ?? ''),
      `${String(to.city ?? '')} ${String(to.state ?? '')} ${String(to.postal_code ?? '')}`,
      String(to.country ?? ''),
      `Ref ${label.references.join(', ')}`,
    ];
    if (!slot.startsWith('label')) {
      const title = slot.replace(/\.\w+$/, '').replaceAll('_', ' ');
      return file(labelPdf([title, ...lines], number, 'a4'), 'application/pdf');
    }
    if (label.fileType === 'zpl') return file(labelZpl(lines, number), 'text/plain');
    return file(labelPdf(lines, number, label.paperSize), 'application/pdf');
  }

  private toldLabel(label: SimulatedLabel): Fields {
    const isThere = !['creating', 'failed'].includes(label.status);
    const wanted = fields(label.body.files);
    const slot = (name: string, end: string, size: string) => ({
      paper_size: size,
      url: `${this.origin}/papers/labels/${label.id}/${name}.${end}?expires=${this.now() + 3_600_000}`,
      file_type: end,
    });
    return {
      id: label.id,
      status: label.status,
      ship_date: label.shipDate,
      tracking_numbers: isThere ? label.trackingNumbers : [],
      carrier_references: [],
      files: {
        label: isThere ? slot('label', label.fileType, label.paperSize) : null,
        qr_code: isThere && label.withQrCode ? slot('qr_code', 'png', '2x2') : null,
        invoice: isThere && label.body.invoice !== undefined ? slot('invoice', 'pdf', 'a4') : null,
        customs_declaration:
          isThere && label.body.customs !== undefined ? slot('customs_declaration', 'pdf', 'a4') : null,
        packing_slip: isThere && wanted.packing_slip !== undefined ? slot('packing_slip', 'pdf', 'a4') : null,
        manifest: null,
      },
      rate: label.rate,
      references: label.references,
      shipper_account: this.account(label.shipperId),
      service_type: label.serviceType,
      order_number: label.orderNumber,
      order_id: label.orderId,
      ...dates(label),
      ...problemOf(label),
    };
  }

  private toldManifest(manifest: SimulatedManifest): Fields {
    const isThere = manifest.status === 'manifested';
    return {
      id: manifest.id,
      status: manifest.status,
      shipper_account: this.account(manifest.shipperId),
      labels: manifest.labels.map((label) => ({ ...label, manifested: isThere && label.manifested })),
      files: {
        manifest: isThere
          ? {
              paper_size: 'a4',
              url: `${this.origin}/papers/manifests/${manifest.id}/manifest.pdf`,
              file_type: 'pdf',
            }
          : null,
      },
      ...dates(manifest),
      ...problemOf(manifest),
    };
  }

  private toldPickup(pickup: SimulatedPickup): Fields {
    return {
      ...pickup.body,
      id: pickup.id,
      status: pickup.status,
      pickup_confirmation_numbers: pickup.status === 'creating' ? [] : [pickup.confirmation],
      pickup_location_code: null,
      shipper_account: this.account(pickup.shipperId ?? ''),
      ...dates(pickup),
      ...problemOf(pickup),
    };
  }

  private account(id: string): Fields {
    const shipper = this.shipper(id);
    return { id, slug: shipper?.slug ?? null, description: shipper?.description ?? null };
  }

  /** Something made now; slow ones are ready later, failing ones fail then. */
  private motion(isSlow: boolean, during: string, after: string, fails: boolean) {
    const now = this.now();
    return { id: randomUUID(), createdAt: now, ...this.turn(isSlow, during, after, fails) };
  }

  private turn(isSlow: boolean, during: string, after: string, fails = false) {
    const now = this.now();
    if (!isSlow) return { status: after, becomes: null, code: null, updatedAt: now };
    const becomes = fails
      ? { status: 'failed', at: now + this.slowMs, code: 4715 }
      : { status: after, at: now + this.slowMs };
    return { status: during, becomes, code: null, updatedAt: now };
  }

  private shipper(id: string): SimulatedShipper | undefined {
    return this.books.shippers.find((one) => one.id === id);
  }

  private courier(slug: string): SimulatedCourier | undefined {
    return this.couriers.find((one) => one.slug === slug);
  }

  private today(): string {
    return iso(this.now()).slice(0, 10);
  }
}

function shipperOf(thing: object, books: ShippingBooks): string | undefined {
  const { shipperId, of } = thing as { shipperId?: string; of?: string };
  return shipperId ?? books.labels.find((label) => label.id === of)?.shipperId;
}

function trackingNumber(slug: string): string {
  const digits = randomUUID()
    .replaceAll(/[^0-9]/g, '')
    .padEnd(14, '7')
    .slice(0, 12);
  if (slug === 'ups') return `1Z${digits}`;
  return slug === 'j-net' ? `JN${digits}` : digits;
}
