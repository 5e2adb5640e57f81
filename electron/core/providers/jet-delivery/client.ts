// The eight requests of Jet Delivery's account set-up (seed 000): one address, POST, a form, the action in the query.
// Called by jet-delivery-provider.ts. It builds and sends; it judges no answer and keeps no key.

import type {
  JetActivation,
  JetBilling,
  JetPreRegistration,
} from '../../../../shared/contract/onboarding.ts';
import type { HttpClient, HttpOutcome } from '../../http/http-client.ts';
import type { CallOptions, ProviderAccount } from '../provider.ts';

export const DOCUMENTED_ORIGIN = 'https://www.jetdelivery.com';
const PATH = '/api/v1/accountsetup/';

export type JetAccount = Pick<ProviderAccount, 'connectionId' | 'baseUrl'>;

export type JetAction =
  | 'pre-register'
  | 'pre-register-verify'
  | 'pre-register-resend'
  | 'pre-register-check'
  | 'start'
  | 'step1'
  | 'step2'
  | 'registered-with-stripe-check';

/** `start` is documented as safe to repeat, two others only ask; the rest leaves at most once. */
const REPEATABLE = new Set<JetAction>(['start', 'pre-register-check', 'registered-with-stripe-check']);

type Send = (options: CallOptions) => Promise<HttpOutcome>;

interface JetClient {
  preRegister(account: JetAccount, wanted: JetPreRegistration): Send;
  verify(account: JetAccount, idx: string, email: string, code: string): Send;
  resend(account: JetAccount, idx: string): Send;
  check(account: JetAccount, idx: string, email: string): Send;
  start(account: JetAccount, key: string): Send;
  step1(account: JetAccount, key: string, wanted: JetActivation): Send;
  step2(account: JetAccount, key: string, wanted: JetBilling): Send;
  paymentCheck(account: JetAccount, key: string): Send;
}

export function createJetClient(http: HttpClient): JetClient {
  function post(
    account: JetAccount,
    action: JetAction,
    form: Record<string, string>,
    secrets: readonly string[],
  ): Send {
    return (options) =>
      http.send({
        connectionId: account.connectionId,
        method: 'POST',
        url: `${account.baseUrl ?? DOCUMENTED_ORIGIN}${PATH}?action=${action}`,
        body: { form },
        secrets,
        repeatable: REPEATABLE.has(action),
        operation: `jet-delivery.${action}`,
        priority: options.priority,
        ...(options.signal ? { signal: options.signal } : {}),
      });
  }

  return {
    preRegister: (account, { email_address, password, es_code = '' }) =>
      post(account, 'pre-register', { email_address, password, es_code }, [password]),
    verify: (account, idx, email_address, verify_code) =>
      post(account, 'pre-register-verify', { idx, email_address, verify_code }, [idx, verify_code]),
    resend: (account, idx) => post(account, 'pre-register-resend', { idx }, [idx]),
    check: (account, idx, email_address) =>
      // The idx is short and could be a part of the key that is read from the answer: the caller cuts it.
      post(account, 'pre-register-check', { idx, email_address }, []),
    start: (account, validation_key) => post(account, 'start', { validation_key }, [validation_key]),
    step1: (account, validation_key, wanted) =>
      post(account, 'step1', { validation_key, ...wanted, local_phone: digitsOf(wanted.local_phone) }, [
        validation_key,
      ]),
    step2: (account, validation_key, { billing_addr1, billing_addr2, ...wanted }) =>
      post(
        account,
        'step2',
        {
          validation_key,
          ...(billing_addr1 ? { billing_addr1 } : {}),
          ...(billing_addr2 ? { billing_addr2 } : {}),
          ...wanted,
        },
        [validation_key],
      ),
    paymentCheck: (account, validation_key) =>
      post(account, 'registered-with-stripe-check', { validation_key }, [validation_key]),
  };
}

/** The sample has ten bare digits; a country code of 1 before them is dropped. */
function digitsOf(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}
