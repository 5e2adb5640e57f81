// Jet Delivery as the core knows it: an account to be opened step by step (seed 000). Judges each answer; keeps nothing.
// Called by onboarding/ (the eight actions) and connections/ (test). No credential: the two keys of an opening come
// from its caller for one call each.

import type {
  JetActivation,
  JetBilling,
  JetPreRegistration,
} from '../../../../shared/contract/onboarding.ts';
import type { HttpAnswer, HttpClient, HttpOutcome } from '../../http/http-client.ts';
import { redactText } from '../../http/redact.ts';
import type { AccountProvider, CallOptions } from '../provider.ts';
import { createJetClient, DOCUMENTED_ORIGIN, type JetAccount, type JetAction } from './client.ts';
import { failed, type JetError, lacking, notJet, refusalOf } from './errors.ts';
import { type JetAnswer, paymentFlag, readAnswer } from './wire.ts';

export type { JetError } from './errors.ts';
export type JetResult<Value> = { ok: true; value: Value } | { ok: false; error: JetError };

/** What `start` gives; null where it says nothing, as it does of a frequent caller at first. */
export interface Provisioned {
  customerNo: string;
  frequentCallerId: string | null;
  hasFirmographics: boolean | null;
}

export interface JetDeliveryCalls {
  /** Sends the mail. Once: its fate after an error is in `nothingDone`. */
  preRegister(
    account: JetAccount,
    wanted: JetPreRegistration,
    options: CallOptions,
  ): Promise<JetResult<{ waitIdx: string; verifyExpiresAt: number | null; validated: boolean }>>;
  verify(
    account: JetAccount,
    opening: { waitIdx: string; email: string; code: string },
    options: CallOptions,
  ): Promise<JetResult<null>>;
  /** A new mail. Once. `verifyExpiresAt` null where the answer does not say. */
  resend(
    account: JetAccount,
    waitIdx: string,
    options: CallOptions,
  ): Promise<JetResult<{ verifyExpiresAt: number | null }>>;
  /** Null for an address that is not verified yet. */
  check(
    account: JetAccount,
    opening: { waitIdx: string; email: string },
    options: CallOptions,
  ): Promise<JetResult<{ validationKey: string | null }>>;
  start(account: JetAccount, key: string, options: CallOptions): Promise<JetResult<Provisioned>>;
  activate(
    account: JetAccount,
    key: string,
    wanted: JetActivation,
    options: CallOptions,
  ): Promise<JetResult<null>>;
  updateBilling(
    account: JetAccount,
    key: string,
    wanted: JetBilling,
    options: CallOptions,
  ): Promise<JetResult<null>>;
  /** `enabled` null where the answer has no flag; a plain "no" is an answer, no error. */
  checkPayment(
    account: JetAccount,
    key: string,
    options: CallOptions,
  ): Promise<JetResult<{ enabled: boolean | null; message: string | null }>>;
}

/** Nobody waits for a mail under it, so asking about it changes nothing. */
const NOBODY = { idx: '0', email: 'nobody@example.com' };

