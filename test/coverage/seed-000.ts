// Seed 000: Jet Delivery, programmatic account provisioning.

import type { SeedCoverage } from './coverage-table.ts';

const requests = (title: string) => `conformance/jet-delivery/account-setup.test.ts: ${title}`;
const service = (title: string) => `electron/core/onboarding/onboarding-service.test.ts: ${title}`;
const e2e = (title: string) => `e2e/open-account.test.ts: ${title}`;
const LEAVES = requests('$action leaves as documented and its answer is read');
const WHOLE_WAY = e2e('by the link: noticed by itself, to the billing address and the payment check');

export const seed000: SeedCoverage = {
  seed: '000',
  title: 'Jet Delivery',
  sections: [
    {
      title: 'Prerequisites and guardrails',
      rows: [
        {
          rule: 'Business e-mail required, checked before anything is sent',
          procedures: ['onboarding.preRegister'],
          shownBy: [
            'shared/domain/business-email.test.ts: %s is a private one, and the sentence names its domain',
            'contract/rows.ts: a private address',
          ],
        },
        {
          rule: 'The address is verified before anything is provisioned; steps keep their order',
          procedures: [],
          shownBy: [service('steps out of their order are refused without asking anybody')],
        },
        {
          rule: 'Attempts at the code are limited; after too many only a new mail helps',
          procedures: ['onboarding.verify'],
          shownBy: [
            service('after too many wrong codes only a new mail helps'),
            requests('Maximum verification attempts exceeded'),
            e2e('by the code: two wrong ones, a new mail, the right one'),
          ],
        },
        {
          rule: 'Rate limits are enforced, and said in words with their end',
          procedures: [],
          shownBy: [requests('429 says from when on asking makes sense'), requests('Rate limit reached')],
        },
        {
          rule: 'The code is never returned by the API; keys, password and code never reach page or disk',
          procedures: [],
          shownBy: [
            service('password, code and keys are in no file and no log line'),
            e2e('no frame to the page carries a key, a password or a code'),
          ],
        },
        {
          rule: 'A 200 is a success only where data.result says so',
          procedures: [],
          shownBy: [requests('$action: a 200 with another result is no success')],
        },
      ],
    },
    {
      title: 'The eight actions',
      rows: [
        {
          rule: 'POST pre-register: email_address, password, es_code; wait_idx, verify_expires, is_validated',
          procedures: ['onboarding.preRegister'],
          shownBy: [
            LEAVES,
            requests('es_code goes along where there is one'),
            service('a registration whose answer is lost is never sent again'),
            WHOLE_WAY,
          ],
        },
        {
          rule: 'Verification by the link in the mail, noticed by itself',
          procedures: ['onboarding.check'],
          shownBy: [service('an opening goes from the mail to the payment check'), WHOLE_WAY],
        },
        {
          rule: 'POST pre-register-verify: idx, email_address, verify_code',
          procedures: ['onboarding.verify'],
          shownBy: [LEAVES, e2e('by the code: two wrong ones, a new mail, the right one')],
        },
        {
          rule: 'POST pre-register-resend: new code, new expiry, the old code void',
          procedures: ['onboarding.resend'],
          shownBy: [
            LEAVES,
            service('a new mail voids them and the old code'),
            service('a resend of unknown fate stands as uncertain and is not repeated'),
          ],
        },
        {
          rule: 'POST pre-register-check: validation_key once verified',
          procedures: ['onboarding.check'],
          shownBy: [
            LEAVES,
            'electron/core/onboarding/check-cadence.test.ts: never more often than every ten seconds',
          ],
        },
        {
          rule: 'verify_expires with seven fractional digits, as a countdown',
          procedures: [],
          shownBy: [
            'electron/core/providers/jet-delivery/their-time.test.ts: 2026-03-01T15:33:00.9999999Z',
            e2e('past the end of its mail it asks no more'),
          ],
        },
        {
          rule: 'POST start: customer_no, frequent_caller_id (empty: none), has_firmographics; safe to repeat',
          procedures: ['onboarding.start'],
          shownBy: [
            LEAVES,
            requests('$action after a broken connection'),
            e2e('killed between its steps, it goes on where it was'),
          ],
        },
        {
          rule: 'POST step1: name, company, local address, phone as digits',
          procedures: ['onboarding.activate'],
          shownBy: [LEAVES, requests('a phone as bare digits'), WHOLE_WAY],
        },
        {
          rule: 'POST step2: billing address, only where it differs',
          procedures: ['onboarding.updateBilling'],
          shownBy: [LEAVES, WHOLE_WAY],
        },
        {
          rule: 'POST registered-with-stripe-check',
          procedures: ['onboarding.checkPayment'],
          shownBy: [LEAVES, WHOLE_WAY],
        },
      ],
    },
  ],
};
