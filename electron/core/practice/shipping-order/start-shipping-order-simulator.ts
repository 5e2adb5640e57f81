// The Shipping Order API and its token service, simulated on loopback: the HTTP server, tokens, the fault dial and the
// books. Started by the practice workspace, by tests and by serve.ts. Shares no code with the client.

import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { type FaultDial, Faults } from '../faults.ts';
import { type Asked, startFaultyServer, type Told } from '../faulty-server.ts';
import { Pace } from '../pace.ts';
import { practiceLocations, practiceShipments } from './practice-shipments.ts';
import { type OfficeAnswer, refuse, refuseToken } from './refusals.ts';
import { type PracticeLocation, ShippingOffice } from './shipping-office.ts';
import type { Fields } from './simulated-shipment.ts';

export const OPERATIONS = ['create', 'list', 'get', 'cancel', 'edit', 'history', 'retry'] as const;
export type OfficeOperation = (typeof OPERATIONS)[number];

/** Operations are the seven and `token`, the token service; all but that one when left out. */
export interface ShippingFaultDial extends FaultDial {
  readonly operations?: readonly (OfficeOperation | 'token')[];
  /** An answer of the error tables instead: "PLACE_ORDER_FAILED". Nothing is done. */
  readonly refusal?: string;
}

export interface ShippingRequest {
  readonly at: number;
  readonly operation: OfficeOperation | 'token' | null;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  /** "201", or the fault with the status nobody saw in brackets. */
  readonly outcome: string;
}

export interface BookedShipment {
  readonly id: string;
  readonly orderExternalId: string;
  readonly status: string;
  readonly createdAt: number;
  readonly fields: unknown;
  /** The bodies of its create and of its edits, in the order in which they came. */
  readonly received: readonly unknown[];
}

export interface ShippingOrderSimulator {
  /** Origin of the API. */
  url: string;
  tokenUrl: string;
  stop(): Promise<void>;
  setFault(dial: ShippingFaultDial): void;
  /** Refuses every connection, as if there were no network; on the same port again when it is not cut any more. */
  cutNetwork(cut: boolean): Promise<void>;
  /** Every token ends now, or after so many more calls of the API. */
  expireTokens(afterCalls?: number): void;
  /** Client id and secret are (not) accepted any more. */
  setBlocked(blocked: boolean): void;
  /** Every shipment there is, oldest first. */
  books(): BookedShipment[];
  requests(): readonly ShippingRequest[];
  /** Puts a shipment into a status at once; false when there is no such one. */
  advance(id: string, status: string, note?: string): boolean;
  setSpeed(speed: number): void;
  /** Shipments stay where they are; the API goes on answering. */
  pauseLife(paused: boolean): void;
}

export interface ShippingOrderSimulatorOptions {
  clientId?: string;
  clientSecret?: string;
  port?: number;
  clock?: () => number;
  seed?: string | number;
  /** How long each step of a shipment takes at speed 1; 20 s when left out. */
  stepMs?: number;
  /** 1 when left out. */
  speed?: number;
  /** How long a token lives, in seconds; told as text, as the real one does. */
  tokenLifeS?: number;
  /** Filled with about twenty shipments of a day, from known locations only. */
  filled?: boolean;
  /** Order numbers for the newest of these: those of orders that other systems have a part of too. */
  orderNumbers?: readonly string[];
  keepsFailed?: boolean;
  /** Pages are never longer than this. */
  mostPerPage?: number;
  /** One line of JSON for each create, written before its answer leaves. */
  booksFile?: string;
}

export const PRACTICE_CLIENT = { clientId: 'practice-client', clientSecret: 'practice-client-secret' };

const TOKEN_PATH = '/ent-services/security/v1/oauth/token';
const BASE = '/shipping/v1/shipments';
/** What is made up goes at the pace of a real day; what a person makes can be watched. */
const PAST_STEP_MS = 7 * 60_000;
const REQUESTS_KEPT = 20_000;

