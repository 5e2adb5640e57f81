// Sentences of the page's state: what a person reads when a call did not get through.

export const texts = {
  lostBeforeSending:
    'The console’s core cannot be reached, so nothing was sent. What you typed is kept; try again when it is back.',
  lostAfterSending:
    'The console’s core stopped answering before it confirmed this. Look at the board or the outbox before you try again.',
  bug: (detail: string) =>
    `Something went wrong inside the console: ${detail}. Nothing was lost; try again, and report it if it stays.`,
} as const;
