// Words of the settings.

import type { Settings } from '../../shared/contract/settings.ts';

const amount = (value: number) => value.toLocaleString('en-US');

export const texts = {
  title: 'Settings',
  lead: 'Everything is kept as soon as it is changed, for each workspace by itself.',
  sections: {
    workspace: 'Workspace',
    look: 'Look',
    polling: 'Polling',
    ageing: 'Ageing',
    notifications: 'Notifications',
    map: 'Map',
    booking: 'Booking',
    keeping: 'Keeping',
    secrets: 'Secrets',
    window: 'Window',
    about: 'About',
  },
  sectionsLabel: 'Sections',
  saved: 'Kept',
  notSaved: 'Not kept:',

  // What was typed
  between: (min: number, max: number, unit: string) => `${amount(min)} to ${amount(max)} ${unit}`,
  wholeNumber: (between: string) => `Type a whole number, ${between}.`,
  number: (between: string) => `Type a number, ${between}.`,
  badCurrency: 'Write a currency as three letters, like USD or CAD.',
  badTileAddress: 'Write the whole address, beginning with https://.',
  tilePartsMissing: (parts: string) => `The address needs ${parts} in it, for the place of a tile.`,
  tileSecret: 'Take the name and password out of the address.',
  tooLong: (longest: number) => `At most ${longest} characters.`,
  stillKept: (value: string) => `Until then ${value} holds.`,

  workspace: {
    label: 'Open workspace',
    hint: 'Practice and live are separate files with separate connections. Nothing of practice ever reaches a provider.',
    practice: 'Practice',
    live: 'Live',
    opening: 'Opening …',
  },
  look: {
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' } satisfies Record<
      Settings['theme'],
      string
    >,
    density: 'Height of rows',
    densities: {
      compact: 'Compact',
      normal: 'Normal',
      roomy: 'Roomy',
    } satisfies Record<Settings['density'], string>,
  },
  polling: {
    paused: 'Pause polling',
    pausedHint: 'Nothing new arrives by itself. What you order is still sent.',
    rate: 'Requests a second',
    rateHint:
      'For each connection, all kinds together. Urgent jobs are asked about first; fewer requests mean older news.',
    rateUnit: 'a second',
  },
  ageing: {
    courier: 'A courier’s position is old after',
    courierHint: 'Then it is drawn hollow; after three times as long the courier counts as lost.',
    news: 'News of an open job is old after',
    newsHint: 'Then its age is marked on the board, and the connection’s mark is broken.',
    quote: 'A quote is old after',
    quoteHint: 'Then it is asked for again before a job is sent with it.',
    unit: 'min',
    minutes: 'minutes',
  },
  notifications: {
    enabled: 'Notify me',
    native: 'Shown by the system. A click opens what it is about; many at once become one.',
    browser: 'Shown in the page while you look at it, and by the browser while you do not.',
    late: 'A job is late',
    failed: 'A job failed, was rejected or cannot be delivered',
    courierLost: 'A courier with jobs has not been heard of for long',
    granted: 'The browser shows them while this page is in the background.',
    ask: 'Allow in the browser',
    default: 'The browser has not been asked yet: while the page is in the background, nothing is shown.',
    denied:
      'The browser refuses notifications of this page. Allow them in its site settings, beside the address; until then they are shown inside the page only.',
    missing: 'This browser has no notifications. They are shown inside the page.',
  },
  map: {
    enabled: 'Map tiles',
    enabledHint: 'Without them the map shows coast lines and county borders, which come with Switchyard.',
    url: 'Address of the tiles',
    urlHint: 'With {z}, {x} and {y} for the place of a tile. Only Switchyard’s core asks it, never the page.',
    attribution: 'Whose map it is',
    attributionHint: 'Stands on the map, as its licence asks for.',
    size: 'Kept tiles, at most',
    sizeHint: 'The least used are removed first.',
    sizeUnit: 'MB',
    standard: 'Back to OpenStreetMap',
  },
  booking: {
    rules: 'Addresses',
    rulesHint:
      'United States asks for a two-letter state and a five-digit zip. Relaxed lets provinces and postal codes through, for Canadian clients.',
    rule: { us: 'United States', relaxed: 'Relaxed' } satisfies Record<Settings['addressRules'], string>,
    currency: 'Currency',
    currencyHint:
      'Of amounts that a provider states without one. What is on the board already stays as it is.',
  },
  keeping: {
    jobs: 'Closed jobs are kept for',
    jobsHint:
      'Delivered and closed jobs older than this are removed with their timeline. Open jobs are never removed.',
    positions: 'Courier positions are kept for',
    positionsHint: 'Trails on the map reach back no further.',
    unit: 'days',
    fewer: {
      jobs: (days: number) =>
        `Closed jobs older than ${amount(days)} days will be removed from this computer for good.`,
      positions: (days: number) =>
        `Courier positions older than ${amount(days)} days will be removed from this computer for good.`,
    },
    remove: (days: number) => `Keep ${amount(days)} days`,
    leave: (days: number) => `Stay at ${amount(days)} days`,
  },
  secrets: {
    practice: 'Practice tokens are not real and are kept nowhere. This is where real ones go:',
    unknown: 'Looking for the place where secrets are kept.',
  },
  window: {
    closeToTray: 'Closing the window hides it in the tray',
    closeToTrayHint:
      'News keeps arriving and notifications keep coming. Quit from the tray or the menu ends Switchyard.',
  },
  about: {
    version: 'Version',
    host: 'Runs as',
    hosts: {
      electron: 'desktop application',
      server: 'local server, shown in this browser; it answers this computer only',
    },
    licence: 'Licence',
    apache: 'Apache License 2.0',
  },
} as const;
