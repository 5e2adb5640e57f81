// AfterShip, Shipping Order and Orderly Hub whose every text is an attack: one parcel, one shipment, one label and one carrier
// account that hold all of the hostile texts. Loopback only; used by hostile-text.ts.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Client } from '../support/server-process.ts';
import { HOSTILE_TEXTS } from './hostile-provider.ts';

export interface HostileSystems extends AsyncDisposable {
  /** Connects all of them; the parcel and the shipment come by themselves. */
  connect(client: Client): Promise<void>;
}

export const PARCEL = 'HOSTILEPARCEL';
export const SHIPMENT = 'HOSTILESHIPMENT';
const PARCEL_ID = 'a1b2c3d4e5f6a7b8c9d0e1f2';
const SHIPMENT_ID = '64b1f0c2a9d3e80000000001';

const { html = '', script = '', attribute = '', link = '', frame = '', backwards = '' } = HOSTILE_TEXTS;
const { controls = '', formula = '', command = '', markdown = '', template = '' } = HOSTILE_TEXTS;
const { combining = '', emoji = '', endless = '' } = HOSTILE_TEXTS;
const all = Object.values(HOSTILE_TEXTS);

export async function startHostileSystems(): Promise<HostileSystems> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const found = ANSWERS.find(
        ([method, path]) =>
          method === request.method && (path === pathname || pathname.startsWith(`${path}/`)),
      );
      const [status, body] = found === undefined ? [404, { message: html }] : [200, found[2]()];
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    async connect(client) {
      const { connections } = client;
      await connections.create({
        provider: 'aftership',
        label: 'Hostile parcels',
        baseUrl: url,
        options: { trackingVersion: '2024-04', shippingBaseUrl: url },
        secret: { apiKey: 'asat-hostile' },
      });
      await connections.create({
        provider: 'shipping-order',
        label: 'Hostile shop',
        baseUrl: url,
        options: { tokenUrl: `${url}/token` },
        secret: { clientId: 'hostile', clientSecret: 'hostile-secret' },
      });
      await connections.create({
        provider: 'orderly-hub',
        label: 'Hostile hub',
        baseUrl: url,
        secret: { apiKey: 'oh_hostile' },
      });
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const now = () => new Date().toISOString();
const wrapped = (data: unknown) => ({ meta: { code: 200, message: html, details: [] }, data });

function parcel() {
  return {
    id: PARCEL_ID,
    tracking_number: PARCEL,
    slug: markdown,
    title: html,
    order_id: formula,
    order_number: command,
    note: backwards,
    customer_name: script,
    tag: 'Exception',
    subtag: template,
    subtag_message: attribute,
    courier_tracking_link: 'javascript:globalThis.chaosRan=1',
    order_id_path: 'javascript:globalThis.chaosRan=1',
    custom_fields: { [frame.slice(0, 40)]: link },
    shipment_tags: [emoji, combining],
    origin_city: controls,
    destination_raw_location: endless,
    signed_by: html,
    created_at: now(),
    updated_at: now(),
    checkpoints: all.map((text) => ({
      checkpoint_time: now(),
      created_at: now(),
      message: text,
      city: text.slice(0, 200),
      tag: 'InTransit',
      subtag: text.slice(0, 40),
      slug: text.slice(0, 40),
    })),
  };
}

function shipment() {
  return {
    id: SHIPMENT_ID,
    orderExternalId: SHIPMENT,
    groupId: formula,
    locationExternalId: html,
    status: 'ORDER_FAILED',
    provider: { name: html, services: [{ id: markdown }] },
    trackingId: command,
    label: { url: 'javascript:globalThis.chaosRan=1', trackingNumber: attribute },
    driver: { name: backwards, driverId: link },
    deliveryContact: { name: script, phone: template },
    deliveryAddress: { street1: frame, city: controls, postalCode: combining },
    pickupContact: { name: emoji },
    deliveryInstructions: endless,
    itemList: all.map((text) => ({ sku: text.slice(0, 100), title: text, quantity: 1 })),
    warnings: [{ type: html, message: script, provider: link }],
    errors: [{ type: formula, message: attribute }],
    createdAt: now(),
    lastUpdatedAt: now(),
  };
}

function label() {
  return {
    id: 'label-1',
    status: html,
    tracking_numbers: [formula],
    references: all.map((text) => text.slice(0, 300)),
    order_number: command,
    service_type: script,
    shipper_account: { id: 'shipper-1', slug: markdown, description: attribute },
    files: { label: { url: 'javascript:globalThis.chaosRan=1', paper_size: html, file_type: link } },
    rate: { service_name: backwards, total_charge: { currency: '<b>', amount: 1 }, error_message: endless },
    created_at: now(),
    updated_at: now(),
  };
}

function account() {
  return {
    id: 'account-1',
    name: html,
    carrier: script,
    status: backwards,
    credentials: { [attribute.slice(0, 40)]: '********' },
    metadata: Object.fromEntries(all.map((text) => [text.slice(0, 40), text])),
    createdAt: link,
    updatedAt: now(),
  };
}

/** The more exact path first. */
const ANSWERS: [method: string, path: string, body: () => unknown][] = [
  ['GET', `/tracking/2024-04/trackings/${PARCEL_ID}`, () => wrapped({ tracking: parcel() })],
  ['GET', '/tracking/2024-04/trackings', () => wrapped({ page: 1, count: 1, trackings: [parcel()] })],
  ['GET', '/tracking/2024-04/couriers', () => wrapped({ total: 1, couriers: [{ slug: 'x', name: html }] })],
  ['POST', '/token', () => ({ token_type: 'Bearer', access_token: 'hostile-access', expires_in: '14399' })],
  ['POST', '/shipping/v1/shipments/list', () => ({ data: [shipment()], paginationToken: null })],
  [
    'GET',
    `/shipping/v1/shipments/${SHIPMENT_ID}/status-history`,
    () => [
      {
        orderStatus: all.map((text) => ({
          status: text.slice(0, 60),
          note: text,
          statusUser: text,
          updatedAtEpoch: Date.now(),
        })),
      },
    ],
  ],
  ['GET', '/shipping/v1/shipments', shipment],
  ['GET', '/postmen/v3/labels/label-1', () => wrapped(label())],
  ['GET', '/postmen/v3/labels', () => wrapped({ limit: 20, next_token: null, labels: [label()] })],
  [
    'GET',
    '/postmen/v3/shipper-accounts',
    () => wrapped({ shipper_accounts: [{ id: 'shipper-1', slug: html }] }),
  ],
  ['GET', '/postmen/v3/couriers', () => wrapped({ couriers: [{ slug: html, name: script }] })],
  ['GET', '/postmen/v3', () => wrapped({})],
  ['GET', '/api/v1/carrier-accounts/account-1', () => ({ data: account() })],
  [
    'GET',
    '/api/v1/carrier-accounts',
    () => ({
      data: [account()],
      pagination: { page: 1, limit: 20, total: 1, totalPages: 1, hasMore: false },
    }),
  ],
];
