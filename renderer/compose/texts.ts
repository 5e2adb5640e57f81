// Words of the booking form and of "follow a job".

import { TWINJET_PAYMENT_METHODS } from '../../shared/contract/twinjet.ts';
import type { ProviderName } from '../../shared/domain/provider-name.ts';
import type { AddressEnd } from './compose-values.ts';

/** One of the ids by which a system finds a job. */
export interface FollowId {
  value: 'requestId' | 'jobId' | 'externalId' | 'reference' | 'trackingId';
  label: string;
  hint: string;
}

const BOTH_ENDS: Record<AddressEnd, string> = { pick_address: 'pick-up', deliver_address: 'delivery' };

export const texts = {
  titles: { new: 'New job', edit: 'Edit job', duplicate: 'New job, like', follow: 'Follow a job' },
  shortcuts: 'Booking',

  // The account
  connection: 'Client',
  chooser: {
    title: 'New',
    lead: 'What is to be moved?',
    kinds: {
      courier: {
        name: 'By courier, today',
        more: 'Picked up and brought within hours; quoted before it is sent.',
      },
      shipment: {
        name: 'Shipment over many providers',
        more: 'Offered to the delivery providers of your account; the best one takes it.',
      },
      tracking: { name: 'A parcel to follow', more: 'On its way already: type its tracking number.' },
      label: { name: 'A label to print', more: 'Compare rates, print the label, hand the parcel over.' },
    },
    needs: (system: string) => `Needs ${/^[AEIOU]/.test(system) ? 'an' : 'a'} ${system} account`,
    byNumber: (number: number) => `Choose number ${number}`,
  },
  noConnection: 'There is no TwinJet account to book with.',
  noConnectionWhy: 'Connect one first; the practice workspace brings three of its own.',
  addConnection: 'Connect an account',
  health: (state: string, message: string | null) =>
    `${message ?? HEALTH[state] ?? ''} You can send: the job waits in the outbox and leaves when the connection is back.`.trim(),

  bookedBefore: (number: string) =>
    `This booking is on the board already, as ${number}: only its confirmation was lost on the way here. Change that job, or throw this draft away.`,

  // Contact
  contact: 'Order contact',
  contactHint: 'Whom the courier company calls when something is wrong with the order; not the recipient.',
  contactName: 'Name',
  contactPhone: 'Phone',

  // Addresses
  ends: { pick_address: 'Pick up', deliver_address: 'Deliver' } satisfies Record<AddressEnd, string>,
  ownLocation: {
    pick_address: 'Left empty, the courier picks up at the client’s own location.',
    deliver_address: 'Left empty, the courier delivers to the client’s own location.',
  } satisfies Record<AddressEnd, string>,
  ownLocationShort: 'The client’s own location',
  enterAddress: 'Enter an address',
  clearAddress: 'Clear',
  clearAddressLong: (end: AddressEnd) => `Clear the ${BOTH_ENDS[end]} address`,
  address: {
    address_name: 'Name or company',
    street_address: 'Street and number',
    floor: 'Floor, unit',
    city: 'City',
    state: 'State',
    zip_code: 'Zip',
    contact: 'Contact',
    phone_number: 'Phone',
    special_instructions: 'Instructions for this address',
  },
  relaxed: { state: 'State or province', zip_code: 'Postal code' },
  recent: (end: AddressEnd) => `Recent ${BOTH_ENDS[end]} addresses`,
  foundAs: (line: string) => `Found as ${line}`,
  outside: (end: AddressEnd, own: boolean, said: string) =>
    `${own ? `The client’s own location as ${BOTH_ENDS[end]}` : `The ${BOTH_ENDS[end]} address`} is refused: ${said.replace(/[.\s]*$/, '')}. Change it before you send.`,

  // Times
  when: 'When',
  ready: 'Ready for pick-up',
  readyDay: 'Ready on',
  from: 'Deliver from',
  to: 'until',
  day: 'on',
  endDay: 'Ends on',
  endsOn: (day: string) => `Ends on ${day}.`,
  anotherDay: 'Ends on another day',
  sameDay: 'Ends the same day',
  readyNow: 'Ready now',
  lengths: [
    { label: '30 min', ms: 30 * 60_000 },
    { label: '1 h', ms: 60 * 60_000 },
    { label: '2 h', ms: 120 * 60_000 },
    { label: '4 h', ms: 240 * 60_000 },
  ],
  lengthOf: (label: string) => `A window of ${label}`,
  zone: (offset: string, name: string) =>
    `Times of this computer: UTC${offset.replace('-', '−')}${name === '' ? '' : ` (${name})`}`,
  zones: (ready: string, from: string) =>
    `Times of this computer: UTC${ready.replace('-', '−')} when it is ready, UTC${from.replace('-', '−')} at delivery`,
  twice: (time: string, offset: string) =>
    `${time} comes twice that night; the earlier one (UTC${offset.replace('-', '−')}) is sent.`,
  windowOver: 'This delivery window is already over.',
  readyOver: 'The ready time has passed; “Ready now” moves everything.',
  windowBeforeReady: 'The window begins before the job is ready.',
  windowBackwards: 'The delivery window ends before it begins.',
  timeProblem: {
    'no-day': 'The day is missing.',
    'bad-day': 'There is no such day.',
    'no-time': 'The time is missing.',
    'bad-time': 'Write a time like 14:05.',
    skipped: 'This time does not exist on that day: the clocks go forward over it.',
  },

  // Groups
  groups: {
    items: 'Items',
    instructions: 'Instructions and proof',
    money: 'Payment',
    numbers: 'Reference and service',
    technical: 'Technical',
  },
  itemsSummary: (count: number) => (count === 1 ? '1 line' : `${count} lines`),
  photoSummary: 'photo required',
  testSummary: 'test only, will not be delivered',
  webhookSummary: 'webhook',

  // Items
  quantity: 'Quantity',
  description: 'Description',
  sku: 'SKU',
  line: (label: string, line: number) => `${label}, line ${line}`,
  addItem: 'Add a line',
  removeItem: (line: number) => `Remove line ${line}`,
  badQuantity: 'Whole pieces only, like 4.',

  // Money
  paymentMethod: 'Payment method',
  paymentMethods: Object.entries(TWINJET_PAYMENT_METHODS).map(([value, label]) => ({ value, label })),
  paymentNotSaid: 'Not stated',
  orderTotal: 'Order total',
  deliveryFee: 'Delivery fee',
  tip: 'Tip',
  badAmount: 'Write an amount like 20.50.',

  // Numbers and the rest
  reference: 'Reference',
  referenceHint: 'For billing.',
  externalId: 'External id',
  externalIdHint:
    'Shown to the courier. Left empty, the console gives one, so that the job can always be found again.',
  serviceId: 'Service id',
  serviceIdHint: 'From the courier company, for another service than the usual one.',
  badServiceId: 'The service id is a whole number.',
  instructions: 'Special instructions',
  photo: 'Ask for a photo at delivery',
  webhook: 'Webhook address',
  webhookHint: 'TwinJet posts status changes there. The console itself needs none.',
  live: 'Really send it to a courier',
  liveHint: 'Switched off, TwinJet takes the job as a test and nobody delivers it.',
  fixed: 'TwinJet cannot change this after booking.',
  noAddress: 'Give the pick-up address, the delivery address, or both.',
  cannotTakeBack: (field: string) =>
    field.endsWith('_address')
      ? 'A change cannot take an address away. Cancel the job and duplicate it instead.'
      : 'A change cannot empty this; write another value, or keep the old one.',

  // Quote
  quote: 'Quote',
  quoteNone: 'Price, times and zone appear here as soon as an address is complete.',
  quoteUnchanged: 'A new quote is asked for when an address changes.',
  quoteAsking: 'Asking for price and times…',
  price: 'Price',
  noPrice: 'no price given',
  pickupEta: 'Pick-up',
  deliveryEta: 'Delivery',
  noEta: 'no time given',
  zoneName: 'Zone',
  ago: 'ago',
  stale: 'Too old to rely on; it is asked for again when you send.',
  askAgain: 'Ask again',
  noQuote: 'No quote.',
  noQuoteStill: 'You can send without one.',
  outsideShort: 'Outside the delivery area',
  outsideStop: 'Nothing was sent: TwinJet does not deliver there. Change the address first.',
  notTaken: 'TwinJet has an objection:',
  etaAfterWindow: 'The estimate is later than the end of the delivery window.',
  priceChanged: (before: string, now: string) =>
    `The price was ${before} when you last saw it and is ${now} now. Nothing was sent; send again to accept it.`,
  objection: (said: string) =>
    `TwinJet answered the quote with “${said}”. Nothing was sent; send again if it should go anyway.`,
  quoteRefused: (sentence: string) =>
    `${sentence} Nothing was sent; send again if it should go without a quote.`,

  // Sending
  send: 'Send',
  sendTest: 'Send as a test',
  sendChanges: 'Send the change',
  checking: 'Checking the quote…',
  doNotWait: 'Send without waiting',
  sending: 'Writing to the outbox…',
  close: 'Close; what you typed is kept',
  nothingChanged: 'Nothing has changed yet.',
  changing: (fields: string[]) => `Will change: ${fields.join(', ')}.`,
  changedFields: {
    order_contact_name: 'contact name',
    order_contact_phone: 'contact phone',
    pick_address: 'pick-up address',
    deliver_address: 'delivery address',
    ready_time: 'ready time',
    deliver_from_time: 'beginning of the window',
    deliver_to_time: 'end of the window',
    webhook_url: 'webhook',
    service_id: 'service',
    payment_method: 'payment method',
    order_total: 'order total',
    delivery_fee: 'delivery fee',
    tip: 'tip',
    job_items: 'items',
    special_instructions: 'instructions',
  } as Record<string, string>,
  toCorrect: (count: number) =>
    count === 1 ? 'One field needs a correction.' : `${count} fields need a correction.`,
  takenBy: 'Open that job',
  coreLost:
    'The console’s core cannot be reached. What you type is kept here; sending works again when it is back.',

  // Draft
  draftRestored: (time: string) => `This is what you typed at ${time}; it was not sent.`,
  discardDraft: 'Discard draft',
  draftKept: 'Kept as a draft.',
  draftNotKept: 'This cannot be kept as a draft right now; it would be lost if the window closed.',

  // Following
  follow: 'Follow',
  followLead:
    'For what was booked elsewhere. The console asks the provider for it and keeps it on the board.',
  followBy: 'Known by',
  /** By which of its ids each system finds a job; the one that a person most likely has comes first. */
  followIds: {
    twinjet: [
      { value: 'requestId', label: 'Request id', hint: 'Ten letters and digits, like A1B2C3D4E5.' },
      { value: 'jobId', label: 'Job id', hint: 'TwinJet’s own number, like 5265.' },
      { value: 'externalId', label: 'External id', hint: 'The number the courier sees.' },
      { value: 'reference', label: 'Reference', hint: 'The reference for billing.' },
    ],
    aftership: [
      {
        value: 'trackingId',
        label: 'Tracking number',
        hint: 'Of a parcel that this AfterShip account follows already. One that it does not is offered as a new one.',
      },
      { value: 'jobId', label: 'AfterShip id', hint: 'What AfterShip calls the tracking.' },
      { value: 'reference', label: 'Order id', hint: 'The order the parcel belongs to.' },
    ],
    'shipping-order': [
      { value: 'externalId', label: 'Order number', hint: 'The number it was ordered under.' },
      { value: 'jobId', label: 'Shipment id', hint: '24 digits and letters from a to f.' },
      { value: 'reference', label: 'Group', hint: 'The newest shipment of this group is followed.' },
    ],
  } as Partial<Record<ProviderName, FollowId[]>>,
  account: 'Account',
  noneToFollow: 'There is no account with jobs to follow.',
  followMissing: 'Type the id.',
  following: (provider: string) => `Asking ${provider}…`,
  followUnknown: 'Not at hand? Look for it among what Shipping Order has.',
  findShipments: 'Find shipments',
  followedAlready: 'Open the job',
  followAsNew: 'Follow it as a new parcel',
  cancelFollow: 'Close',

  // Loading what is to be changed or duplicated
  loading: 'Reading the job',
} as const;

const HEALTH: Record<string, string> = {
  unreachable: 'TwinJet cannot be reached at the moment.',
  'signed-out': 'TwinJet refuses the token of this connection.',
  'vault-locked': 'The vault with the credential of this connection is locked.',
  limited: 'TwinJet asks for fewer requests at the moment.',
  paused: 'This connection is paused.',
};
