// The mapping where the seed's samples do not reach: couriers under two spellings, trails of two couriers, bookings as jobs.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobSchema } from '../../../../shared/contract/schemas.ts';
import { type TwinJetJob, twinJetJobSchema } from '../../../../shared/contract/twinjet.ts';
import type { ConnectionId, JobId } from '../../../../shared/domain/ids.ts';
import { factsFrom, jobRecordFrom, newsFrom } from './to-domain.ts';
import { readStatus, readValidate } from './wire.ts';

function newsOf(json: unknown) {
  const read = readStatus(json);
  if (!read.ok) throw new Error(`unreadable: ${read.field}`);
  return newsFrom(read.value, 1_000, json);
}

const place = { lat: '37.78', lng: '-122.41' };
const at = '2026-11-21T17:00:00+00:00';

describe('the courier', () => {
  it('has one key, whether or not the status tells the user name', () => {
    const named = newsOf({
      job_info: { courier: '411 Billy', user: 'billybiker' },
      current_status: { status_code: 61 },
    });
    const unnamed = newsOf({
      job_info: { courier: '411 Billy' },
      current_status: { status_code: 61 },
      job_history: [
        { date: at, log: 'Job was created.', user: 'dispatcher' },
        { date: at, log: 'Assigned', courier: '411  billy (TCB Courier)', user: 'billybiker' },
      ],
    });
    expect(named.courier).toEqual({ key: 'billybiker', name: '411 Billy' });
    expect(unnamed.courier).toEqual(named.courier);
  });

  it('goes by the name where there is no user name at all', () => {
    const news = newsOf({ current_status: { status_code: 61, courier_name: '411  Billy (TCB Courier)' } });
    expect(news.courier).toEqual({ key: '411 billy', name: '411  Billy' });
  });

  it.each([
    ['411 Billy (TCB Courier)', '411 Billy'],
    ['411 Billy (TCB (SF))', '411 Billy'],
    ['(TCB Courier)', '(TCB Courier)'],
    ['Billy', 'Billy'],
  ])('%s is called %s', (courier, name) => {
    expect(newsOf({ job_info: { courier }, current_status: { status_code: 60 } }).courier?.name).toBe(name);
  });
});

describe('what TwinJet writes', () => {
  it('cannot turn our own words round, nor fill a whole panel', () => {
    const news = newsOf({
      job_info: { courier: '411 \u202EylliB', user: 'x'.repeat(100_000), reference: '\u0000\u2066' },
      current_status: { status_code: '62\u0000', remarks: `${'w'.repeat(1_999)}👩 and so on` },
    });
    expect(news.courier?.name).toBe('411 ylliB');
    expect(news.reference).toBeNull();
    expect(news.status).toBe('delivered');
    expect(news.remarks).toBe(`${'w'.repeat(1_999)}…`);
    expect(news.raw).toMatchObject({ job_info: { courier: '411 \u202EylliB' } });
  });
});

describe('positions', () => {
  it('are those of the courier who has the job now', () => {
    const news = newsOf({
      job_info: { courier: '12 Ana', user: 'ana' },
      current_status: { status_code: 61 },
      job_locations: [
        { date: at, ...place, user: 'billybiker', courier: '411 Billy (TCB)' },
        { date: at, ...place, lat: 1, user: 'ana', courier: '12 Ana (TCB)' },
        { date: at, ...place, lat: 2, courier: '12 Ana (TCB)' },
        { date: at, ...place, lat: 3, courier: '411 Billy (TCB)' },
        { date: at, ...place, lat: 4 },
      ],
    });
    expect(news.positions.map(({ lat }) => lat)).toEqual([1, 2, 4]);
  });

  it('fall back on the last location, no fresher than the status', () => {
    const status = { status_code: 61, status_time: '2026-11-21T17:00:00', last_location: ['37.5', -122.25] };
    expect(newsOf({ current_status: status }).positions).toEqual([
      { at: Date.UTC(2026, 10, 21, 17), lat: 37.5, lng: -122.25 },
    ]);
    expect(newsOf({ current_status: { ...status, status_time: null } }).positions).toEqual([]);
  });

  it.each([[['91', '0']], [['0', '181']], [['north', 'west']], [['', '']], [[1]], ['37,-122'], [{}]])(
    'are not made of %j',
    (last_location) => {
      const status = { status_code: 61, status_time: '2026-11-21T17:00:00', last_location };
      expect(newsOf({ current_status: status }).positions).toEqual([]);
    },
  );
});

