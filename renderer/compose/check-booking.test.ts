// What is typed leaves as the seed's payload (seed 002, "Example New Job JSON Payload" and its tables of parameters).
import { describe, expect, test } from 'vitest';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { SEED_DELIVER, SEED_PICK, seedJob } from '../../test/support/seed-job.ts';
import { checkBooking, checkChanges } from './check-booking.ts';
import { type ComposeValues, EMPTY_ADDRESS, emptyValues } from './compose-values.ts';

const TIMES = {
  ready_time: '2014-08-04T13:54:28-07:00',
  deliver_from_time: '2014-08-04T13:54:28-07:00',
  deliver_to_time: '2014-08-04T14:54:28-07:00',
};
/** The seed's sample without its token; its microseconds are not something a person types. */
const sample = seedJob({ ...TIMES, webhook_url: 'https://www.myawesomecompany.io/order/1234/' });

const typed: ComposeValues = {
  ...emptyValues('connection-1' as ConnectionId),
  order_contact_name: 'Larry Bluejeans',
  order_contact_phone: '5555555555',
  pick_address: { ...EMPTY_ADDRESS, ...SEED_PICK },
  deliver_address: { ...EMPTY_ADDRESS, ...SEED_DELIVER },
  ready_day: '2014-08-04',
  ready_time: '13:54:28',
  deliver_day: '2014-08-04',
  deliver_from_time: '13:54:28',
  deliver_to_time: '14:54:28',
  service_id: '21',
  order_total: '20.00',
  tip: '5.00',
  webhook_url: 'https://www.myawesomecompany.io/order/1234/',
  job_items: [
    { quantity: '4', description: 'Fried Chickens', sku: '' },
    { quantity: '1', description: 'Coke', sku: '' },
  ],
};

function booked(values: ComposeValues) {
  const checked = checkBooking(values, 'us');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}

function problems(values: ComposeValues, rules: 'us' | 'relaxed' = 'us'): Record<string, string> {
  const checked = checkBooking(values, rules);
  if (checked.ok) throw new Error('Nothing was wrong with it.');
  return Object.fromEntries(checked.problems.map(({ field, message }) => [field, message]));
}

describe('a new job', () => {
  test('typed like the sample of the seed leaves like the sample, field by field', () => {
    expect(booked(typed)).toStrictEqual(sample);
  });

  test('carries every other parameter too, each under its own name and type', () => {
    const more: ComposeValues = {
      ...typed,
      live: false,
      reference: 'BILL-7',
      payment_method: '6',
      delivery_fee: '3.25',
      special_instructions: 'Ring twice',
      photo: true,
      external_id: 'ORDER-1234',
      deliver_address: { ...typed.deliver_address, phone_number: '4155550100' },
      job_items: [{ quantity: '2', description: '', sku: 'CH-1' }],
    };
    expect(booked(more)).toStrictEqual({
      ...sample,
      live: false,
      reference: 'BILL-7',
      payment_method: 6,
      delivery_fee: 3.25,
      special_instructions: 'Ring twice',
      photo: true,
      external_id: 'ORDER-1234',
      deliver_address: { ...sample.deliver_address, phone_number: '4155550100' },
      job_items: [{ quantity: 2, sku: 'CH-1' }],
    });
  });

  test.each(['pick_address', 'deliver_address'] as const)('without %s leaves it out altogether', (end) => {
    const { [end]: _, ...rest } = sample;
    expect(booked({ ...typed, [end]: EMPTY_ADDRESS })).toStrictEqual(rest);
  });

  test('needs one of the two addresses', () => {
    const values = { ...typed, pick_address: EMPTY_ADDRESS, deliver_address: EMPTY_ADDRESS };
    expect(Object.keys(problems(values))).toEqual(['deliver_address.street_address']);
  });

  test('an address that is begun has to be finished', () => {
    const values = { ...typed, pick_address: { ...EMPTY_ADDRESS, contact: 'Larry' } };
    expect(Object.keys(problems(values)).sort()).toEqual([
      'pick_address.city',
      'pick_address.state',
      'pick_address.street_address',
      'pick_address.zip_code',
    ]);
  });

  test('a state is two letters and a zip five digits, unless the rules are relaxed', () => {
    const values = {
      ...typed,
      deliver_address: { ...typed.deliver_address, state: 'Quebec', zip_code: 'H2X 1Y4' },
    };
    expect(Object.keys(problems(values)).sort()).toEqual([
      'deliver_address.state',
      'deliver_address.zip_code',
    ]);
    const checked = checkBooking(values, 'relaxed');
    expect(checked.ok && checked.value.deliver_address).toMatchObject({
      state: 'Quebec',
      zip_code: 'H2X 1Y4',
    });
    const small = { ...typed, deliver_address: { ...typed.deliver_address, state: 'ca' } };
    expect(booked(small).deliver_address?.state).toBe('CA');
  });

  test('everything that is wrong is said at once, each at its own field', () => {
    const values: ComposeValues = {
      ...typed,
      order_contact_name: ' ',
      order_contact_phone: '',
      ready_time: 'soon',
      deliver_from_time: '15:00',
      deliver_to_time: '14:00',
      webhook_url: 'myawesomecompany',
      service_id: 'express',
      order_total: '20,50',
      tip: 'no',
      external_id: 'X'.repeat(101),
      job_items: [
        { quantity: '1', description: '', sku: '' },
        { quantity: 'some', description: 'Fried Chickens', sku: '' },
        { quantity: '0', description: 'Coke', sku: '' },
      ],
    };
    expect(Object.keys(problems(values)).sort()).toEqual([
      'deliver_to_time',
      'external_id',
      'job_items.1.quantity',
      'job_items.2.quantity',
      'order_contact_name',
      'order_contact_phone',
      'order_total',
      'ready_time',
      'service_id',
      'tip',
      'webhook_url',
    ]);
  });

  test('lines that were left empty are not sent, and do not move the errors of the others', () => {
    const values: ComposeValues = {
      ...typed,
      job_items: [
        { quantity: '1', description: ' ', sku: '' },
        { quantity: '3', description: '', sku: '' },
        { quantity: '', description: 'Coke', sku: '' },
      ],
    };
    expect(booked(values).job_items).toEqual([{ quantity: 3 }, { quantity: 1, description: 'Coke' }]);
  });
});