/** Starts it on 127.0.0.1; resolves when it takes requests. */
export async function startShippingOrderSimulator(
  options: ShippingOrderSimulatorOptions = {},
): Promise<ShippingOrderSimulator> {
  const clock = options.clock ?? Date.now;
  const client = {
    id: options.clientId ?? PRACTICE_CLIENT.clientId,
    secret: options.clientSecret ?? PRACTICE_CLIENT.clientSecret,
  };
  let url = '';
  const pace: Pace = new Pace(PAST_STEP_MS, clock, () => office.shipments.flatMap(({ plan }) => plan));
  const locations: readonly PracticeLocation[] = options.filled === true ? practiceLocations : [];
  const office: ShippingOffice = new ShippingOffice({
    seed: options.seed ?? 1,
    clock,
    pace,
    origin: () => url,
    locations,
    keepsFailed: options.keepsFailed ?? true,
    mostPerPage: options.mostPerPage ?? 1000,
  });
  if (options.filled === true) {
    for (const { body, minutesAgo } of practiceShipments(clock(), options.orderNumbers)) {
      office.takeUp(body, clock() - minutesAgo * 60_000);
    }
    office.settle();
  }
  pace.setStepMs(options.stepMs ?? 20_000);
  pace.setSpeed(options.speed ?? 1);
  const lifeMs = (options.tokenLifeS ?? 14_399) * 1000;
  const tokens = new Map<string, number>();
  const log: ShippingRequest[] = [];
  const faults = new Faults(options.seed ?? 1);
  /** What is answered instead of being done. */
  let refusals: ShippingFaultDial | null = null;
  let refusalsLeft = 0;
  let callsUntilExpiry = Number.POSITIVE_INFINITY;
  let blocked = false;

  const operationOf = ({ method, path }: Asked) =>
    path === TOKEN_PATH ? ('token' as const) : (routeOf(method, path)?.operation ?? null);

  function refusedInstead(operation: OfficeOperation | 'token' | null): OfficeAnswer | null {
    if (refusals?.refusal === undefined || refusalsLeft <= 0 || operation === null) return null;
    const { operations = OPERATIONS, refusal } = refusals;
    if (!(operations as readonly string[]).includes(operation)) return null;
    refusalsLeft -= 1;
    return refuse(refusal);
  }

  function answerToken({ headers, body }: Asked): OfficeAnswer {
    const [scheme, value = ''] = (headers.authorization ?? '').split(' ');
    const basic = Buffer.from(value, 'base64').toString('utf8');
    const form = new URLSearchParams(body);
    if (form.get('grant_type') !== 'client_credentials')
      return refuseToken(400, '10400', 'Invalid/Missing Authorization Header or grant_type');
    if (scheme?.toLowerCase() !== 'basic' || basic !== `${client.id}:${client.secret}`)
      return refuseToken(401, '10401', 'ClientId is Invalid');
    if (blocked) return refuseToken(403, '10403', 'Blocked Merchant');
    const token = randomBytes(24).toString('base64url');
    tokens.set(token, clock() + lifeMs);
    return {
      status: 200,
      body: {
        token_type: 'Bearer',
        issued_at: String(clock()),
        client_id: client.id,
        access_token: token,
        expires_in: String(lifeMs / 1000),
        status: 'approved',
      },
    };
  }

  function isSignedIn({ headers }: Asked): boolean {
    const token = (headers.authorization ?? '').replace(/^Bearer\s+/i, '');
    return (tokens.get(token) ?? 0) > clock();
  }

  function answerCall(asked: Asked, route: Route): OfficeAnswer {
    const { query, body: text } = asked;
    if (!isSignedIn(asked)) return refuse('UNAUTHORIZED');
    callsUntilExpiry -= 1;
    if (callsUntilExpiry <= 0) {
      tokens.clear();
      callsUntilExpiry = Number.POSITIVE_INFINITY;
    }
    office.settle();
    const body = parsed(text);
    if (body === undefined) return refuse('VALIDATION_ERROR', 'Invalid Data: the body is not a JSON object');
    const { operation, id } = route;
    if (operation === 'create') return office.create(body);
    if (operation === 'list') return office.list(body);
    if (!/^[a-f0-9]{24}$/i.test(id)) return refuse('INVALID_DATA', 'Invalid data: Invalid Order Id');
    const shipment = office.find(id);
    if (shipment === undefined) return refuse('NOT_FOUND', `Not Found: Order with id, ${id}, is not found`);
    shipment.requests[operation] = (shipment.requests[operation] ?? 0) + 1;
    const forced = query.get('force_update') === 'true';
    switch (operation) {
      case 'get':
        return office.get(shipment, forced);
      case 'cancel':
        return office.cancel(shipment);
      case 'edit':
        return office.edit(shipment, body, forced);
      case 'retry':
        return office.retry(shipment);
      default:
        return office.history(shipment, query.get('is_unique') === 'true');
    }
  }

  function answer(asked: Asked): OfficeAnswer {
    const operation = operationOf(asked);
    const refused = refusedInstead(operation);
    if (refused !== null) return refused;
    if (operation === 'token') return answerToken(asked);
    const route = routeOf(asked.method, asked.path);
    if (route === undefined) return refuse('NOT_FOUND', 'No such path', 404);
    const answered = answerCall(asked, route);
    if (operation === 'create' && answered.status === 201 && options.booksFile !== undefined)
      appendFileSync(options.booksFile, `${asked.body}\n`);
    return answered;
  }

  const server = await startFaultyServer({
    faults,
    clock,
    port: options.port ?? 0,
    operationOf,
    aside: ({ method, path }) =>
      method === 'GET' && path.startsWith('/labels/') ? paper(path.slice(8)) : null,
    answer: (asked) => told(answer(asked)),
    refusal: (status) =>
      status === 500
        ? told(refuse('INTERNAL_SERVER_ERROR'))
        : { status, contentType: 'application/json', body: '' },
    note(asked, outcome) {
      log.push({
        at: clock(),
        operation: operationOf(asked),
        method: asked.method,
        path: asked.url,
        body: parsed(asked.body) ?? asked.body,
        outcome,
      });
      if (log.length > REQUESTS_KEPT) log.shift();
    },
  });
  url = server.url;

  return {
    url,
    tokenUrl: `${url}${TOKEN_PATH}`,
    stop: server.stop,
    setFault(dial) {
      faults.set({ operations: OPERATIONS, ...dial });
      refusals = dial;
      refusalsLeft = dial.count ?? Number.POSITIVE_INFINITY;
    },
    cutNetwork: server.cutNetwork,
    expireTokens(afterCalls) {
      if (afterCalls === undefined) tokens.clear();
      else callsUntilExpiry = afterCalls;
    },
    setBlocked(next) {
      blocked = next;
      tokens.clear();
    },
    books() {
      office.settle();
      return office.shipments.map(({ id, fields, received, status, createdAt }) => ({
        id,
        orderExternalId: String(fields.orderExternalId),
        status,
        createdAt,
        fields,
        received: [...received],
      }));
    },
    requests: () => [...log],
    advance(id, status, note) {
      office.settle();
      const shipment = office.find(id);
      if (shipment === undefined) return false;
      office.advance(shipment, status, note ?? null);
      return true;
    },
    setSpeed(speed) {
      office.settle();
      pace.setSpeed(speed);
    },
    pauseLife(paused) {
      office.settle();
      pace.pause(paused);
    },
  };
}

