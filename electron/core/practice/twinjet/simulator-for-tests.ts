// A simulator with a clock that only a test moves, and the sample requests of TwinJet's documentation.
// Used by the tests of this folder.

import { practiceClients } from './practice-clients.ts';
import { startTwinJetSimulator } from './start-twinjet-simulator.ts';
import type { TwinJetSimulator, TwinJetSimulatorOptions } from './twinjet-simulator.ts';

export const TOKEN = '1234';
export const OTHER_TOKEN = 'other';
export const START = Date.UTC(2026, 10, 23, 17, 30);
export const MINUTE = 60_000;

export const ellis = {
  address_name: 'TCB Courier',
  street_address: '565 Ellis St',
  floor: 'Unit B',
  city: 'San Francisco',
  state: 'CA',
  zip_code: '94109',
  contact: 'Larry Bluejeans',
  special_instructions: 'Come right in',
};

export const mission = {
  address_name: 'Important Office Building',
  street_address: '560 Mission St',
  floor: '13th floor',
  city: 'San Francisco',
  state: 'CA',
  zip_code: '94105',
  contact: 'P. Pete',
  special_instructions: 'Go to the messenger center',
};

/** The sample payload of a new job; its webhook belongs to nobody and is never called. */
export const sampleJob = {
  live: true,
  api_token: TOKEN,
  order_contact_name: 'Larry Bluejeans',
  order_contact_phone: '5555555555',
  pick_address: ellis,
  deliver_address: mission,
  ready_time: '2014-08-04T13:54:28.630613-07:00',
  deliver_from_time: '2014-08-04T13:54:28.630613-07:00',
  deliver_to_time: '2014-08-04T14:54:28.630613-07:00',
  service_id: 21,
  order_total: 20.0,
  tip: 5.0,
  webhook_url: 'https://www.myawesomecompany.io/order/1234/',
  job_items: [
    { quantity: 4, description: 'Fried Chickens' },
    { quantity: 1, description: 'Coke' },
  ],
};

interface Answer {
  readonly status: number;
  readonly text: string;
  /** The parsed body; undefined when it is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly json: any;
  readonly headers: Headers;
}

export interface Bench {
  readonly simulator: TwinJetSimulator;
  /** Moves the clock. */
  pass(ms: number): void;
  call(method: string, path: string, body: unknown): Promise<Answer>;
  /** Books the sample job with changes; answers its request id. */
  book(changes?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The status object of a job, by any identifier. */
  status(identifier: Readonly<Record<string, unknown>>): Promise<Answer>;
}

/** Starts one; whoever starts it stops it. */
export async function startBench(options: Partial<TwinJetSimulatorOptions> = {}): Promise<Bench> {
  let now = START;
  const [first, second] = practiceClients;
  if (first === undefined || second === undefined) throw new Error('two practice clients are needed');
  const simulator = await startTwinJetSimulator({
    clients: [
      { ...first, token: TOKEN },
      { ...second, token: OTHER_TOKEN },
    ],
    clock: () => now,
    ...options,
  });
  const call = async (method: string, path: string, body: unknown): Promise<Answer> => {
    const response = await globalThis.fetch(`${simulator.url}${path}`, {
      method,
      redirect: 'error',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    let json: unknown;
    try {
      json = JSON.parse(text) as unknown;
    } catch {
      json = undefined;
    }
    return { status: response.status, text, json, headers: response.headers };
  };
  return {
    simulator,
    pass: (ms) => {
      now += ms;
    },
    call,
    book: async (changes = {}) => {
      const answer = await call('POST', '/api/v1/jobs/', { ...sampleJob, ...changes });
      return String(answer.json?.request_id);
    },
    status: (identifier) => call('POST', '/api/v1/status/', { api_token: TOKEN, ...identifier }),
  };
}
