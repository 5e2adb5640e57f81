// What AfterShip's shipping v3 answers about labels and rates, and what must come of each answer, however broken: a label is
// money, so what may have been made is never forgotten. Used by answers.ts.

import fc from 'fast-check';
import { labelFor } from '../systems/aftership-labels.ts';
import {
  type AnsweringSystem,
  asked,
  expect,
  expectRefused,
  isObject,
  openAnsweringDesk,
  wordOf,
} from './answering-desk.ts';

const BASE = '/postmen/v3';
const ID = '6f0a2c0e-7a52-4f3b-9d52-1f6c1f1d0b01';

const words = (text: string) => fc.constantFrom(text, '', null);
const time = fc.constantFrom('2026-08-04T17:00:00+00:00', '2026-08-04T17:00:00.000Z');
const money = fc.record({ currency: fc.constant('USD'), amount: fc.constantFrom(8.4, 12, '8.40') });

const rate = fc.record({
  shipper_account: fc.record({
    id: fc.constant(ID),
    slug: fc.constant('fedex'),
    description: words('FedEx'),
  }),
  service_type: fc.constant('fedex_ground'),
  service_name: words('FedEx Ground'),
  charge_weight: fc.record({ unit: fc.constant('kg'), value: fc.constant(1.5) }),
  total_charge: money,
  delivery_date: words('2026-08-06T18:00:00+00:00'),
  transit_time: fc.constantFrom(3, null),
  detailed_charges: fc.array(fc.record({ type: fc.constant('base'), charge: money }), { maxLength: 2 }),
  error_message: fc.constant(null),
  info_message: words('Hand over before 16:00.'),
});

const label = fc.record({
  id: fc.constant(ID),
  status: fc.constantFrom('created', 'creating', 'failed', 'cancelled', 'manifested'),
  ship_date: fc.constant('2026-08-04'),
  tracking_numbers: fc.constantFrom(['794600000001'], []),
  references: fc.constantFrom(['PO-17'], []),
  files: fc.record({
    label: fc.constantFrom(
      { paper_size: '4x6', url: 'https://papers.example.com/1.pdf', file_type: 'pdf' },
      null,
    ),
    invoice: fc.constant(null),
  }),
  rate,
  shipper_account: fc.record({
    id: fc.constant(ID),
    slug: fc.constant('fedex'),
    description: words('FedEx'),
  }),
  service_type: fc.constant('fedex_ground'),
  order_number: words('GG-2201'),
  order_id: words('2201'),
  created_at: time,
  updated_at: time,
});

const enveloped = (data: fc.Arbitrary<unknown>) =>
  fc.record({
    meta: fc.record({ code: fc.constant(200), message: fc.constant('OK'), details: fc.constant([]) }),
    data,
  });

/** What an answer holds, where its envelope says that all is well. */
function dataIn(json: unknown): Record<string, unknown> | null {
  if (!isObject(json) || !isObject(json.meta) || json.meta.code !== 200) return null;
  return isObject(json.data) ? json.data : {};
}

export const AFTERSHIP_LABEL_ANSWERS: AnsweringSystem = {
  openDesk: () =>
    openAnsweringDesk({
      provider: 'aftership',
      label: 'Answers',
      options: { shippingBaseUrl: 'https://postmen.example.com' },
      secret: { apiKey: 'asat-answers' },
    }),
  kinds: {
    'list of labels': {
      right: enveloped(
        fc.record({
          limit: fc.constant(20),
          next_token: fc.constantFrom(null, 'MjA'),
          labels: fc.array(label, { maxLength: 3 }),
        }),
      ),
      async check({ hand, next, connectionId }, { bytes, json, isDeep }) {
        next.set(`GET ${BASE}/labels`, { bytes });
        await hand.clock.advance(1_000);
        const came = await asked(hand.client.labels.list({ connectionId }));
        const data = dataIn(json);
        if (isDeep || data === null) return;
        if (!Array.isArray(data.labels)) return expectRefused(came, json, 'data.labels');
        const readable = data.labels.filter((one) => isObject(one) && wordOf(one.id) !== null);
        expect(came.value !== undefined, () => `a readable list was refused: ${came.refused?.message}`);
        expect(
          came.value?.items.length === readable.length,
          () => `${readable.length} labels became ${came.value?.items.length}`,
        );
      },
    },
    'a label': {
      right: enveloped(label),
      async check({ hand, next, connectionId }, { bytes, json, isDeep }) {
        next.set(`GET ${BASE}/labels/${ID}`, { bytes });
        await hand.clock.advance(1_000);
        const came = await asked(hand.client.labels.get({ connectionId, id: ID }));
        const data = dataIn(json);
        if (isDeep || data === null) return;
        if (wordOf(data.id) === null) return expectRefused(came, json, 'data.id');
        expect(came.value !== undefined, () => `a readable label was refused: ${came.refused?.message}`);
        const status = typeof data.status === 'string' ? (wordOf(data.status) ?? '') : '';
        const said = came.value?.label.status.trim();
        expect(said === status, () => `${data.status} became ${said}`);
      },
    },
    'answer to a create': {
      right: enveloped(label),
      async check(desk, { bytes, json, isDeep }) {
        const { hand, next, connectionId } = desk;
        desk.number += 1;
        const request = labelFor(`ANSWER-${desk.number}`);
        next.set(`POST ${BASE}/labels`, { bytes });
        next.delete(`GET ${BASE}/labels`);
        await hand.clock.advance(1_000);
        const came = await asked(hand.client.labels.create({ connectionId, request }));
        const { attempts } = await hand.client.labels.attempts.list({ connectionId });
        const data = dataIn(json);
        if (came.value !== undefined) {
          expect(attempts.length === 0, () => 'a label that was made is still looked for');
        } else if (data !== null || !isObject(json)) {
          // Nobody said that it was refused: it may have been made, and somebody must know.
          expect(
            attempts.length === 1,
            () => `nobody looks for a label without an answer: ${came.refused?.message}`,
          );
        }
        if (!isDeep && data !== null) {
          if (wordOf(data.id) === null) expectRefused(came, json, 'data.id');
          else expect(came.value !== undefined, () => `a made label was refused: ${came.refused?.message}`);
        }
        for (const { id } of attempts) await hand.client.labels.attempts.putAway({ id });
      },
    },
    rates: {
      right: enveloped(
        fc.record({
          id: fc.constant(ID),
          status: fc.constant('calculated'),
          rates: fc.array(rate, { maxLength: 3 }),
          created_at: time,
        }),
      ),
      async check({ hand, next, connectionId }, { bytes, json, isDeep }) {
        next.set(`POST ${BASE}/rates`, { bytes });
        await hand.clock.advance(1_000);
        const { shipment, shipper_account } = labelFor('RATES');
        const came = await asked(
          hand.client.labels.rates.calculate({
            connectionId,
            request: { shipment, shipper_accounts: [shipper_account] },
          }),
        );
        const data = dataIn(json);
        if (!isDeep && data !== null && wordOf(data.id) === null) expectRefused(came, json, 'data.id');
      },
    },
  },
};
