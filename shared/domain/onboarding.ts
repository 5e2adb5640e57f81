// An account opening with Jet Delivery as a dispatcher sees it: how far it has come and what is kept of it. Its two keys
// (wait_idx, validation_key) are in the vault; the password and the codes that were typed are kept nowhere.

import type { ConnectionId, OnboardingId } from './ids.ts';

/**
 * unconfirmed: the pre-registration left and nobody said what became of it; it cannot go on, only begin anew.
 * verifying: a mail is out, its link or its code is waited for. verified: Jet Delivery knows the address as ours.
 * started: there is a customer number. active: the user exists; billing address and payment are optional from here.
 */
export const ONBOARDING_STEPS = ['unconfirmed', 'verifying', 'verified', 'started', 'active'] as const;
export type OnboardingStep = (typeof ONBOARDING_STEPS)[number];

/** Something that may be done only once by the machine. uncertain: it left, and the answer never came. */
export interface OnceDone {
  state: 'done' | 'uncertain';
  at: number;
}

export interface Onboarding {
  id: OnboardingId;
  connectionId: ConnectionId;
  emailAddress: string;
  createdAt: number;
  /** The last change of anything here. */
  changedAt: number;
  step: OnboardingStep;
  /** When link and code of the last mail end; null where Jet Delivery did not say. */
  verifyExpiresAt: number | null;
  /** The newest mail was asked for again: every code before it is void. */
  resent: OnceDone | null;
  /** Wrong codes since the newest mail. */
  wrongCodes: number;
  /** Jet Delivery takes no more codes of this mail. */
  codeLocked: boolean;
  /** The code was taken; the key that follows from it is still being fetched. */
  codeAccepted: boolean;
  /** When it was last asked whether the link was opened, and when it will be next; null when nobody asks by itself. */
  checkedAt: number | null;
  nextCheckAt: number | null;
  customerNo: string | null;
  /** With the customer number; null where Jet Delivery told none. */
  frequentCallerId: string | null;
  /** Whether Jet Delivery knows the company's particulars; null where it did not say. */
  hasFirmographics: boolean | null;
  activated: OnceDone | null;
  billing: OnceDone | null;
  payment: PaymentCheck | null;
  /** Why it cannot go on as it is, in words; null when it can. */
  obstacle: string | null;
}

export interface PaymentCheck {
  checkedAt: number;
  /** Null: the answer has nothing that says yes or no. */
  enabled: boolean | null;
  /** In Jet Delivery's words. */
  message: string | null;
}
