// What Orderly Hub answers about carrier accounts (seed 001), and what must come of each answer, however broken. Used by
// answers.ts.

import fc from 'fast-check';
import {
  type AnsweringSystem,
  asked,
  expect,
  expectRefused,
  isObject,
  openAnsweringDesk,
} from './answering-desk.ts';

const BASE = '/api/v1/carrier-accounts';
const ID = 'acc_0001';

const account = fc.record({
  id: fc.constant(ID),
  organizationId: fc.constant('org_1'),
  name: fc.constant('FedEx warehouse'),
  carrier: fc.constantFrom('fedex', 'ups', 'coldtrack'),
  credentials: fc.constantFrom({ apiKey: '********' }, { accountNumber: '********', childKey: '****' }),
  supportsRating: fc.boolean(),
  supportsPickup: fc.boolean(),
  supportsLabels: fc.boolean(),
  status: fc.constantFrom('active', 'inactive', 'error', 'pending'),
  isTest: fc.boolean(),
  metadata: fc.constantFrom({ shelf: '3' }, {}, null),
  createdAt: fc.constant('2026-08-04T16:00:00.000Z'),
  updatedAt: fc.constant('2026-08-04T17:00:00.000Z'),
});

const isAccount = (one: unknown) => isObject(one) && typeof one.id === 'string' && one.id !== '';
/** An id that is nothing but what nobody can see may be taken or refused. */
const isClear = (one: unknown) =>
  !isObject(one) || typeof one.id !== 'string' || /^[\x20-\x7e]*$/.test(one.id);

export const ORDERLY_HUB_ANSWERS: AnsweringSystem = {
  openDesk: () =>
    openAnsweringDesk({ provider: 'orderly-hub', label: 'Answers', secret: { apiKey: 'oh_answers' } }),
  kinds: {
    'list of accounts': {
      right: fc.record({
        data: fc.array(account, { maxLength: 4 }),
        pagination: fc.constantFrom(
          { page: 1, limit: 20, total: 4, totalPages: 1, hasMore: false },
          { page: '1', limit: '20', total: '4' },
        ),
      }),
      async check({ hand, next, connectionId }, { bytes, json, isDeep }) {
        next.set(`GET ${BASE}`, { bytes });
        await hand.clock.advance(1_000);
        const came = await asked(hand.client.carrierAccounts.list({ connectionId }));
        if (isDeep) return;
        if (!isObject(json) || !Array.isArray(json.data)) return expectRefused(came, json, 'data');
        expect(came.value !== undefined, () => `a readable list was refused: ${came.refused?.message}`);
        const readable = json.data.filter(isAccount).length;
        if (json.data.every(isClear))
          expect(
            came.value?.data.length === readable,
            () => `${readable} accounts became ${came.value?.data.length}`,
          );
        const shown = JSON.stringify(came.value);
        expect(
          !/[\u202A-\u202E\u2066-\u2069]/.test(shown),
          () => 'a text that turns its neighbours is shown',
        );
      },
    },
    'an account': {
      right: fc.record({ data: account }),
      async check({ hand, next, connectionId }, { bytes, json, isDeep }) {
        next.set(`GET ${BASE}/${ID}`, { bytes });
        await hand.clock.advance(1_000);
        const came = await asked(hand.client.carrierAccounts.get({ connectionId, id: ID }));
        if (isDeep) return;
        const data = isObject(json) ? json.data : undefined;
        if (!isAccount(data)) return expectRefused(came, json, 'data.id');
        if (!isClear(data) || !isObject(data)) return;
        expect(came.value !== undefined, () => `a readable account was refused: ${came.refused?.message}`);
        const { status, credentials } = came.value?.data ?? {};
        const said = typeof data.status === 'string' ? data.status : '';
        const plain = said.replace(/[\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\t\n\r]/gu, '');
        expect(status === plain, () => `${said} became ${status}`);
        for (const [name, value] of Object.entries(credentials ?? {}))
          expect(/^[*•x.…]+/i.test(value), () => `the credential ${name} is shown: ${value}`);
      },
    },
    'answer to a create': {
      right: fc.record({ data: account }),
      async check(desk, { bytes, json, isDeep }) {
        const { hand, next, connectionId } = desk;
        desk.number += 1;
        next.set(`POST ${BASE}`, { bytes });
        next.delete(`GET ${BASE}`);
        await hand.clock.advance(1_000);
        const came = await asked(
          hand.client.carrierAccounts.create({
            connectionId,
            account: {
              name: `Answer ${desk.number}`,
              carrier: 'coldtrack',
              credentials: { apiKey: 'ct_live_answers' },
            },
          }),
        );
        if (!isDeep && !isAccount(isObject(json) ? json.data : undefined))
          expectRefused(came, json, 'data.id');
      },
    },
    'test of an account': {
      right: fc.record({ valid: fc.boolean(), error: fc.constantFrom(null, 'Authentication failed') }),
      async check({ hand, next, connectionId }, { bytes, json, isDeep }) {
        next.set(`POST ${BASE}/${ID}/test`, { bytes });
        await hand.clock.advance(1_000);
        const came = await asked(hand.client.carrierAccounts.test({ connectionId, id: ID }));
        if (isDeep) return;
        const valid = isObject(json) ? json.valid : undefined;
        if (typeof valid !== 'boolean') return expectRefused(came, json, 'valid');
        expect(came.value?.valid === valid, () => `${valid} became ${came.value?.valid}`);
      },
    },
  },
};