describe('a change', () => {
  const changes = (values: Partial<ComposeValues>, before = typed) => {
    const checked = checkChanges({ ...before, ...values }, before, 'us');
    return checked.ok ? checked.value : checked.problems;
  };

  test('that changes nothing sends nothing', () => {
    expect(changes({})).toEqual({});
    expect(changes({ order_contact_name: 'Larry Bluejeans ', tip: '5' })).toEqual({});
  });

  test('sends only what is different', () => {
    expect(changes({ tip: '6', order_contact_phone: '4155550100' })).toEqual({
      order_contact_phone: '4155550100',
      tip: 6,
    });
    expect(changes({ deliver_to_time: '15:30' })).toEqual({ deliver_to_time: '2014-08-04T15:30:00-07:00' });
    expect(changes({ payment_method: '1', service_id: '22' })).toEqual({ payment_method: 1, service_id: 22 });
  });

  test('sends another day as both ends of the window', () => {
    expect(changes({ deliver_day: '2014-08-05' })).toEqual({
      deliver_from_time: '2014-08-05T13:54:28-07:00',
      deliver_to_time: '2014-08-05T14:54:28-07:00',
    });
  });

  test('sends an address and the items whole', () => {
    const deliver = { ...typed.deliver_address, floor: '14th floor' };
    expect(changes({ deliver_address: deliver })).toEqual({
      deliver_address: { ...sample.deliver_address, floor: '14th floor' },
    });
    expect(changes({ job_items: [{ quantity: '4', description: 'Fried Chickens', sku: '' }] })).toEqual({
      job_items: [{ quantity: 4, description: 'Fried Chickens' }],
    });
  });

  test('says that a text was emptied', () => {
    const before = { ...typed, special_instructions: 'Ring twice' };
    expect(changes({ special_instructions: '' }, before)).toEqual({ special_instructions: '' });
    expect(changes({ job_items: [] })).toEqual({ job_items: [] });
    expect(changes({ deliver_address: { ...typed.deliver_address, contact: '' } })).toEqual({
      deliver_address: { ...sample.deliver_address, contact: '' },
    });
  });

  test.each([
    [{ order_total: '' }, 'order_total'],
    [{ service_id: '' }, 'service_id'],
    [{ webhook_url: '' }, 'webhook_url'],
    [{ ready_time: '', ready_day: '' }, 'ready_time'],
    [{ order_contact_name: '' }, 'order_contact_name'],
    [{ deliver_address: EMPTY_ADDRESS }, 'deliver_address.street_address'],
  ] as [Partial<ComposeValues>, string][])(
    'cannot take back %o, and says so at its field',
    (values, field) => {
      expect(changes(values)).toMatchObject([{ field }]);
    },
  );

  test('never names what TwinJet does not change after booking', () => {
    expect(changes({ reference: 'BILL-8', photo: true, external_id: 'OTHER', live: false })).toEqual({});
  });

  test('looks at nothing but the changed fields', () => {
    // A job made elsewhere: nothing is known of it.
    const unknown = emptyValues('connection-1' as ConnectionId);
    expect(changes({ special_instructions: 'Ring twice' }, unknown)).toEqual({
      special_instructions: 'Ring twice',
    });
    // A job booked under relaxed rules.
    const elsewhere = { ...typed, pick_address: { ...typed.pick_address, zip_code: 'H2X 1Y4' } };
    expect(changes({ tip: '7' }, elsewhere)).toEqual({ tip: 7 });
    expect(changes({ pick_address: { ...elsewhere.pick_address, floor: '2' } }, elsewhere)).toMatchObject([
      { field: 'pick_address.zip_code' },
    ]);
  });

  test('does not turn the window round', () => {
    expect(changes({ deliver_from_time: '15:30' })).toMatchObject([{ field: 'deliver_to_time' }]);
  });
});