describe('any answer at all', () => {
  it('is read or refused by a field, and never throws', () => {
    const codes = fc.constantFrom(30, 50, 61, '62', 99, 'x');
    const answers = fc.record(
      {
        job_info: fc.jsonValue({ maxDepth: 2 }),
        job_locations: fc.jsonValue({ maxDepth: 3 }),
        job_history: fc.jsonValue({ maxDepth: 3 }),
        current_status: fc.oneof(
          fc.jsonValue(),
          fc.record({ status_code: codes, status_time: fc.jsonValue(), last_location: fc.jsonValue() }),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(answers, (json) => {
        const read = readStatus(json);
        if (!read.ok) {
          expect(read.field).toBe('current_status.status_code');
          return;
        }
        const news = newsFrom(read.value, 1_000, json);
        for (const event of news.events) expect(Number.isInteger(event.at)).toBe(true);
        for (const { lat, lng } of news.positions) {
          expect(Math.abs(lat)).toBeLessThanOrEqual(90);
          expect(Math.abs(lng)).toBeLessThanOrEqual(180);
        }
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.jsonValue(), (json) => void readValidate(json)));
  });
});

describe('a booking as a job', () => {
  const booking: TwinJetJob = twinJetJobSchema('us').parse({
    order_contact_name: 'Larry Bluejeans',
    order_contact_phone: '5555555555',
    pick_address: { street_address: '565 Ellis St', city: 'San Francisco', state: 'CA', zip_code: '94109' },
    deliver_address: {
      address_name: '',
      street_address: '560 Mission St',
      floor: '13th floor',
      city: 'San Francisco',
      state: 'CA',
      zip_code: '94105',
      contact: 'P. Pete',
      phone_number: '415-555-0101',
      special_instructions: 'Go to the messenger center',
    },
    ready_time: '2014-08-04T13:54:28.630613-07:00',
    deliver_from_time: '2014-08-04T13:54:28.630613-07:00',
    deliver_to_time: '2014-08-04T14:54:28-0700',
    reference: 'PO-77',
    service_id: 21,
    payment_method: 6,
    order_total: 20,
    tip: 5.5,
    job_items: [{ quantity: 4, description: 'Fried Chickens' }],
    special_instructions: '',
    photo: true,
    external_id: 'SY-1',
  });
  const quote = {
    quotedAt: 900,
    answer: {
      price: '8.00',
      pickup_eta: '2014-08-04T21:10:00.000Z',
      delivery_eta: null,
      drop_address: { lat: 37.7888, lng: -122.3994 },
    },
  };
  const made = { id: 'j1' as JobId, connectionId: 'c1' as ConnectionId, at: 1_000, currency: 'CAD' };

  it('reads as the board shows it', () => {
    const record = jobRecordFrom(booking, { ...made, quote });
    expect(record).toMatchObject({
      id: 'j1',
      provider: 'twinjet',
      connectionId: 'c1',
      status: 'queued',
      rawStatus: '',
      reference: 'PO-77',
      externalIds: { requestId: null, jobId: null, externalId: 'SY-1', trackingId: null },
      recipient: 'P. Pete',
      from: '565 Ellis St, San Francisco',
      to: '560 Mission St, San Francisco',
      readyAt: Date.UTC(2014, 7, 4, 20, 54, 28, 630),
      windowFromAt: Date.UTC(2014, 7, 4, 20, 54, 28, 630),
      windowToAt: Date.UTC(2014, 7, 4, 21, 54, 28),
      promiseAt: Date.UTC(2014, 7, 4, 21, 54, 28),
      price: { minor: 800, currency: 'CAD' },
      quote: {
        price: { minor: 800, currency: 'CAD' },
        pickupEtaAt: Date.UTC(2014, 7, 4, 21, 10),
        deliveryEtaAt: null,
        pick: null,
        drop: { lat: 37.7888, lng: -122.3994 },
        quotedAt: 900,
      },
      pickAddress: { street: '565 Ellis St', name: null, position: null },
      deliverAddress: {
        name: null,
        street: '560 Mission St',
        unit: '13th floor',
        city: 'San Francisco',
        region: 'CA',
        postalCode: '94105',
        contact: 'P. Pete',
        phone: '415-555-0101',
        instructions: 'Go to the messenger center',
        position: { lat: 37.7888, lng: -122.3994 },
      },
      contactName: 'Larry Bluejeans',
      contactPhone: '5555555555',
      items: [{ quantity: 4, description: 'Fried Chickens', sku: null }],
      orderTotal: { minor: 2000, currency: 'CAD' },
      deliveryFee: null,
      tip: { minor: 550, currency: 'CAD' },
      paymentMethod: 'Customer cash',
      service: '21',
      instructions: null,
      photoRequired: true,
      request: booking,
      origin: 'here',
      createdAt: 1_000,
      changedAt: 1_000,
    });
  });

  it('is a whole job once the cache has added its part', () => {
    const record = jobRecordFrom(booking, { ...made, quote: null });
    const whole = { ...record, phase: 'preparing', pending: null, revision: 1 };
    expect(jobSchema.safeParse(whole).error).toBeUndefined();
    expect(Object.keys(record).sort()).toEqual(
      Object.keys(jobSchema.shape)
        .filter((key) => !['phase', 'pending', 'revision'].includes(key))
        .sort(),
    );
  });

  it('goes without an end that is the client’s own place, and without a quote that cannot be read', () => {
    const { pick_address, ...rest } = booking;
    const record = jobRecordFrom(rest, { ...made, quote: { quotedAt: 900, answer: 'garbage' } });
    expect(pick_address).toBeDefined();
    expect(record).toMatchObject({ from: null, pickAddress: null, quote: null, price: null });
  });

  it('an edit changes what it names, and nothing else', () => {
    expect(factsFrom({ tip: 2, special_instructions: '' }, 'USD')).toEqual({
      tip: { minor: 200, currency: 'USD' },
      instructions: null,
    });
    expect(factsFrom({ deliver_to_time: '2026-11-21T11:30:00-08:00' }, 'USD')).toEqual({
      windowToAt: Date.UTC(2026, 10, 21, 19, 30),
      promiseAt: Date.UTC(2026, 10, 21, 19, 30),
    });
    expect(Object.keys(factsFrom({ deliver_address: booking.deliver_address }, 'USD')).sort()).toEqual([
      'deliverAddress',
      'recipient',
      'to',
    ]);
  });
});
