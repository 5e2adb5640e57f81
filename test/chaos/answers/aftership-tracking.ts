// What AfterShip's tracking answers (seed 003), in either version, and what must come of each answer, however broken. Used by
// answers.ts.

import fc from 'fast-check';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import type { BrokenAnswer } from '../broken-json.ts';
import {
  type AnsweringDesk,
  type AnsweringSystem,
  asked,
  bytesOf,
  expect,
  expectRefused,
  isObject,
  openAnsweringDesk,
  sameJob,
  wholeBoard,
  wordOf,
} from './answering-desk.ts';

type Version = '2024-04' | '2026-07';

interface Desk extends AnsweringDesk {
  /** A parcel that nothing is said about: no answer about another may touch it. */
  neighbour: JobId;
}

const STATUSES: Record<string, JobStatus> = {
  Pending: 'submitted',
  InfoReceived: 'accepted',
  InTransit: 'in-transit',
  OutForDelivery: 'out-for-delivery',
  AvailableForPickup: 'ready-for-collection',
  AttemptFail: 'attempt-failed',
  Exception: 'exception',
  Delivered: 'delivered',
  Expired: 'expired',
};
const EARLIER = '2026-08-04T16:00:00+00:00';
const LATER = '2026-08-04T17:30:00+00:00';
const ID = 'a1b2c3d4e5f6a7b8c9d0e1f2';
const idNumbered = (number: number) => `${ID.slice(0, 16)}${String(number).padStart(8, '0')}`;

const words = (text: string) => fc.constantFrom(text, '', null);
const day = fc.constantFrom('2026-08-06', null);

/** Tracking Object of seed 003: the names of one version. */
function parcelOf(version: Version) {
  const isOld = version === '2024-04';
  const country = isOld ? 'country_iso3' : 'country_region';
  const checkpoint = fc.record({
    created_at: fc.constantFrom('2026-08-02T20:00:00+00:00', LATER),
    checkpoint_time: fc.constantFrom('2026-08-02T12:30:00-07:00', '2026-08-02T12:30:00', ''),
    city: words('San Jose'),
    state: words('CA'),
    [isOld ? 'zip' : 'postal_code']: words('95110'),
    [country]: words('USA'),
    coordinate: fc.constantFrom({ latitude: 37.3382, longitude: -121.8863 }, null),
    message: words('Arrived at hub'),
    tag: fc.constant('InTransit'),
    subtag: fc.constant('InTransit_003'),
    slug: fc.constant('j-net'),
  });
  const fields: Record<string, fc.Arbitrary<unknown>> = {
    id: fc.constant(ID),
    tracking_number: fc.constant('JN12345678'),
    created_at: fc.constant('2026-08-01T08:00:00+00:00'),
    updated_at: fc.constantFrom(LATER, '2026-08-04T17:45:00+00:00'),
    slug: fc.constant('j-net'),
    active: fc.boolean(),
    title: words('SO-1001'),
    order_id: words('1001'),
    order_number: words('1001'),
    note: words('Ring twice'),
    language: words('en'),
    tag: fc.constantFrom(...Object.keys(STATUSES)),
    // The general one of each tag: what it stands for is the tag's.
    subtag: fc.constant(null),
    subtag_message: words('Arrival scan'),
    transit_time: fc.constantFrom(3, null),
    tracked_count: fc.constant(12),
    custom_fields: fc.constantFrom({ floor: '3' }, null),
    shipment_tags: fc.constantFrom(['fragile'], []),
    origin_city: words('San Jose'),
    [`origin_${country}`]: words('USA'),
    destination_raw_location: words('1 Market St'),
    order_promised_delivery_date: isOld
      ? day
      : fc.oneof(fc.constant(null), fc.record({ promised_delivery_date: day })),
    ...(isOld
      ? {
          customer_name: words('Amelia Hart'),
          smses: fc.constantFrom(['+14155550100'], []),
          emails: fc.constantFrom(['a@example.com'], []),
        }
      : {
          customers: fc.array(
            fc.record({
              name: words('Amelia Hart'),
              phone_number: words('+14155550100'),
              email: words('a@b.c'),
            }),
            { maxLength: 3 },
          ),
        }),
    checkpoints: fc.array(checkpoint, { maxLength: 4 }),
  };
  return fc.record(fields);
}

/** As the version wraps one tracking. */
function wrapped(version: Version, tracking: unknown): unknown {
  return { meta: { code: 200 }, data: version === '2024-04' ? { tracking } : tracking };
}

