// Words of the welcome.

export const texts = {
  label: 'Welcome',
  title: 'This is Switchyard',
  what: 'One board, one map and one outbox for the deliveries you give to courier companies. What you see now is practice: simulated jobs and couriers in San Francisco. Nothing leaves this computer.',
  steps: [
    ['Look', 'What needs you stands at the top of the board. A click opens a job beside it.'],
    ['Book', 'A new job is quoted while you type. Send it, and follow the courier on the map.'],
    ['Lose the network', 'Everything stays readable. What you order waits in the outbox and is sent once.'],
  ],
  look: 'Look around in practice',
  connect: 'Connect TwinJet',
  newJobKey: 'new job',
  paletteKey: 'find anything',
  sheetKey: 'all keys',
  close: 'Close',
} as const;
