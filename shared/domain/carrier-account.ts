// Carrier accounts of Orderly Hub as far as both sides must agree on them: which carriers there are, what the
// credential of each is made of, and what stands for a credential that is not shown. Pure.

export const CARRIERS = ['fedex', 'ups', 'coldtrack'] as const;
export type Carrier = (typeof CARRIERS)[number];

export const CARRIER_WORDS: Record<Carrier, string> = { fedex: 'FedEx', ups: 'UPS', coldtrack: 'ColdTrack' };

/** A carrier may be one that is newer than this program: then its own word is shown. */
export function carrierWord(carrier: string): string {
  return (CARRIER_WORDS as Record<string, string>)[carrier] ?? carrier;
}

/** Stars or hyphens alone: how the hub writes a credential that it does not show. Never sent back as a value. */
export function isMask(value: unknown): boolean {
  return typeof value === 'string' && /^\s*[*•-]{3,}\s*$/.test(value);
}

export const PIN_OPTIONS = ['SMS', 'CALL', 'EMAIL'] as const;
export type PinOption = (typeof PIN_OPTIONS)[number];

/**
 * choose: registered, the way of proving is to be chosen. pin: a PIN was asked for. invoice: an invoice is to be given.
 * check: something was sent and its answer never came, so the account must be looked at. done: the account is linked.
 */
export type FedexStep = 'choose' | 'pin' | 'invoice' | 'check' | 'done';
