// Where a FedEx registration stands, and what one more answer makes of it. Pure; called by carrier-accounts-service.ts.
// Neither a PIN nor anything of an invoice is ever part of it: it lies on disk.

import type { FedexAccount, FedexRegistration } from '../../../shared/contract/carrier-accounts.ts';
import type { PinOption } from '../../../shared/domain/carrier-account.ts';

interface Registered {
  accountId: string;
  mfaOptions: FedexRegistration['mfaOptions'];
  testModeBypass: boolean;
}

/** No proof is wanted: the account should be linked already, which only a look at it can tell. */
export function needsNoProof({ mfaOptions, testModeBypass }: Registered): boolean {
  return testModeBypass || !mfaOptions.mfaRequired;
}

export function begun(account: FedexAccount, registered: Registered, now: number): FedexRegistration {
  return {
    accountId: registered.accountId,
    mfaOptions: registered.mfaOptions,
    testModeBypass: registered.testModeBypass,
    customerName: account.customerName,
    numberEnding: account.accountNumber.slice(-4),
    step: needsNoProof(registered) ? 'check' : 'choose',
    pin: null,
    refusals: 0,
    refusal: null,
    startedAt: now,
    updatedAt: now,
  };
}

/** Before the request leaves: were it lost, a PIN may be on its way all the same. */
export function askingForPin(from: FedexRegistration, option: PinOption, now: number): FedexRegistration {
  const pin = { option, requestedAt: now, sent: null, message: null };
  return { ...from, step: 'pin', pin, refusal: null, updatedAt: now };
}

export function pinAnswered(
  from: FedexRegistration,
  { success, message }: { success: boolean; message: string | null },
  now: number,
): FedexRegistration {
  const pin = from.pin === null ? null : { ...from.pin, sent: success, message };
  return { ...from, step: success ? 'pin' : 'choose', pin, updatedAt: now };
}

/** Before a PIN or an invoice leaves: were the answer lost, only the account itself could tell what became of it. */
export function proving(from: FedexRegistration, now: number): FedexRegistration {
  return { ...from, step: 'check', updatedAt: now };
}

export function proofAnswered(
  from: FedexRegistration,
  by: 'pin' | 'invoice',
  { verified, error }: { verified: boolean; error: string | null },
  now: number,
): FedexRegistration {
  if (verified) return { ...from, step: 'done', refusal: null, updatedAt: now };
  return { ...from, step: by, refusals: from.refusals + 1, refusal: error, updatedAt: now };
}

/** The account was looked at. Anything but active means that the proof has yet to be given. */
export function looked(from: FedexRegistration, status: string, now: number): FedexRegistration {
  const open = needsNoProof(from)
    ? 'check'
    : from.pin?.sent === false || from.pin === null
      ? 'choose'
      : 'pin';
  return { ...from, step: status === 'active' ? 'done' : open, updatedAt: now };
}
