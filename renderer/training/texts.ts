// Words of the training sheet.

import type { TrainingTask } from '../../shared/contract/training.ts';

export const texts = {
  open: (done: number, all: number) => `Training ${done} of ${all}`,
  label: 'Training',
  lead: 'Ten small tasks. Each ticks itself off when it really happened; nothing here reaches anybody.',
  allDone: 'All ten done. Connect a real account whenever you like.',
  now: (task: string) => `Now: ${task}.`,
  putAside: 'Put aside',
  showMe: 'Show me',
  done: 'done',
  notYet: 'not done yet',
  needs: (system: string) =>
    `Needs ${/^[AEIOU]/.test(system) ? 'an' : 'a'} ${system} account, which this practice does not have yet.`,
  reset: 'Begin again',
  tasks: {
    book: {
      name: 'Book a courier job',
      how: 'Press N, type an address of the town and a contact, and send it with Ctrl Enter. It counts when TwinJet has taken it.',
    },
    'book-again': {
      name: 'Book the same again',
      how: 'Open any job and press D: its form opens filled in. Send it.',
    },
    cancel: {
      name: 'Cancel a job',
      how: 'Open a job that no courier has yet and press C.',
    },
    rescue: {
      name: 'Rescue a failed shipment',
      how: 'Open a shipment that failed, read why, correct it and let it be placed again.',
    },
    follow: {
      name: 'Follow a parcel',
      how: 'Choose “A parcel to follow” under New and type any tracking number.',
    },
    'settle-parcel': {
      name: 'Settle a parcel in trouble',
      how: 'Open a parcel with an exception: track it again, or mark it as lost.',
    },
    fedex: {
      name: 'Register a FedEx account',
      how: 'Under Accounts, register FedEx with a number such as 123456785, choose SMS, and type the PIN 123456.',
    },
    jet: {
      name: 'Open an account with Jet Delivery',
      how: 'Begin an opening with a business address; the mail arrives by itself.',
    },
    label: {
      name: 'Make a label and cancel it',
      how: 'Compare rates, make a label, look at it, and cancel it.',
    },
    inbox: {
      name: 'Answer the inbox',
      how: 'Press I, then E to acknowledge an entry or S to put it off.',
    },
  } satisfies Record<TrainingTask, { name: string; how: string }>,
} as const;