interface Route {
  operation: OfficeOperation;
  id: string;
}

function routeOf(method: string, path: string): Route | undefined {
  if (!path.startsWith(BASE)) return undefined;
  const [, id = '', action] = path.slice(BASE.length).split('/');
  const call = `${method} ${id === '' ? '' : id === 'list' ? 'list' : action === undefined ? '{id}' : `{id}/${action}`}`;
  const operation = ROUTES[call];
  return operation === undefined ? undefined : { operation, id: decodeURIComponent(id) };
}

const ROUTES: Readonly<Record<string, OfficeOperation>> = {
  'POST ': 'create',
  'POST list': 'list',
  'GET {id}': 'get',
  'DELETE {id}': 'cancel',
  'PUT {id}': 'edit',
  'GET {id}/status-history': 'history',
  'POST {id}/retry': 'retry',
};

function parsed(text: string): Fields | undefined {
  if (text === '') return {};
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}

function told({ status, body }: OfficeAnswer): Told {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

/** Something to look at and to print. */
function paper(id: string): Told {
  const bars = [...id]
    .map(
      (letter, index) =>
        `<rect x="${20 + index * 14}" y="120" width="${2 + (letter.charCodeAt(0) % 9)}" height="90"/>`,
    )
    .join('');
  return {
    status: 200,
    contentType: 'image/svg+xml',
    body: `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="260"><rect width="400" height="260" fill="#fff" stroke="#000"/><text x="20" y="50" font-family="sans-serif" font-size="20">Practice label</text>${bars}<text x="20" y="238" font-family="monospace" font-size="14">${id.replace(/[^\w]/g, '')}</text></svg>`,
  };
}
