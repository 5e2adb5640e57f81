// What TwinJet answers (seed 002) and what must come of each answer, however broken: the right shapes as arbitraries, and
// the judges. Used by answers.ts.

import fc from 'fast-check';
import { type Command, isUnsettled } from '../../../shared/domain/command.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import { seedJob } from '../../support/seed-job.ts';
import type { BrokenAnswer } from '../broken-json.ts';
import {
  type AnsweringDesk,
  type AnsweringSystem,
  bytesOf,
  expect,
  isObject,
  openAnsweringDesk,
  sameJob,
  wholeBoard,
  wordOf,
} from './answering-desk.ts';

interface Desk extends AnsweringDesk {
  /** A job that nothing is said about: no answer about another may touch it. */
  neighbour: JobId;
}

async function openDesk(): Promise<Desk> {
  const desk = await openAnsweringDesk({
    provider: 'twinjet',
    label: 'Answers',
    secret: { apiToken: 'answers-token' },
  });
  return { ...desk, neighbour: await follow(desk, 'NEIGHBOUR0') };
}

function plainStatus(requestId: string, jobNumber: number): Record<string, unknown> {
  return {
    job_info: { job_id: 90_000_000 + jobNumber, request_id: requestId, reference: '', courier: '', user: '' },
    job_locations: [],
    current_status: {
      status_code: 50,
      status_string: 'accepted',
      status_time: '2026-08-04T17:00:00.000000',
      remarks: '',
    },
    job_history: [],
  };
}

async function follow(
  { next, hand, connectionId, number }: AnsweringDesk,
  requestId: string,
): Promise<JobId> {
  next.set('/api/v1/status/', { bytes: bytesOf(plainStatus(requestId, number)) });
  await hand.clock.advance(1_000);
  return (await hand.client.jobs.follow({ connectionId, requestId })).jobId;
}

const words = (text: string) => fc.constantFrom(text, '', null, `${text} (TCB Courier)`);
const time = fc
  .integer({ min: Date.UTC(2026, 7, 4, 17, 30), max: Date.UTC(2026, 7, 4, 18) })
  .map((at) => new Date(at).toISOString().replace('Z', '123+00:00'));
const who = { user: fc.constantFrom('billybiker', 'minasato', null), courier: words('411 Billy Bikeracer') };
const degrees = (low: number, high: number) =>
  fc.double({ min: low, max: high, noNaN: true }).chain((value) => fc.constantFrom(value, String(value)));
const place = { lat: degrees(37.7, 37.8), lng: degrees(-122.5, -122.4) };

/** Status Object of seed 002. */
const statusAnswer = fc.record({
  job_info: fc.record({
    job_id: fc.integer({ min: 1, max: 9_999_999 }),
    request_id: fc.constant('A1B2C3D4E5'),
    external_id: fc.constantFrom('SY-1', '', null),
    reference: fc.constantFrom('', 'A1B2C3D4E5', 'PO 17'),
    ...who,
  }),
  job_locations: fc.array(fc.record({ date: time, ...place, ...who }), { maxLength: 4 }),
  current_status: fc.record({
    last_location: fc.oneof(fc.constant(null), fc.tuple(place.lat, place.lng)),
    status_code: fc.constantFrom(30, 40, 50, 51, 52, 53, 60, 61, 62, 63),
    status_string: fc.constantFrom('delivered', 'dispatched'),
    courier_name: words('411 Billy Bikeracer'),
    remarks: fc.constantFrom('', 'Left at the door.'),
    status_time: time,
  }),
  job_history: fc.array(
    fc.record({ date: time, log: fc.constantFrom('Job was created.', 'Job was assigned.'), ...who }),
    { maxLength: 5 },
  ),
});

