// Seed 003: AfterShip for J-Net, trackings and shipping.

import type { CoverageRow, SeedCoverage } from './coverage-table.ts';

const file = (name: string) => (title: string) => `conformance/aftership/${name}.test.ts: ${title}`;
const requests = file('requests');
const answers = file('answers');
const failures = file('failures');
const lost = file('lost-answers');
const signatures = file('signatures');
const theirs = file('their-own-client');
const shipping = (title: string) => `conformance/aftership-shipping/requests-and-answers.test.ts: ${title}`;
const shippingFailures = (title: string) => `conformance/aftership-shipping/failures.test.ts: ${title}`;
const formToWire = (title: string) => `conformance/aftership-shipping/form-to-wire.test.ts: ${title}`;
const onScreen = (title: string) => `e2e/trackings.test.ts: ${title}`;
const changes = (title: string) => `electron/core/connections/connection-changes.test.ts: ${title}`;
const labelsOnScreen = (title: string) => `e2e/labels.test.ts: ${title}`;
const service = (title: string) => `electron/core/labels/labels-service.test.ts: ${title}`;

/** A heading of the seed that only names an API: create, get and list, and how it fails. */
function heading(rule: string, procedures: string[], path: string, more: string[] = []): CoverageRow {
  return {
    rule,
    procedures,
    shownBy: [
      shipping(`'${path}', `),
      shipping('create: POST with every field as AfterShip names it'),
      shipping('list: with its filters, a page and the way to the next'),
      ...more,
    ],
  };
}