export function createJetDeliveryProvider({
  http,
}: {
  http: HttpClient;
}): AccountProvider & JetDeliveryCalls {
  const client = createJetClient(http);

  return {
    name: 'jet-delivery',
    documentedOrigin: DOCUMENTED_ORIGIN,
    withoutSecret: true,

    checkSecret: (secret) =>
      Object.keys(secret ?? {}).map((field) => ({
        field,
        message: 'Jet Delivery needs no credential: leave it out.',
      })),

    async test(account, options) {
      const outcome = await client.check(account, NOBODY.idx, NOBODY.email)(options);
      if (outcome.kind === 'failure') return { ok: false, error: failed(outcome, 'pre-register-check') };
      const read = readAnswer(outcome);
      if (read === null) return { ok: false, error: notJet(outcome, 'pre-register-check') };
      const refused = read.success ? null : refusalOf(outcome, read, 'pre-register-check');
      // Any word of theirs shows that they are there, but for the one that says to go away.
      return refused !== null && (refused.kind === 'limited' || refused.kind === 'provider-down')
        ? { ok: false, error: refused }
        : { ok: true, value: { clientName: null } };
    },

    async preRegister(account, wanted, options) {
      const result = judge(await client.preRegister(account, wanted)(options), 'pre-register');
      if (!result.ok) return result;
      const { answer, read } = result.value;
      const { wait_idx, verify_expires } = read.data;
      if (!wait_idx) return { ok: false, error: lacking(answer, 'pre-register', 'wait_idx') };
      const validated = /^y/i.test(String(read.data.is_validated ?? ''));
      return { ok: true, value: { waitIdx: wait_idx, verifyExpiresAt: verify_expires, validated } };
    },

    async verify(account, { waitIdx, email, code }, options) {
      return withoutValue(
        judge(await client.verify(account, waitIdx, email, code)(options), 'pre-register-verify'),
      );
    },

    async resend(account, waitIdx, options) {
      const result = judge(await client.resend(account, waitIdx)(options), 'pre-register-resend');
      return result.ok
        ? { ok: true, value: { verifyExpiresAt: result.value.read.data.verify_expires } }
        : result;
    },

    async check(account, { waitIdx, email }, options) {
      const outcome = await client.check(account, waitIdx, email)(options);
      const result = judge(outcome, 'pre-register-check', [waitIdx]);
      if (result.ok)
        return { ok: true, value: { validationKey: result.value.read.data.validation_key ?? null } };
      // What is answered before the link was opened is not documented: a plain "no" is taken as "not yet".
      return result.error.reason === 'refused' && result.error.kind === 'invalid'
        ? { ok: true, value: { validationKey: null } }
        : result;
    },

    async start(account, key, options) {
      const result = judge(await client.start(account, key)(options), 'start');
      if (!result.ok) return result;
      const { answer, read } = result.value;
      const { customer_no: customerNo, frequent_caller_id, has_firmographics } = read.data;
      const frequentCallerId = frequent_caller_id ?? null;
      return customerNo
        ? { ok: true, value: { customerNo, frequentCallerId, hasFirmographics: yesOrNo(has_firmographics) } }
        : { ok: false, error: lacking(answer, 'start', 'customer_no') };
    },

    async activate(account, key, wanted, options) {
      return withoutValue(judge(await client.step1(account, key, wanted)(options), 'step1'));
    },

    async updateBilling(account, key, wanted, options) {
      return withoutValue(judge(await client.step2(account, key, wanted)(options), 'step2'));
    },

    async checkPayment(account, key, options) {
      const outcome = await client.paymentCheck(account, key)(options);
      const result = judge(outcome, 'registered-with-stripe-check');
      if (result.ok) {
        const { data, message } = result.value.read;
        return { ok: true, value: { enabled: paymentFlag(data), message } };
      }
      const said = outcome.kind === 'answer' ? readAnswer(outcome) : null;
      return said !== null && result.error.reason === 'refused'
        ? { ok: true, value: { enabled: false, message: said.message } }
        : result;
    },
  };
}

/** @param hidden values to cut out of everything that is told of the answer */
function judge(
  outcome: HttpOutcome,
  action: JetAction,
  hidden: readonly string[] = [],
): JetResult<{ answer: HttpAnswer; read: JetAnswer }> {
  if (outcome.kind === 'failure') return { ok: false, error: failed(outcome, action) };
  const read = readAnswer(outcome, hidden);
  const answer = { ...outcome, text: redactText(outcome.text, hidden) };
  if (read === null) return { ok: false, error: notJet(answer, action) };
  if (!read.success) return { ok: false, error: refusalOf(answer, read, action) };
  return { ok: true, value: { answer, read } };
}

function withoutValue(result: JetResult<unknown>): JetResult<null> {
  return result.ok ? { ok: true, value: null } : result;
}

function yesOrNo(told: string | null | undefined): boolean | null {
  const letter = told?.slice(0, 1).toUpperCase();
  return letter === 'Y' || letter === 'T' ? true : letter === 'N' || letter === 'F' ? false : null;
}