function plainParcel(number: number): Record<string, unknown> {
  return {
    id: idNumbered(number),
    tracking_number: `JN${number}`,
    slug: 'j-net',
    tag: 'Pending',
    subtag: 'Pending_001',
    active: true,
    created_at: '2026-08-01T08:00:00+00:00',
    updated_at: EARLIER,
    checkpoints: [],
  };
}

export function aftershipTrackingAnswers(version: Version): AnsweringSystem<Desk> {
  const base = `/tracking/${version}`;
  const one = (number: number) => `GET ${base}/trackings/${idNumbered(number)}`;
  const parcel = parcelOf(version);

  async function follow({ next, hand, connectionId }: AnsweringDesk, number: number): Promise<JobId> {
    next.set(one(number), { bytes: bytesOf(wrapped(version, plainParcel(number))) });
    await hand.clock.advance(1_000);
    return (await hand.client.jobs.follow({ connectionId, jobId: idNumbered(number) })).jobId;
  }

  /** What an answer says of one parcel, where it plainly says so. */
  function said(json: unknown): Record<string, unknown> | null {
    const data = isObject(json) && isObject(json.data) ? json.data : {};
    const tracking = isObject(data.tracking) ? data.tracking : data;
    return wordOf(tracking.id) === null && wordOf(tracking.tracking_number) === null ? null : tracking;
  }

  /** 200 in the envelope, or no envelope to say otherwise. Anything else in it may be taken for a refusal. */
  function isPlainlyGood(json: unknown): boolean {
    return isObject(json) && isObject(json.meta) && json.meta.code === 200;
  }

  async function checkParcel(desk: Desk, { bytes, json, isDeep }: BrokenAnswer): Promise<void> {
    const { hand, next, neighbour } = desk;
    desk.number += 1;
    const { number } = desk;
    const id = await follow(desk, number);
    const before = (await hand.client.jobs.get({ id })).job;
    const beside = (await hand.client.jobs.get({ id: neighbour })).job;
    next.set(one(number), { bytes });
    await hand.clock.advance(1_000);
    const [look] = (await hand.client.jobs.refresh({ ids: [id] })).results;
    const { job, events } = await hand.client.jobs.get({ id });
    const tracking = said(json);
    if (!isDeep && isPlainlyGood(json)) {
      if (tracking === null) {
        expect(look?.ok === false, () => 'an answer about no parcel was taken');
        expect(look?.message?.includes('data.tracking') === true, () => `no field named: ${look?.message}`);
      } else {
        expect(look?.ok === true, () => `a readable answer was refused: ${look?.message}`);
      }
    }
    if (look?.ok !== true) {
      expect((look?.message ?? '').length > 20, () => `the refusal says nothing: ${look?.message}`);
      expect(sameJob(job, before), () => `a refused answer changed the job: ${JSON.stringify(job)}`);
    } else if (tracking !== null) {
      const [tag, subtag] = [wordOf(tracking.tag), wordOf(tracking.subtag)];
      const isNewer = [LATER, '2026-08-04T17:45:00+00:00'].includes(String(tracking.updated_at));
      if (isNewer && subtag === null) {
        const wanted = STATUSES[tag ?? ''] ?? 'unknown';
        expect(job.status === wanted, () => `${tag} became ${job.status}`);
        expect(job.rawStatus === (tag ?? ''), () => `the raw word ${tag} became ${job.rawStatus}`);
      }
      for (const field of ['slug', 'title', 'order_id', 'note', 'tag', 'checkpoints', 'subtag_message']) {
        const value = tracking[field];
        const isOdd = typeof value === 'boolean' || (isObject(value) && field !== 'checkpoints');
        if (!isOdd) continue;
        expect(
          events.some(({ text }) => text.includes('could not be read') && text.includes(field)),
          () => `${field} could not be read and is not named`,
        );
      }
      await hand.clock.advance(1_000);
      await hand.client.jobs.refresh({ ids: [id] });
      const again = (await hand.client.jobs.get({ id })).job;
      expect(again.revision === job.revision, () => 'the same answer a second time was news');
    }
    expect(job.externalIds.jobId === idNumbered(number), () => `the job became ${job.externalIds.jobId}`);
    const besideNow = (await hand.client.jobs.get({ id: neighbour })).job;
    expect(sameJob(besideNow, beside), () => 'another job was changed');
    await wholeBoard(hand);
  }

  async function checkList(desk: Desk, { bytes, json, isDeep }: BrokenAnswer): Promise<void> {
    const { hand, next, connectionId } = desk;
    next.set(`GET ${base}/trackings`, { bytes });
    await hand.clock.advance(1_000);
    const came = await asked(hand.client.jobs.follow({ connectionId, trackingId: 'JN12345678' })).catch(
      (error: Error) => {
        // The broken answer before may have brought it already.
        if (String(error).includes('CONFLICT')) return null;
        throw error;
      },
    );
    if (came === null) return;
    const data = isObject(json) && isObject(json.data) ? json.data : {};
    if (!isDeep && isPlainlyGood(json) && !Array.isArray(data.trackings))
      expectRefused(came, json, 'data.trackings');
    if (came.value) {
      const { job } = await hand.client.jobs.get({ id: came.value.jobId });
      const { trackingId } = job.externalIds;
      expect(trackingId === 'JN12345678', () => `asked for JN12345678, got ${trackingId}`);
      await hand.client.jobs.archive({ ids: [came.value.jobId], archived: true });
    }
    await wholeBoard(hand);
  }

  async function checkCreate(desk: Desk, { bytes, json, isDeep }: BrokenAnswer): Promise<void> {
    const { hand, next, connectionId } = desk;
    desk.number += 1;
    next.set(`POST ${base}/trackings`, { bytes });
    next.delete(`GET ${base}/trackings`);
    await hand.clock.advance(1_000);
    const { jobId } = await hand.client.aftership.createTracking({
      connectionId,
      tracking: { tracking_number: `NEW${desk.number}`, slug: 'j-net' },
    });
    await hand.rest();
    const { commands } = await hand.client.jobs.get({ id: jobId });
    const command = commands.find(({ kind }) => kind === 'create');
    expect(command !== undefined && command.state !== 'sending', () => `the command is ${command?.state}`);
    if (!isDeep && isPlainlyGood(json)) {
      const wanted = said(json) === null ? 'unknown' : 'done';
      expect(
        command?.state === wanted,
        () => `${wanted} is ${command?.state}: ${command?.waitingFor ?? command?.problem?.sentence}`,
      );
      if (wanted === 'unknown')
        expect(
          command?.waitingFor?.includes('data.tracking') === true,
          () => `no field named: ${command?.waitingFor}`,
        );
    }
    if (command && command.state !== 'done')
      await hand.client.outbox.discard({ commandId: command.id, evenIfUnknown: true });
    await wholeBoard(hand);
  }

  async function checkPrediction(desk: Desk, { bytes, json, isDeep }: BrokenAnswer): Promise<void> {
    const { hand, next, connectionId } = desk;
    next.set(`POST ${base}/estimated-delivery-date/predict-batch`, { bytes });
    await hand.clock.advance(1_000);
    const came = await asked(
      hand.client.aftership.predictDeliveryDates({
        connectionId,
        estimated_delivery_dates: [
          {
            slug: 'j-net',
            origin_address: { country: 'USA', state: 'CA' },
            destination_address: { country: 'USA', state: 'CA' },
            pickup_time: '2026-08-04 15:00:00',
          },
        ],
      }),
    );
    const data = isObject(json) && isObject(json.data) ? json.data : {};
    if (!isDeep && isPlainlyGood(json) && !Array.isArray(data.estimated_delivery_dates))
      expectRefused(came, json, 'data.estimated_delivery_dates');
  }

  const prediction = fc.record({
    slug: fc.constant('j-net'),
    pickup_time: words('2026-08-04 15:00:00'),
    estimated_delivery_date: day,
    estimated_delivery_date_min: day,
    estimated_delivery_date_max: day,
    confidence_code: fc.constantFrom(1000, 1009, null),
  });

  return {
    async openDesk() {
      const desk = await openAnsweringDesk({
        provider: 'aftership',
        label: 'Answers',
        options: { trackingVersion: version },
        secret: { apiKey: 'asat-answers' },
      });
      return { ...desk, neighbour: await follow(desk, 99_999_999) };
    },
    kinds: {
      'a parcel': { right: parcel.map((tracking) => wrapped(version, tracking)), check: checkParcel },
      'list of parcels': {
        right: fc.array(parcel, { maxLength: 3 }).map((trackings) => ({
          meta: { code: 200 },
          data:
            version === '2024-04'
              ? { page: 1, limit: 10, count: trackings.length, trackings }
              : { pagination: { total: trackings.length, next_cursor: '', has_next_page: false }, trackings },
        })),
        check: checkList,
      },
      'answer to a create': {
        right: parcel.map((tracking) => wrapped(version, tracking)),
        check: checkCreate,
      },
      prediction: {
        right: fc.array(prediction, { maxLength: 3 }).map((estimated_delivery_dates) => ({
          meta: { code: 200 },
          data: { estimated_delivery_dates },
        })),
        check: checkPrediction,
      },
    },
  };
}