export const seed003: SeedCoverage = {
  seed: '003',
  title: 'AfterShip for J-Net',
  sections: [
    {
      title: 'Access',
      rows: [
        {
          rule: 'as-api-key on every request; the two signatures as an option',
          procedures: ['connections.create', 'connections.test'],
          shownBy: [
            changes('is signed from the next request on, with another key or with the same, and no longer'),
            signatures('%s: every kind of request is let through'),
            signatures('a wrong secret signs the connection out'),
            failures('stands in no sentence, no body and no news'),
          ],
        },
        {
          rule: 'API 2024-04 and 2026-07, chosen by the connection, one model of a parcel',
          procedures: ['connections.update'],
          shownBy: [
            changes('is asked in the other version from the next request on, and back'),
            answers('%s: becomes the same news'),
            theirs('our client over the same parcels'),
            theirs('creates, reads, changes, completes, retracks and deletes a parcel'),
          ],
        },
      ],
    },
    {
      title: 'Trackings',
      rows: [
        {
          rule: 'Create: tracking_number of 4 to 100 characters, slug j-net unless another is named, title, order_id, promised date',
          procedures: ['aftership.createTracking'],
          shownBy: [
            requests(
              'posts every parameter of the document under tracking, slug j-net unless another is named',
            ),
            requests('a tracking number with %s does not leave'),
            requests('a number of %s characters leaves'),
          ],
        },
        {
          rule: 'The promised date has no time zone and is not shifted',
          procedures: [],
          shownBy: [
            answers('a promised day is the day as written'),
            requests('goes bare to 2026-07, the promised day in its object'),
          ],
        },
        {
          rule: 'Duplicate (4003): already followed, and that tracking is opened',
          procedures: ['aftership.createTracking'],
          shownBy: [
            lost('a duplicate becomes the parcel that is there, and says so'),
            'e2e/trackings.test.ts: that is followed already opens',
          ],
        },
        {
          rule: 'A lost create is found by number and courier, not sent again',
          procedures: ['outbox.list'],
          shownBy: [
            lost('a lost create is found by its number and courier'),
            'chaos/kill-nine-parcels.test.ts: accepted but unanswered',
          ],
        },
        {
          rule: 'Retrieve: fields and lang',
          procedures: ['aftership.getTracking', 'jobs.refresh'],
          shownBy: [
            requests('Retrieve a tracking: fields and lang'),
            answers('%s: reads the same for the panel'),
          ],
        },
        {
          rule: 'Update: smses and emails of at most 3, [] clears, note "" clears, title, customer_name, order_id, order_id_path, language, promised date; what is absent stays',
          procedures: ['aftership.updateTracking'],
          shownBy: [
            requests('puts %s alone: %j'),
            requests('does not leave with %s %j'),
            lost('a lost clearing is done once nothing is there'),
          ],
        },
        {
          rule: 'Update: the promised day is taken back in 2026-07 (null), and 2024-04, which documents no way, says so',
          procedures: ['aftership.updateTracking'],
          shownBy: [
            requests('2026-07 takes a promised day back; 2024-04 has no word for it and is not asked'),
            lost('a promised day that was taken back is gone, and its clearing found'),
            onScreen('its promised day is taken back once'),
          ],
        },
        {
          rule: 'Delete',
          procedures: ['aftership.deleteTracking'],
          shownBy: [
            requests('%s: Delete a tracking'),
            lost('a lost removal is done once the parcel is gone'),
          ],
        },
        {
          rule: 'Retrack an expired one, three times at most',
          procedures: ['aftership.retrack'],
          shownBy: [
            requests('%s: Retrack an expired tracking, without a body'),
            lost('retracks three times and not a fourth'),
            'e2e/trackings.test.ts: is marked as lost, tracked again with its count',
          ],
        },
        {
          rule: 'Mark as completed: DELIVERED (Delivered_001), LOST (Exception_013), RETURNED_TO_SENDER (Exception_011)',
          procedures: ['aftership.markCompleted'],
          shownBy: [
            requests('%s: Mark tracking as completed, %s, never wrapped'),
            answers('completed as %s'),
          ],
        },
        {
          rule: 'The list, incremental by what was changed, in pages or by cursor',
          procedures: ['jobs.query'],
          shownBy: [
            requests('%s: the next page by %s'),
            theirs('meets every parcel once, then only what has changed'),
            answers('one that cannot be read is named, its neighbours are kept'),
          ],
        },
        {
          rule: 'The nine tags, the subtags with their messages, any other raw',
          procedures: ['jobs.query'],
          shownBy: [
            answers('%s is %s'),
            answers('%s is an end: %s'),
            answers('unknown ones are shown as they came'),
            theirs('has all nine tags on one board'),
          ],
        },
        {
          rule: 'Checkpoints: times, places, messages',
          procedures: ['jobs.get'],
          shownBy: [
            answers('come in the order of their times'),
            answers('a time without an offset is not taken for UTC'),
            answers('coordinates under the older name, and numbers as text'),
          ],
        },
        {
          rule: 'Couriers, and which one a number may belong to',
          procedures: ['aftership.couriers', 'aftership.detectCouriers'],
          shownBy: [requests('%s: couriers, all: %s'), requests('%s: detect a courier')],
        },
        {
          rule: 'meta.code and meta.type to sentences: BadRequest, Unauthorized, Forbidden, NotFound, TooManyRequests, InternalError',
          procedures: [],
          shownBy: [
            failures('of a new tracking: HTTP %i, code %i (%s)'),
            failures('429 says from when on asking makes sense'),
            failures('%s: it is not known, and it leaves once'),
          ],
        },
      ],
    },
    {
      title: 'Last checkpoint',
      rows: [
        {
          rule: 'Get last checkpoint: fields and lang; tag, subtag and its message',
          procedures: ['aftership.lastCheckpoint'],
          shownBy: [
            requests('Get last checkpoint: by the tracking id, with fields and lang'),
            answers('2024-04: the sample answer'),
          ],
        },
      ],
    },
    {
      title: 'Estimated delivery date',
      rows: [
        {
          rule: 'predict-batch with every field of the object, 1 to 5 of them',
          procedures: ['aftership.predictDeliveryDates'],
          shownBy: [requests('posts every field of the object'), requests('%i items leave in their order')],
        },
        {
          rule: 'pickup_time or estimated_pickup; one that does not meet the rules fails the batch, and it is said which',
          procedures: [],
          shownBy: [
            requests('an item %s does not pass'),
            'e2e/trackings.test.ts: a batch with one bad delivery says which',
            requests('takes either pick-up alone'),
            failures('entries of meta.errors name their fields by the names of the contract'),
          ],
        },
      ],
    },
    {
      title: 'Shipping: the eight headings',
      rows: [
        heading('Rate', ['labels.rates.calculate', 'labels.rates.get', 'labels.rates.list'], 'rates', [
          shippingFailures('rates that came in part are there, with what failed'),
          formToWire('its rates are asked for with the same shipment, typed once'),
          labelsOnScreen('what was asked for and cancelled is found again'),
        ]),
        heading('Label', ['labels.create', 'labels.get', 'labels.list', 'labels.file'], 'labels', [
          service('whose answer is lost is found, and not sent again'),
          service('that cannot be found waits for a person'),
          'chaos/kill-nine-labels.test.ts: made but unanswered',
          formToWire('an international label leaves as AfterShip documents it'),
          labelsOnScreen('rates side by side, a label bought, shown, followed, cancelled'),
          labelsOnScreen('an international label with two items, customs and a third party that pays'),
        ]),
        heading(
          'Manifest',
          ['labels.manifests.create', 'labels.manifests.get', 'labels.manifests.list'],
          'manifests',
        ),
        heading(
          'Cancel label',
          ['labels.cancelLabels.create', 'labels.cancelLabels.get', 'labels.cancelLabels.list'],
          'cancel-labels',
          [
            service('that is cancelled twice is cancelled once'),
            labelsOnScreen('what was asked for and cancelled is found again'),
          ],
        ),
        heading('Pickup', ['labels.pickups.create', 'labels.pickups.get', 'labels.pickups.list'], 'pickups', [
          shipping('a pick-up with %s is refused before it leaves'),
          'renderer/labels/pickup-draft.test.ts: parcels go with their account, their service and their size',
          labelsOnScreen('parcels without a label are picked up'),
        ]),
        heading(
          'Cancel pickup',
          ['labels.cancelPickups.create', 'labels.cancelPickups.get', 'labels.cancelPickups.list'],
          'cancel-pickups',
        ),
        {
          rule: 'Shipper account: list, create, get, update, delete, credentials, settings',
          procedures: [
            'labels.shipperAccounts.list',
            'labels.shipperAccounts.get',
            'labels.shipperAccounts.create',
            'labels.shipperAccounts.update',
            'labels.shipperAccounts.replaceCredentials',
            'labels.shipperAccounts.updateSettings',
            'labels.shipperAccounts.remove',
          ],
          shownBy: [
            shipping('create sends the credentials, and nothing that comes back or is logged has them'),
            shipping('settings: the two pictures, and only they come back'),
            shipping('list by courier, and get'),
            service('credentials are in nothing that is kept'),
          ],
        },
        {
          rule: 'Address validation (beta), with the suggested correction',
          procedures: ['labels.addressValidations.create'],
          shownBy: [shipping('address validation: what was typed, and what AfterShip recommends')],
        },
        {
          rule: 'Errors inside HTTP 200 and pending (3001) are states',
          procedures: [
            'labels.attempts.list',
            'labels.attempts.look',
            'labels.attempts.sendAgain',
            'labels.attempts.putAway',
          ],
          shownBy: [
            shippingFailures('inside HTTP 200'),
            shippingFailures('%s: pending or not'),
            shippingFailures('pending without an id cannot be followed'),
          ],
        },
        {
          rule: 'What a courier cannot do (4171, 4140) is said beforehand where it can be known',
          procedures: ['labels.couriers.list'],
          shownBy: [
            shipping('couriers: what each can do'),
            labelsOnScreen('an account that is gone is said where it matters, before it is asked'),
          ],
        },
      ],
    },
  ],
};
