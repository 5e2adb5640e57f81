// Seed 004: the Shipping Order API.

import type { SeedCoverage } from './coverage-table.ts';

const file = (name: string) => (title: string) => `conformance/shipping-order/${name}.test.ts: ${title}`;
const token = file('access-token');
const answers = file('answers');
const errors = file('errors');
const lost = file('lost-answers');
const requests = file('requests');

const finder = (title: string) => `e2e/find-shipments.test.ts: ${title}`;

const row = (rule: string, ...shownBy: string[]) => ({ rule, procedures: [], shownBy });

export const seed004: SeedCoverage = {
  seed: '004',
  title: 'Shipping Order API',
  sections: [
    {
      title: 'OAuth2 client credentials',
      rows: [
        {
          rule: 'A token by client id and secret, for as long as it says, asked for once for many',
          procedures: ['connections.create', 'connections.test'],
          shownBy: [
            token('is asked for with Basic and a form of one field'),
            token('lives as long as a %s says, less a margin'),
            token('is asked for once, however many wait for it'),
          ],
        },
        row(
          '401: replaced once and repeated once, then signed out',
          token('that ended early is replaced once'),
          token('refused twice is a sign-out, not a third try'),
        ),
        row(
          'Neither token nor secret is in a log or an answer',
          token('stands in no log line and in no answer, nor does the secret'),
        ),
      ],
    },
    {
      title: 'Operations',
      rows: [
        {
          rule: 'POST /shipments: every field and limit, by location or with an inline pick-up',
          procedures: ['shipments.create'],
          shownBy: [
            requests('create: the sample as it stands'),
            requests('create: every field of the schema'),
            requests('%s is not sent'),
            answers('create: no id in it'),
          ],
        },
        {
          rule: 'A lost create is found by its order number in an explicit range, not sent again',
          procedures: ['outbox.list'],
          shownBy: [
            lost('is found by its order number'),
            'chaos/kill-nine-shipments.test.ts: before sending: it is sent after the restart, once',
            lost('is found after a day too'),
            lost('is not mistaken for an older one of the same number'),
          ],
        },
        {
          rule: 'POST /shipments/list: every filter, limit, pagination tokens; ranges of at most 30 days',
          procedures: ['shipments.list', 'shipments.sync'],
          shownBy: [
            requests('list: every filter of the sample'),
            answers('list: entries, both tokens'),
            answers('list: an entry nobody can read is named and costs no other'),
            finder('are found by filters, page by page, and one of them is followed'),
            finder('that cannot be told are a sentence, and what was typed stays'),
            finder('are found, paged through and followed by keys alone'),
            finder('is had at once, and says when it was and what it found'),
            lost('is asked for in ranges of at most 30 days, the oldest first, without a gap'),
            lost('is told over pages, also when the token ends between them'),
            'e2e/shipments.test.ts: goes on with a new token where the old one ends in the middle of it',
          ],
        },
        {
          rule: 'GET /shipments/{id}, with force_update',
          procedures: ['shipments.get', 'jobs.refresh'],
          shownBy: [
            requests('get: force_update only where it is wanted'),
            "conformance/shipping-order/answers.test.ts: get'",
          ],
        },
        {
          rule: 'PUT /shipments/{id}, with force_update',
          procedures: ['shipments.edit'],
          shownBy: [
            requests('edit: PUT of the sample'),
            answers('edit answers as get does'),
            lost('edit, arrived %s'),
          ],
        },
        {
          rule: 'DELETE /shipments/{id}',
          procedures: ['shipments.cancel'],
          shownBy: [
            requests('cancel and retry: no body'),
            answers('cancel: no tracking id'),
            lost('cancel, arrived %s'),
          ],
        },
        {
          rule: 'GET /shipments/{id}/status-history, with is_unique',
          procedures: ['shipments.statusHistory'],
          shownBy: [requests('history: is_unique as a text'), answers('history: oldest first by the epoch')],
        },
        {
          rule: 'POST /shipments/{id}/retry',
          procedures: ['shipments.retry'],
          shownBy: [
            requests('cancel and retry: no body'),
            answers('retry: amounts in major units'),
            lost('retry, arrived %s'),
          ],
        },
      ],
    },
    {
      title: 'Statuses and answers',
      rows: [
        row(
          'All 22 statuses, and any other raw',
          answers('are 22'),
          answers('%s is %s'),
          answers('SOMETHING_NEW'),
        ),
        row('Warnings in a success are shown', answers('warnings inside of a success are told')),
        row(
          'Windows in epoch milliseconds, records in ISO, history in words',
          answers('times in seconds, as text, ISO'),
          answers('history: oldest first by the epoch'),
        ),
        row(
          'Estimates, provider, fee, label and tracking id',
          "conformance/shipping-order/answers.test.ts: get'",
          answers('the address of a label stays whole'),
        ),
      ],
    },
    {
      title: 'Error tables',
      rows: [
        row('POST /shipments: every type, status and severity', errors('%s (%i)'), errors('DUPLICATE_ID')),
        row('POST /shipments/list', errors("list'")),
        row('GET /shipments/{id}', errors("get'")),
        row(
          'DELETE /shipments/{id}: 403 is no sign-out, 409 is success',
          errors('CANCELLATION_NOT_ALLOWED'),
          errors('ORDER_ALREADY_CANCELED'),
          errors('a 409 of a cancel under the other spelling'),
        ),
        row('PUT /shipments/{id}', errors('VALIDATION_ERROR'), errors('%s (%i)')),
        row('GET status-history', errors("status history'")),
        row('POST retry', errors('INVALID_OPERATION'), errors('%s (%i)')),
        row(
          'Transient ones are tried again by the outbox, hard ones stop with a way out',
          errors('is tried again a few times, then left to a person'),
          lost('NO_PROVIDER_MATCHED that stands in their books is there to be edited and retried'),
          'e2e/shipments.test.ts: that no provider takes is edited and placed again',
        ),
        row(
          'DUPLICATE_ID of our own earlier request is that request’s answer',
          lost('DUPLICATE_ID of our own earlier request'),
        ),
        row('429 with its end', errors('a 429 says until when')),
      ],
    },
  ],
};