/** Address Validation Response of seed 002, with the zone it promises. */
const foundAddress = fc.record({
  address: fc.constant('565 Ellis Street'),
  city: fc.constant('San Francisco'),
  state: fc.constant('CA'),
  floor: fc.constantFrom('Unit B', ''),
  zip: fc.constant('94109'),
  ...place,
});
const validateAnswer = fc.record(
  {
    pick_address: foundAddress,
    drop_address: foundAddress,
    pickup_eta: time,
    delivery_eta: time,
    price: fc.constantFrom('8.00', 8, '8'),
    errors: fc.constant([{ deliver_address: 'Address is outside of the delivery zone' }]),
    delivery_zone: fc.constant({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: 'City' },
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [-122.5, 37.7],
                [-122.4, 37.7],
                [-122.4, 37.8],
                [-122.5, 37.7],
              ],
            ],
          },
        },
      ],
    }),
  },
  { requiredKeys: ['pick_address', 'drop_address', 'price'] },
);

const TWINJET_STATUSES: Record<string, JobStatus> = {
  30: 'failed',
  40: 'submitted',
  50: 'accepted',
  51: 'rejected',
  52: 'cancelled',
  53: 'not-ready',
  60: 'assigned',
  61: 'picked-up',
  62: 'delivered',
  63: 'undeliverable',
};

/** The texts of a status answer: what is no text and no number in their place must be named on the timeline. */
const STATUS_TEXTS = [
  'job_info.job_id',
  'job_info.reference',
  'job_info.courier',
  'job_info.user',
  'current_status.status_string',
  'current_status.courier_name',
  'current_status.remarks',
];

export const TWINJET_ANSWERS: AnsweringSystem<Desk> = {
  openDesk,
  kinds: {
    'status of a job': { right: statusAnswer, check: checkStatus },
    'answer to a booking': {
      right: fc.record({ request_id: fc.constant('A1B2C3D4E5') }),
      check: checkBooking,
    },
    'answer to an edit': { right: statusAnswer, check: checkEdit },
    quote: { right: validateAnswer, check: checkQuote },
    refusal: {
      right: fc.oneof(
        fc.record({
          errors: fc.array(fc.dictionary(fc.constantFrom('pick_address', 'live', 'x'), fc.string()), {
            maxLength: 3,
          }),
        }),
        fc.record({ detail: fc.string() }),
        fc.record({ non_field_errors: fc.array(fc.string()) }),
      ),
      check: checkRefusal,
    },
  },
};

async function checkStatus(desk: Desk, { bytes, json, isDeep }: BrokenAnswer): Promise<void> {
  const { hand, next, neighbour } = desk;
  desk.number += 1;
  const requestId = `R${String(desk.number).padStart(9, '0')}`;
  const id = await follow(desk, requestId);
  const [before, beside] = [
    (await hand.client.jobs.get({ id })).job,
    (await hand.client.jobs.get({ id: neighbour })).job,
  ];
  next.set('/api/v1/status/', { bytes });
  await hand.clock.advance(1_000);
  const [look] = (await hand.client.jobs.refresh({ ids: [id] })).results;
  const { job, events } = await hand.client.jobs.get({ id });
  const current = isObject(json) && isObject(json.current_status) ? json.current_status : {};
  const code = wordOf(current.status_code);
  if (isDeep) {
    expect(typeof look?.ok === 'boolean', () => 'nothing came of it');
  } else if (code === null) {
    expect(look?.ok === false, () => 'an answer without a status was taken');
    expect(/TwinJet|web page/.test(look?.message ?? ''), () => `the refusal says nothing: ${look?.message}`);
    if (isObject(json))
      expect(
        look?.message?.includes('current_status.status_code') === true,
        () => `no field named: ${look?.message}`,
      );
    expect(sameJob(job, before), () => `a refused answer changed the job: ${JSON.stringify(job)}`);
  } else {
    expect(look?.ok === true, () => `a readable answer was refused: ${look?.message}`);
    const older = isOlder(current.status_time);
    if (!older) {
      const wanted = TWINJET_STATUSES[/^\d+$/.test(code) ? String(Number(code)) : code] ?? 'unknown';
      expect(job.status === wanted, () => `${code} became ${job.status}`);
      expect(job.rawStatus === code, () => `the raw word ${code} became ${job.rawStatus}`);
    }
    for (const path of STATUS_TEXTS) {
      const [part = '', field = ''] = path.split('.');
      const holder = (json as Record<string, unknown>)[part];
      const value = isObject(holder) ? holder[field] : undefined;
      if (typeof value !== 'boolean' && (typeof value !== 'object' || value === null)) continue;
      expect(
        events.some(({ text }) => text.includes('could not be read') && text.includes(path)),
        () => `${path} could not be read and is not named`,
      );
    }
    await hand.clock.advance(1_000);
    await hand.client.jobs.refresh({ ids: [id] });
    const again = (await hand.client.jobs.get({ id })).job;
    expect(again.revision === job.revision, () => 'the same answer a second time was news');
  }
  expect(job.externalIds.requestId === requestId, () => `the job became ${job.externalIds.requestId}`);
  expect(
    sameJob((await hand.client.jobs.get({ id: neighbour })).job, beside),
    () => 'another job was changed',
  );
  await wholeBoard(hand);
}

