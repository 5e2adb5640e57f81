import { expect, test } from 'vitest';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { Job } from '../../shared/domain/job.ts';
import { checkBooking, checkChanges } from './check-booking.ts';
import { addressValues, valuesOfDuplicate, valuesOfJob } from './from-request.ts';

/** As another client may have sent it: microseconds, strings for numbers, all of the seed's parameters. */
const request = {
  live: true,
  order_contact_name: 'Larry Bluejeans',
  order_contact_phone: '5555555555',
  pick_address: { street_address: '565 Ellis St', city: 'San Francisco', state: 'CA', zip_code: '94109' },
  deliver_address: {
    address_name: 'Important Office Building',
    street_address: '560 Mission St',
    floor: '13th floor',
    city: 'San Francisco',
    state: 'CA',
    zip_code: '94105',
    contact: 'P. Pete',
    phone_number: '4155550100',
    special_instructions: 'Go to the messenger center',
  },
  ready_time: '2014-08-04T13:54:28.630613-07:00',
  deliver_from_time: '2014-08-04T14:24:28.630613-0700',
  deliver_to_time: '2014-08-04T15:54:28.630613-07:00',
  webhook_url: 'https://www.myawesomecompany.io/order/1234/',
  reference: 'BILL-7',
  service_id: 21,
  payment_method: 2,
  order_total: 20,
  delivery_fee: 3.5,
  tip: '5.00',
  job_items: [{ quantity: 4, description: 'Fried Chickens', sku: 'CH-1' }],
  special_instructions: 'Ring twice',
  photo: true,
  external_id: 'ORDER-1234',
};

function job(more: Partial<Job> = {}): Job {
  return {
    id: 'job-1' as JobId,
    provider: 'twinjet',
    connectionId: 'connection-1' as ConnectionId,
    status: 'accepted',
    phase: 'waiting',
    rawStatus: '50',
    rawStatusText: 'Accepted',
    reference: null,
    externalIds: { requestId: 'A1B2C3D4E5', jobId: null, externalId: null, trackingId: null },
    recipient: null,
    from: null,
    to: null,
    windowFromAt: null,
    windowToAt: null,
    promiseAt: null,
    courierId: null,
    courierName: null,
    price: null,
    sourceAt: null,
    receivedAt: null,
    trouble: null,
    pending: null,
    tags: [],
    archived: false,
    createdAt: 0,
    revision: 1,
    pickAddress: null,
    deliverAddress: null,
    readyAt: null,
    contactName: null,
    contactPhone: null,
    items: [],
    orderTotal: null,
    deliveryFee: null,
    tip: null,
    paymentMethod: null,
    service: null,
    instructions: null,
    photoRequired: false,
    quote: null,
    remarks: null,
    request,
    origin: 'here',
    note: null,
    changedAt: 0,
    ...more,
  };
}

test('a job comes back into the form with everything that was booked', () => {
  expect(valuesOfJob(job())).toMatchObject({
    connectionId: 'connection-1',
    order_contact_name: 'Larry Bluejeans',
    pick_address: { street_address: '565 Ellis St', address_name: '' },
    deliver_address: request.deliver_address,
    ready_day: '2014-08-04',
    ready_time: '13:54:28',
    deliver_from_time: '14:24:28',
    deliver_to_time: '15:54:28',
    service_id: '21',
    payment_method: '2',
    order_total: '20.00',
    delivery_fee: '3.50',
    tip: '5.00',
    job_items: [{ quantity: '4', description: 'Fried Chickens', sku: 'CH-1' }],
    photo: true,
    external_id: 'ORDER-1234',
  });
});

test('opened for a change and left alone, nothing would be sent', () => {
  const values = valuesOfJob(job());
  expect(checkChanges(values, values, 'us')).toEqual({ ok: true, value: {} });
});

test('a change that is still on its way counts already', () => {
  const values = valuesOfJob(job(), [{ tip: 6, special_instructions: '' }, { tip: 7 }]);
  expect(values).toMatchObject({ tip: '7.00', special_instructions: '', order_total: '20.00' });
});

test('a duplicate keeps the work, shifts the times and has a number of its own', () => {
  const now = Date.parse('2026-08-04T09:58:00-07:00');
  const checked = checkBooking(valuesOfDuplicate(job(), now), 'us');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  expect(checked.value).toMatchObject({
    reference: 'BILL-7',
    deliver_address: request.deliver_address,
    ready_time: '2026-08-04T10:00:00-07:00',
    deliver_from_time: '2026-08-04T10:30:00-07:00',
    deliver_to_time: '2026-08-04T12:00:00-07:00',
  });
  expect(checked.value).not.toHaveProperty('external_id');
});

test('a job made elsewhere brings what little is known of it', () => {
  const values = valuesOfJob(
    job({ request: null, origin: 'followed', reference: 'BILL-9', contactName: 'Larry' }),
  );
  expect(values).toMatchObject({
    reference: 'BILL-9',
    order_contact_name: 'Larry',
    ready_time: '',
    job_items: [],
  });
});

test.each([
  [{}],
  ['text'],
  [42],
  [{ deliver_address: 'here', job_items: [null, 7], ready_time: 5, tip: {} }],
])('a request that is %j opens an empty form instead of none', (odd) => {
  expect(valuesOfJob(job({ request: odd }))).toMatchObject({ ready_time: '', tip: '', reference: '' });
});

test('a recent address fills all of its fields', () => {
  const address = {
    name: 'TCB Courier',
    street: '565 Ellis St',
    unit: null,
    city: 'San Francisco',
    region: 'CA',
    postalCode: '94109',
    contact: 'Larry',
    phone: null,
    instructions: 'Come right in',
    position: null,
  };
  expect(addressValues(address)).toEqual({
    address_name: 'TCB Courier',
    street_address: '565 Ellis St',
    floor: '',
    city: 'San Francisco',
    state: 'CA',
    zip_code: '94109',
    contact: 'Larry',
    phone_number: '',
    special_instructions: 'Come right in',
  });
});
