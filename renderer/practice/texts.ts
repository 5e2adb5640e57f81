// Words of the practice settings.

import type { PracticeFault } from '../../shared/contract/practice.ts';

/** A value of a dial and its word, in their order. */
export type Choices = readonly (readonly [value: number, word: string])[];

export const texts = {
  open: 'Practice settings',
  group: 'Practice',
  loading: 'Reading the dials',

  life: 'Life',
  speed: 'Life is',
  speeds: [
    [1, '1×'],
    [4, '4×'],
    [10, '10×'],
    [30, '30×'],
  ] satisfies Choices,
  arrivals: 'New courier jobs',
  arrivalChoices: [
    [0, 'None'],
    [12, 'A few'],
    [60, 'Many'],
  ] satisfies Choices,
  every: (pace: string) => `About one every ${pace}.`,
  none: 'No courier job comes by itself.',
  paused: 'Everything stands still',
  pausedHint: 'Couriers, parcels and shipments stay where they are; the providers go on answering.',

  faults: 'What goes wrong',
  whom: 'With',
  everyone: 'Every system',
  fault: {
    none: { name: 'Nothing', look: 'Every provider answers at once, and rightly.' },
    'network-cut': {
      name: 'The network is cut',
      look: 'Everything stays readable and grows older. Book a job and open the outbox: it waits there. Choose “Nothing”: within half a minute it is sent, once.',
    },
    'no-answer': {
      name: 'No answer comes',
      look: 'Book a job and watch the outbox: after half a minute without a word it is “not confirmed”, and it is not sent a second time before the provider was asked.',
    },
    'answer-lost': {
      name: 'It is done, the answer is lost',
      look: 'Book a job and watch the outbox: “not confirmed” for a moment, then found again by its number. The provider has it once.',
    },
    slow: {
      name: 'Slow',
      look: 'Begin a new job: the quote comes late and the form does not wait for it. The board stays as quick as it was.',
    },
    'too-many-requests': {
      name: 'Refused: too many requests',
      look: 'The marks at the top say until when we wait. What you book meanwhile goes out after that.',
    },
    'server-errors': {
      name: 'Server errors',
      look: 'After some failures in a row a provider is asked only now and then. No dialog opens, no job changes.',
    },
    garbage: {
      name: 'Garbage for an answer',
      look: 'Open a job: it stays as it was last known. A booking is carried out all the same, and found again later.',
    },
  } satisfies Record<PracticeFault, { name: string; look: string }>,
  rate: 'How often',
  rates: [
    [1, 'Always'],
    [0.5, 'Half the time'],
    [0.1, 'One in ten'],
  ] satisfies Choices,
  latency: 'How slow',
  latencies: [
    [2000, '2 s'],
    [8000, '8 s'],
    [20_000, '20 s'],
  ] satisfies Choices,

  tokens: 'Accounts',
  tokensHint:
    'TwinJet refuses a revoked token. The account says that it is signed out; its jobs stay readable, and what you order waits.',
  revoke: 'Revoke',
  revokeOf: (label: string) => `Revoke the token of ${label}`,
  giveBack: 'Give back',
  giveBackOf: (label: string) => `Give back the token of ${label}`,
  revoked: 'token revoked',

  morning: 'Begin another morning',
  morningTitle: 'Begin another morning?',
  morningBody:
    'Other jobs take the place of these. What you booked, changed and wrote down in practice is forgotten; how you set up the console stays.',
  morningKeep: 'Keep this one',

  standing: {
    fault: (name: string, whom: string | null) => `${name}${whom === null ? '' : ` (${whom})`}, on purpose.`,
    paused: 'Everything stands still, on purpose.',
    tokens: (labels: string) => `Token revoked, on purpose: ${labels}.`,
  },
  end: 'End it',
} as const;