/** The answer's own time lies before what is known already, or there is none to believe. */
function isOlder(statusTime: unknown): boolean {
  if (typeof statusTime !== 'string') return false;
  const at = Date.parse(/[Zz]|[+-]\d\d:?\d\d$/.test(statusTime) ? statusTime : `${statusTime}Z`);
  return !Number.isNaN(at) && at < Date.UTC(2026, 7, 4, 17);
}

async function book(desk: Desk): Promise<{ jobId: JobId }> {
  desk.number += 1;
  await desk.hand.clock.advance(1_000);
  const at = (ms: number) => new Date(desk.hand.clock.now() + ms).toISOString();
  return desk.hand.client.twinjet.createJob({
    connectionId: desk.connectionId,
    job: seedJob({
      external_id: `ANSWER-${desk.number}`,
      ready_time: at(0),
      deliver_from_time: at(0),
      deliver_to_time: at(36_000_000),
    }),
  });
}

const commandOf = async (desk: Desk, jobId: JobId, kind: string) =>
  (await desk.hand.client.jobs.get({ id: jobId })).commands.find((command) => command.kind === kind);

/** So that the outbox does not fill up with what is asked about for ever. */
async function giveUp({ hand }: Desk, command: Command | undefined): Promise<void> {
  expect(command !== undefined && command.state !== 'sending', () => `the command is ${command?.state}`);
  if (command && isUnsettled(command.state))
    await hand.client.outbox.discard({ commandId: command.id, evenIfUnknown: true });
}

async function checkBooking(desk: Desk, { bytes, json, isDeep }: BrokenAnswer): Promise<void> {
  const { hand, next } = desk;
  next.set('/api/v1/jobs/', { bytes });
  next.delete('/api/v1/status/');
  const { jobId } = await book(desk);
  await hand.rest();
  const command = await commandOf(desk, jobId, 'create');
  const requestId = isObject(json) ? wordOf(json.request_id) : null;
  const { job } = await hand.client.jobs.get({ id: jobId });
  if (isDeep) {
    await giveUp(desk, command);
  } else if (requestId === null) {
    expect(command?.state === 'unknown', () => `a booking without a readable answer is ${command?.state}`);
    if (isObject(json))
      expect(
        command?.waitingFor?.includes('request_id') === true,
        () => `no field named: ${command?.waitingFor}`,
      );
    expect(job.externalIds.requestId === null, () => 'an id was made up');
    await hand.client.outbox.discard({ commandId: command?.id as never, evenIfUnknown: true });
  } else {
    expect(
      command?.state === 'done',
      () => `an accepted booking is ${command?.state}: ${command?.waitingFor}`,
    );
    expect(job.externalIds.requestId === requestId, () => `${requestId} became ${job.externalIds.requestId}`);
  }
  await wholeBoard(hand);
}

