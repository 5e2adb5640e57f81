// How a person or a test asks for a particular fate of a job: by words in its texts. Used by courier-company.ts.
// The list for readers is in the README of this folder.

import type { Booking, Outcome } from './simulated-job.ts';

const HINT = /\bpractice:\s*(delivered|late|not-ready|undeliverable|error|rejected)\b/i;

/** The fate named in the instructions, the name, the floor or the instructions of either address, if any. */
export function outcomeWanted(booking: Booking): Outcome | undefined {
  const texts = [booking.fields.special_instructions];
  for (const address of [booking.pick, booking.drop])
    texts.push(address?.address_name, address?.floor, address?.special_instructions);
  for (const text of texts) {
    const word = typeof text === 'string' ? HINT.exec(text)?.[1]?.toLowerCase() : undefined;
    if (word !== undefined) return word as Outcome;
  }
  return undefined;
}
