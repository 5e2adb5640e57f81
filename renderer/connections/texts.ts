// Words of the connections.

import { PROVIDER_LABELS, type ProviderName } from '../../shared/domain/provider-name.ts';

const jobs = (count: number) => (count === 1 ? '1 job' : `${count.toLocaleString('en-US')} jobs`);

export const texts = {
  title: 'Connections',
  lead: 'Accounts with providers. Each has its own credential, its own budget of requests and its own health.',
  add: 'Add a connection',
  secrets: 'Secrets',

  // Practice
  practice:
    'These are practice connections: simulated systems on this computer answer for them, and nothing leaves it. Practice and live work are kept apart, in separate files.',
  connectReal: 'Connect a real account',
  practiceAdd: 'A real account belongs into live work, not into practice.',
  practiceAddStay: 'Stay in practice',

  // Nothing connected
  empty: 'No account is connected',
  emptyWhy:
    'Jobs are booked and followed through an account with a provider. It takes a token from your courier company, nothing else.',
  lookAround: 'Look around in practice',

  // A card
  health: {
    untested: 'Not asked yet',
    ok: (since: string) => `Answers since ${since}`,
    silent: (age: string) => `No answer for ${age}`,
    paused: 'Paused',
    pausedMeans: 'Nothing is asked or sent for it. What you order waits in the outbox.',
    limited: (since: string, until: string | null) =>
      until === null ? `Makes us wait since ${since}` : `Makes us wait until ${until}`,
    unreachable: (since: string) => `Cannot be reached since ${since}`,
    'signed-out': (since: string) => `Signed out since ${since}`,
    'vault-locked': 'The vault with its credential is locked',
  },
  facts: {
    lastSuccess: 'Last good answer',
    requests: 'Requests in the last minute',
    address: 'Address',
    added: 'Added',
  },
  ago: 'ago',
  budget: (used: number, allowed: number) =>
    `${used.toLocaleString('en-US')} of ${allowed.toLocaleString('en-US')}`,
  perSecond: (rate: number) => `up to ${rate} a second`,
  pause: 'Pause',
  rename: (label: string) => `Rename ${label}`,
  name: 'Name',
  nameMissing: 'Give the connection a name.',
  test: 'Test',
  testing: 'Asking …',
  tested: (time: string) => `Asked at ${time}: it answers, and the credential is accepted.`,
  testFailed: (time: string) => `Asked at ${time}:`,
  testSame: 'as it stands above.',
  replace: 'Replace the token',
  replaceParts: 'Replace the credential',
  newSecret: (part: string) => `New ${part}`,
  replaceHint:
    'The old one is forgotten as soon as this is kept. It is asked at once whether the new one is accepted.',
  replacePartHint:
    'Only what you type is replaced; what stays empty is kept as it is. It is asked at once whether it is accepted.',
  replaceIt: 'Replace and test',
  cancel: 'Cancel',
  address: 'Address',
  addressAndOptions: 'Address and options',
  addressHint: (host: string) =>
    `Leave it empty for ${host}. Another host is for a proxy or a test system: https://, or http:// on this computer.`,
  saveAddress: 'Save and test',
  remove: 'Remove …',

  // Removing
  removeTitle: (label: string) => `Remove ${label}?`,
  removeMeans:
    'Its token is deleted from this computer. The jobs it has here stay readable; nothing is asked or sent for them any more.',
  removeOpen: (count: number) =>
    count === 0
      ? 'No job of it is open at the moment.'
      : `${jobs(count)} of it ${count === 1 ? 'is' : 'are'} not finished: ${count === 1 ? 'its' : 'their'} news will stop here, while the provider goes on delivering.`,
  removeIt: 'Remove the connection',
  keepIt: 'Keep it',
  toOutbox: 'Open the outbox',

  // A new one
  newTitle: 'Connect an account',
  system: 'System',
  soon: 'Comes in a later version of Switchyard.',
  systems: {
    twinjet: 'Courier jobs: book, change, cancel, follow on the map.',
    aftership: 'Parcels followed by their numbers; rates and labels.',
    'shipping-order': 'Shipments over many delivery providers.',
    'orderly-hub': 'Carrier accounts: FedEx, UPS, ColdTrack.',
    'jet-delivery': 'Opening a customer account.',
  } satisfies Record<ProviderName, string>,
  nameHint: 'One token stands for one client, so the client’s name is a good one.',
  nameHintJet: 'Any name. No credential is needed: accounts are opened through it under “Open an account”.',
  secretHint: 'Paste it as it is. It goes into the place for secrets and is never shown again.',
  trackingVersion: 'Version of the tracking API',
  trackingVersionHint:
    'What you can do is the same, but a promised day can be taken back in 2026-07 only. It can be changed later.',
  trackingVersions: [
    { value: '2024-04', label: '2024-04, as documented for J-Net' },
    { value: '2026-07', label: '2026-07, the current one' },
  ],
  shippingAddress: 'Another address for labels and rates',
  shippingAddressHint:
    'Empty: the same as for parcels. At https://sandbox-api.aftership.com labels are made that cost nothing.',
  signing: 'Signature',
  signingHint: 'Only where the key was made with one at AfterShip.',
  signingKinds: [
    { value: 'none', label: 'none: the key alone' },
    { value: 'aes', label: 'AES (shared secret)' },
    { value: 'rsa', label: 'RSA (private key)' },
  ],
  signingKept: { value: 'kept', label: 'as it is' },
  signingSecret: 'Signing secret',
  signingKey: 'Private key',
  howToAfterShip: [
    'In AfterShip, open Organization settings, API keys, and make a key for Tracking, and for Shipping if you buy labels.',
    'A key of type “AES” or “RSA” comes with a secret, which belongs here under Signature.',
    'Choose the version that your account is documented with. It can be changed later, under Address and options.',
  ],
  otherAddress: 'Another address',
  ownAddressHint: 'The origin of the API, as you were told it: none is public, and none is guessed.',
  addressMissing: 'Give the address that you were told.',
  tokenAddress: 'Token address',
  tokenAddressHint:
    'Where access tokens are given, as you were told it. Left empty, they are asked for at the usual path of the address above.',
  connect: 'Connect',
  vaultFirst: 'Say first, above, where secrets may be kept.',
  secretMissing: (provider: ProviderName, part: string) =>
    `Paste the ${part} that ${PROVIDER_LABELS[provider].word} knows you by.`,
  howTo: 'How do I get a token?',
  howToTwinJet: [
    'The courier company that delivers for you issues it: ask them for an api_token for TwinJet DirectConnect. TwinJet itself gives none.',
    'One token is one client. If you book for several clients, they give you several: connect each by itself.',
    'If a token may have been seen by somebody else, ask the same company for a new one, and replace it here.',
  ],
  howToOrderlyHub: [
    'In Orderly Hub, open Settings, API Keys, and make a key. It is shown once and begins with oh_.',
    'It needs the scope carrier-accounts:read to see the accounts, and carrier-accounts:write to change, test and register them.',
  ],
  documentation: (word: string) => `${word}’s own documentation`,
} as const;