async function checkEdit(desk: Desk, { bytes, json, isDeep }: BrokenAnswer): Promise<void> {
  const { hand, next } = desk;
  next.set('/api/v1/jobs/', { bytes: bytesOf({ request_id: `E${String(desk.number).padStart(9, '0')}` }) });
  next.delete('/api/v1/status/');
  const { jobId } = await book(desk);
  await hand.rest();
  next.set('/api/v1/jobs/', { bytes });
  await hand.client.twinjet.editJob({ jobId, changes: { tip: 3 } });
  await hand.rest();
  const command = await commandOf(desk, jobId, 'edit');
  const current = isObject(json) && isObject(json.current_status) ? json.current_status : {};
  if (isDeep) {
    await giveUp(desk, command);
  } else if (wordOf(current.status_code) === null) {
    expect(command?.state === 'unknown', () => `an edit without a readable answer is ${command?.state}`);
    if (isObject(json))
      expect(
        command?.waitingFor?.includes('current_status.status_code') === true,
        () => `no field named: ${command?.waitingFor}`,
      );
    await giveUp(desk, command);
  } else {
    expect(command?.state === 'done', () => `an accepted edit is ${command?.state}: ${command?.waitingFor}`);
  }
  await wholeBoard(hand);
}

async function checkQuote(desk: Desk, { bytes, json, isDeep }: BrokenAnswer): Promise<void> {
  const { hand, next, connectionId } = desk;
  next.set('/api/v1/validate/', { bytes });
  await hand.clock.advance(1_000);
  const { pick_address, deliver_address } = seedJob();
  const asked = await hand.client.twinjet
    .validate({
      connectionId,
      ...(pick_address && { pick_address }),
      ...(deliver_address && { deliver_address }),
    })
    .then(
      (quote) => ({ quote }),
      (error: { code?: string; data?: { fields?: { field: string }[] } }) => ({ error }),
    );
  const price = isObject(json) ? wordOf(json.price) : null;
  const errors = isObject(json) ? (json.errors ?? json.error ?? null) : null;
  if (isDeep) {
    expect(
      'quote' in asked || asked.error.code === 'PROVIDER',
      () => `a deep quote: ${JSON.stringify(asked)}`,
    );
  } else if (price === null && errors === null) {
    expect(
      'error' in asked && asked.error.code === 'PROVIDER',
      () => `a quote without a price: ${JSON.stringify(asked)}`,
    );
    if (isObject(json) && 'error' in asked)
      expect(
        asked.error.data?.fields?.[0]?.field === 'price',
        () => `no field named: ${JSON.stringify(asked.error.data)}`,
      );
  } else {
    expect('quote' in asked, () => `a readable quote was refused: ${JSON.stringify(asked)}`);
    if ('quote' in asked) expect(asked.quote.price === price, () => `${price} became ${asked.quote.price}`);
  }
  await wholeBoard(hand);
}

async function checkRefusal(desk: Desk, { bytes, text }: BrokenAnswer): Promise<void> {
  const { hand, next } = desk;
  const status = [400, 406, 409, 422][text.length % 4] ?? 400;
  next.set('/api/v1/jobs/', { bytes, status });
  next.delete('/api/v1/status/');
  const { jobId } = await book(desk);
  await hand.rest();
  const command = await commandOf(desk, jobId, 'create');
  // A 400 that speaks of a token is about the credential, and the booking waits for another.
  const waits = command?.state === 'queued' && /token/i.test(command.waitingFor ?? '');
  expect(
    command?.state === 'failed' || waits,
    () => `a refused booking is ${command?.state}: ${command?.waitingFor}`,
  );
  if (!waits) expect((command?.problem?.sentence ?? '').length > 20, () => 'refused without a sentence');
  await giveUp(desk, command);
  await wholeBoard(hand);
}
