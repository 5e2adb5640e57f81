// Words of the outbox.

import type { Command, CommandKind, CommandState } from '../../shared/domain/command.ts';
import type { OutboxGroup } from './group-entries.ts';

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

export const texts = {
  title: 'Outbox',
  lead: 'Bookings, changes and cancellations on their way to a provider. Each is written down here before it is sent, and is sent once.',
  loading: 'Reading the outbox',
  groups: {
    'needs-you': 'Needs you',
    unconfirmed: 'Sent, not confirmed',
    waiting: 'Waiting',
    settled: 'Settled in the last hour',
  } satisfies Record<OutboxGroup, string>,
  groupHints: {
    'needs-you': null,
    unconfirmed:
      'The provider is asked what became of them; nothing is sent a second time before that is known.',
    waiting: null,
    settled: null,
  } satisfies Record<OutboxGroup, string | null>,
  more: (count: number) => `Show ${count} more`,
  state: {
    create: {
      queued: 'Booking waits',
      sending: 'Booking is being sent',
      unknown: 'Booking not confirmed',
      done: 'Booked',
      failed: 'Booking refused',
      discarded: 'Booking discarded',
    },
    edit: {
      queued: 'Change waits',
      sending: 'Change is being sent',
      unknown: 'Change not confirmed',
      done: 'Changed',
      failed: 'Change refused',
      discarded: 'Change discarded',
    },
    cancel: {
      queued: 'Cancellation waits',
      sending: 'Cancellation is being sent',
      unknown: 'Cancellation not confirmed',
      done: 'Cancelled',
      failed: 'Cancellation refused',
      discarded: 'Cancellation discarded',
    },
    retry: {
      queued: 'Retry waits',
      sending: 'Retry is being sent',
      unknown: 'Retry not confirmed',
      done: 'Placed again',
      failed: 'Retry refused',
      discarded: 'Retry discarded',
    },
    delete: {
      queued: 'Removal waits',
      sending: 'Removal is being sent',
      unknown: 'Removal not confirmed',
      done: 'No longer tracked',
      failed: 'Removal refused',
      discarded: 'Removal discarded',
    },
    retrack: {
      queued: 'Retracking waits',
      sending: 'Retracking is being sent',
      unknown: 'Retracking not confirmed',
      done: 'Tracked again',
      failed: 'Retracking refused',
      discarded: 'Retracking discarded',
    },
    complete: {
      queued: 'Completion waits',
      sending: 'Completion is being sent',
      unknown: 'Completion not confirmed',
      done: 'Marked as completed',
      failed: 'Completion refused',
      discarded: 'Completion discarded',
    },
  } satisfies Record<CommandKind, Record<CommandState, string>>,
  jobGone: 'Job no longer kept here',
  openJob: (name: string) => `Open the job ${name}`,
  connectionGone: 'removed connection',

  // What happens next
  sends: (when: string) => `Next try ${when}`,
  asks: (when: string) => `Asks again ${when}`,
  soon: 'any moment now',
  in: (time: string) => `in ${time}`,
  after: {
    create: 'Waits until the booking of this job is settled.',
    edit: 'Waits until an earlier change of this job is settled.',
    cancel: 'Waits until the cancellation of this job is settled.',
    retry: 'Waits until the retry of this job is settled.',
    delete: 'Waits until the removal of this tracking is settled.',
    retrack: 'Waits until the retracking of this parcel is settled.',
    complete: 'Waits until the completion of this tracking is settled.',
  } satisfies Record<CommandKind, string>,
  person: 'Nothing happens by itself: decide what to do.',
  neverSent: 'nothing sent yet',
  attempts: (count: number) => `sent ${times(count)}`,

  // Acts
  retry: { 'send-again': 'Send again', 'send-now': 'Send now', 'ask-now': 'Ask now' },
  edit: 'Edit and send again',
  discard: 'Discard …',
  blocked: 'It is on its way at this moment. Wait until it is answered.',
  payload: 'What is sent',
  answered: (status: number | null) =>
    status === null ? 'What came back' : `What came back (HTTP ${status})`,

  // Why commands of a connection wait
  held: {
    unreachable: (label: string, since: string, count: number) =>
      `${label} cannot be reached since ${since}. ${waits(count)} here and ${goes(count)} when it is back, once.`,
    'signed-out': (label: string, count: number) =>
      `${label} does not accept its credential. ${waits(count)} here and ${goes(count)} as soon as a new one is entered.`,
    'vault-locked': (label: string, count: number) =>
      `The vault with the credential of ${label} is locked. ${waits(count)} here and ${goes(count)} as soon as it is unlocked.`,
    limited: (label: string, until: string | null, count: number) =>
      `${label} has been asked as often as it allows${until === null ? '' : ` until ${until}`}. ${waits(count)} here and ${goes(count)} then.`,
    paused: (label: string, count: number) => `${label} is paused. ${waits(count)} here until you resume it.`,
  },
  toConnections: 'Open Connections',
  resume: 'Resume',

  // Discarding
  discardTitle: {
    create: 'Discard this booking?',
    edit: 'Discard this change?',
    cancel: 'Discard this cancellation?',
    retry: 'Discard this retry?',
    delete: 'Discard this removal?',
    retrack: 'Discard this retracking?',
    complete: 'Discard this completion?',
  } satisfies Record<CommandKind, string>,
  keepIt: 'Keep it',
  discardIt: 'Discard it',
  means: {
    create: {
      unsent: 'Nothing was sent. The job is closed here as cancelled, and no courier will come.',
      refused:
        'The provider did not accept it. The job is closed here as cancelled, and nothing more is sent.',
      unknown:
        'It left this computer, and nobody answered. The provider may have accepted it, and then a courier comes all the same: discarding calls nobody off. The console stops asking, and closes the job here as cancelled.',
    },
    edit: {
      unsent: 'Nothing was sent. The job stays as the provider has it, and goes on.',
      refused: 'The provider did not accept it. The job stays as it was before the change, and goes on.',
      unknown:
        'It left this computer, and nobody answered. The provider may have changed the job already; discarding does not change it back. The console stops asking about the change and goes on following the job.',
    },
    cancel: {
      unsent: 'Nothing was sent. The job goes on: a courier will deliver it.',
      refused: 'The provider did not accept it. The job goes on.',
      unknown:
        'It left this computer, and nobody answered. The job may be cancelled already, or may still be delivered. The console stops asking about the cancellation and goes on following the job.',
    },
    retry: {
      unsent: 'Nothing was sent. The shipment stays failed until somebody places it again.',
      refused: 'The provider did not accept it. The shipment stays as it was.',
      unknown:
        'It left this computer, and nobody answered. The provider may be placing the shipment again already; discarding calls nobody off. The console stops asking about the retry and goes on following the shipment.',
    },
    delete: {
      unsent: 'Nothing was sent. The parcel is still tracked.',
      refused: 'The provider did not accept it. The parcel is still tracked.',
      unknown:
        'It left this computer, and nobody answered. The tracking may be removed already. The console stops asking about the removal and goes on following it where it still exists.',
    },
    retrack: {
      unsent: 'Nothing was sent. The tracking stays expired.',
      refused: 'The provider did not accept it. The tracking stays as it was.',
      unknown:
        'It left this computer, and nobody answered. The tracking may have been taken up again. The console stops asking about that and goes on following it.',
    },
    complete: {
      unsent: 'Nothing was sent. The tracking stays open.',
      refused: 'The provider did not accept it. The tracking stays as it was.',
      unknown:
        'It left this computer, and nobody answered. The tracking may be marked as completed already. The console stops asking about that and goes on following it.',
    },
  } satisfies Record<CommandKind, Record<'unsent' | 'refused' | 'unknown', string>>,
  followers: (count: number) =>
    count === 1
      ? 'The other command of this job that waits for it is discarded with it.'
      : `The ${count} other commands of this job that wait for it are discarded with it.`,
  better: 'Better: let the console ask. As soon as the provider answers, this settles by itself.',
  looked: (provider: string) =>
    `I have asked ${provider} myself, or looked there, and know what became of it.`,

  // Nothing in it
  empty: 'Nothing waits',
  emptyWhy:
    'Every booking, change and cancellation was answered by its provider. What you order appears here until it is.',
  emptyNoConnection: 'Nothing can be ordered before an account is connected.',
  newJob: 'New job',
  connect: 'Connect an account',

  keys: {
    group: 'Outbox',
    move: 'Move through the commands',
    retry: 'Send again, or ask again',
    edit: 'Edit and send again',
    discard: 'Discard',
  },
} as const;

function waits(count: number): string {
  return count === 1 ? 'One command waits' : `${count} commands wait`;
}
function goes(count: number): string {
  return count === 1 ? 'goes by itself' : 'go by themselves';
}

/** "BILL-7", or whatever else it is known by. */
export function stateWords({ kind, state }: Command): string {
  return texts.state[kind][state];
}
