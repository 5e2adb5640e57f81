// Words of the job panel.

import type { CommandKind, CommandState } from '../../shared/domain/command.ts';

export const texts = {
  shortcuts: 'Open job',
  loading: 'Reading the job',
  gone: 'This job is no longer kept here',
  goneWhy: 'It was removed with old jobs, or it belongs to the other workspace.',
  close: 'Close',
  archived: 'Archived',
  madeElsewhere:
    'Booked elsewhere. The provider tells its status and its courier, but neither addresses nor times.',
  rawStatus: (code: string, word: string | null) =>
    word === null ? `code ${code}` : `code ${code}, “${word}”`,
  connectionGone: 'removed connection',

  // Time
  promise: 'Promised',
  promiseKept: (time: string) => `until ${time}`,
  window: 'Window',
  ready: 'Ready',
  news: 'Last news',
  noNews: 'The provider has not said anything about it yet',
  theirChange: (time: string) => `last change there ${time}`,
  created: 'Added here',

  // Actions
  refresh: 'Refresh',
  refreshNotYet: 'It is not at the provider yet.',
  refreshed: 'Asked just now.',
  edit: 'Edit',
  correct: 'Correct',
  duplicate: 'Duplicate',
  duplicateOff: 'A parcel is there only once. Courier jobs and shipments can be duplicated.',
  cancel: 'Cancel job',
  archive: 'Archive',
  unarchive: 'Back to the board',
  cannotEdit: 'Edit is off:',
  cannotCancel: 'Cancel is off:',
  cannotBoth: 'Edit and cancel are off:',

  // Cancelling
  cancelTitle: 'Cancel this job?',
  cancelWhat: (name: string, recipient: string | null) =>
    recipient === null ? name : `${name}, for ${recipient}`,
  cancelHow:
    'The courier company is told to stop it. A cancelled job cannot be taken up again, only booked anew.',
  cancelShipment:
    'Shipping Order and the delivery provider are told to stop it. Whether one that is on its way is given back, the provider decides. A cancelled shipment cannot be taken up again, only sent anew.',
  cancelUnsent: 'It has not been booked at the courier company, so it is simply taken back.',
  cancelDo: 'Cancel this job',
  cancelKeep: 'Keep it',

  // Ids
  reference: 'Reference',
  requestId: 'Request id',
  jobId: 'Job id',
  externalId: 'External id',
  trackingId: 'Tracking id',
  trackingNumber: 'Tracking number',
  aftershipId: 'AfterShip id',
  parcelFrom: 'From',
  parcelTo: 'To',

  linked: 'Belongs to the same order',

  // Places and people
  pickUp: 'Pick up',
  deliver: 'Deliver',
  ownLocation: 'The client’s own location',
  copyAddress: (end: string) => `Copy the ${end.toLowerCase()} address`,
  copied: 'Copied',
  copy: 'Copy',
  contact: 'Order contact',
  courier: 'Courier',
  seenAt: 'Where it was seen',
  courierSeen: 'seen',
  ago: 'ago',
  courierNeverSeen: 'position not known',
  freshness: { live: 'live', stale: 'old position', lost: 'lost' },

  // Work
  details: 'Details',
  items: 'Items',
  sku: (sku: string) => `SKU ${sku}`,
  instructions: 'Instructions',
  remarks: 'Remark of the courier company',
  remarksOf: (system: string) => `Remark of ${system}`,
  price: 'Price',
  orderTotal: 'Order total',
  deliveryFee: 'Delivery fee',
  tip: 'Tip',
  payment: 'Payment',
  service: 'Service',
  photo: 'Photo',
  photoRequired: 'asked for at delivery',
  quote: 'Quote',
  quotePickup: (time: string) => `pick-up ${time}`,
  quoteDelivery: (time: string) => `delivery ${time}`,
  test: 'A test: TwinJet takes it and nobody delivers it.',

  // The console's own
  own: 'Note and tags',
  note: 'Note',
  notePlaceholder: 'Only for this console; no provider sees it.',
  noteKept: 'Kept',
  noteFailed: 'Not kept yet; it is tried again when you leave the field.',
  tags: 'Tags',
  tagsPlaceholder: 'Add a tag',

  // Commands
  commandKinds: {
    create: 'Booking',
    edit: 'Change',
    cancel: 'Cancellation',
    retry: 'Retry',
    delete: 'Removal',
    retrack: 'Retracking',
    complete: 'Completion',
  } satisfies Record<CommandKind, string>,
  commandStates: {
    queued: 'written to the outbox',
    sending: 'being sent',
    unknown: 'sent, and nobody answered',
    done: 'done',
    failed: 'refused',
    discarded: 'discarded',
  } satisfies Record<CommandState, string>,
  queuedNow: 'It leaves in a moment.',
  unknownHow: 'The provider is asked whether it arrived before anything is sent again.',
  since: 'for',
  tries: (count: number) => (count === 1 ? 'sent once' : `sent ${count} times`),
  nextAt: (time: string) => `next try ${time}`,
  willChange: (fields: string) => `changes ${fields}`,
  problemBody: (status: number | null) =>
    status === null ? 'What came back' : `What came back (HTTP ${status})`,
  retry: 'Send again',
  retryNow: 'Try now',
  askNow: 'Ask now',
  correctIt: 'Correct and send',
  discard: 'Discard',
  discardCreate: 'Give it up',
  discardTitle: 'Discard without knowing?',
  discardWhy:
    'Nobody knows yet whether this reached the provider. Discard it only if you have looked there yourself; the console then stops asking.',
  discardDo: 'Discard it',
  discardKeep: 'Keep asking',

  // Timeline
  timeline: 'Timeline',
  noEvents: 'Nothing has happened yet.',
  today: 'Today',
  yesterday: 'Yesterday',
  showAll: (count: number) => `Show all ${count}`,
  theirClock: 'their clock',
  ourClock: 'our clock',
  heard: (time: string) => `heard ${time}`,
  eventKinds: {
    history: 'History',
    status: 'Status',
    command: 'Command',
    note: 'Note',
    checkpoint: 'Checkpoint',
  },
  eventTitle: (clock: string, at: string, heard: string | null) =>
    heard === null ? `${at} (${clock})` : `${at} (${clock}), heard ${heard} (our clock)`,

  // Raw
  raw: 'What the provider said last',
  rawNone: 'The provider has not answered about this job yet.',
} as const;
