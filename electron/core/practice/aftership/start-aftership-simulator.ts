// AfterShip's tracking, simulated on loopback: the HTTP server, the gateway's checks, the fault dial and the books.
// Started by the practice workspace and by tests. Shares no code with the client.

import { type FaultDial, Faults } from '../faults.ts';
import { parsedOrText, startFaultyServer, type Told } from '../faulty-server.ts';
import { type BookedParcel, Depot } from './depot.ts';
import { type Answer, Failure } from './meta.ts';
import { practiceParcels } from './practice-parcels.ts';
import { checkKey, type Incoming, RateWindows, type SimulatedKey } from './request-check.ts';
import type { Version } from './shape.ts';
import type { SimulatedParcel } from './simulated-parcel.ts';
import { answerTracking, endpointOf } from './tracking-api.ts';

export interface AfterShipSimulator {
  url: string;
  stop(): Promise<void>;
  /** Its operations are "GET /trackings", "PUT /trackings/{id}" and so on. */
  setFault(dial: FaultDial): void;
  /** Refuses every connection, as if there were no network. */
  cutNetwork(cut: boolean): Promise<void>;
  setSpeed(speed: number): void;
  /** Parcels stay where they are; AfterShip goes on answering. */
  pauseLife(paused: boolean): void;
  revokeKey(key: string): void;
  parcels(): readonly SimulatedParcel[];
  /** Every parcel that a request ever had followed, oldest first, the removed ones too. */
  books(): readonly BookedParcel[];
  /** Sets a parcel where it is wanted; its life ends there. */
  place(number: string, subtag: string): void;
  /** What came, oldest first: "POST /tracking/2024-04/trackings". */
  requests(): readonly RequestLine[];
}

interface RequestLine {
  line: string;
  headers: Incoming['headers'];
  body: unknown;
  /** Null where nothing was done. */
  status: number | null;
  /** "200", or the fault it met. */
  outcome: string;
}

interface Options {
  keys: readonly SimulatedKey[];
  /** Filled with the practice parcels, or empty. */
  filled?: boolean;
  clock?: () => number;
  seed?: string | number;
  /** Between two scans of a parcel's life at speed 1; 0 (the default) leaves it where it is. */
  stepMs?: number;
  /** 1 when left out. */
  speed?: number;
  mostRetracks?: number;
  slugs?: readonly string[];
  rateLimits?: boolean;
}

const REQUESTS_KEPT = 20_000;
export const PRACTICE_AFTERSHIP_KEY = 'asat_practice_key';

const VERSIONS: readonly Version[] = ['2024-04', '2026-07'];

/** Starts it on 127.0.0.1; resolves when it takes requests. */
export async function startAfterShipSimulator(options: Options): Promise<AfterShipSimulator> {
  const clock = options.clock ?? Date.now;
  const { stepMs = 0, mostRetracks = 3, slugs = ['j-net', 'ups', 'usps', 'dhl', 'fedex'] } = options;
  const depot = new Depot(clock, { stepMs, mostRetracks, slugs }, options.seed ?? 1);
  if (options.speed !== undefined) depot.pace.setSpeed(options.speed);
  if (options.filled === true) for (const parcel of practiceParcels(depot, clock())) depot.add(parcel);
  let keys = options.keys;
  const rates = new RateWindows();
  const log: RequestLine[] = [];
  const faults = new Faults(options.seed ?? 1);

  function answer(request: Incoming): Answer & { headers: Record<string, string> } {
    const headers: Record<string, string> = {};
    try {
      const key = checkKey(keys, request, clock());
      const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
      const [, version, path] = /^\/tracking\/([^/]+)(\/.*)$/.exec(pathname) ?? [];
      const served = VERSIONS.find((one) => one === version);
      const endpoint = served === undefined ? null : endpointOf(served, request.method, path ?? '');
      if (served === undefined || endpoint === null) throw new Failure(404);
      headers['as-api-version'] = served;
      const { 'x-over': over, ...limits } = rates.take(key, served, endpoint, clock());
      Object.assign(headers, limits);
      if (over !== undefined && options.rateLimits !== false) throw new Failure(429);
      const told = answerTracking(depot, {
        version: served,
        method: request.method,
        path: path ?? '',
        query: searchParams,
        body: request.body,
      });
      return { ...told, headers };
    } catch (error) {
      if (error instanceof Failure) return { ...error.answer, headers };
      throw error;
    }
  }

  const server = await startFaultyServer({
    faults,
    clock,
    operationOf({ method, path }) {
      const [, version, rest] = /^\/tracking\/([^/]+)(\/.*)$/.exec(path) ?? [];
      const served = VERSIONS.find((one) => one === version);
      return served === undefined ? null : endpointOf(served, method, rest ?? '');
    },
    answer({ method, url, headers, body }) {
      const answered = answer({ method, url, headers, body });
      return told(answered, answered.headers);
    },
    refusal: (status) => told(new Failure(status).answer),
    note({ method, url, headers, body }, outcome, answered) {
      const status = answered?.status ?? null;
      log.push({ line: `${method} ${url}`, headers, body: parsedOrText(body), status, outcome });
      if (log.length > REQUESTS_KEPT) log.shift();
    },
  });

  return {
    url: server.url,
    stop: server.stop,
    cutNetwork: server.cutNetwork,
    setFault: (dial) => faults.set(dial),
    setSpeed(speed) {
      depot.live();
      depot.pace.setSpeed(speed);
    },
    pauseLife(paused) {
      depot.live();
      depot.pace.pause(paused);
    },
    revokeKey(key) {
      keys = keys.filter((one) => one.key !== key);
    },
    parcels() {
      depot.live();
      return structuredClone(depot.parcels);
    },
    books: () => structuredClone(depot.books()),
    place(number, subtag) {
      const parcel = depot.parcels.find((one) => one.number === number);
      if (!parcel) throw new Error(`No parcel ${number}`);
      parcel.ahead = [];
      depot.stands(parcel, subtag, clock());
    },
    requests: () => [...log],
  };
}

function told({ status, body }: Answer, headers: Record<string, string> = {}): Told {
  return { status, contentType: 'application/json', body: JSON.stringify(body), headers };
}
