// The accounts of the simulated Jet Delivery: who registered, which mail went out, who is a customer. Knows no HTTP.
// Used by start-jet-delivery-simulator.ts. Time comes from outside; nothing runs by itself.

import { SeededRandom } from '../seeded-random.ts';

export type Form = Readonly<Record<string, string>>;
/** The inside of `data`: strings only. */
export type Data = Record<string, string>;

export interface Mail {
  to: string;
  sentAt: number;
  endsAt: number;
  code: string;
  /** The last part of the link's address. */
  linkKey: string;
}

export interface Account {
  customerNo: string;
  email: string;
  user: Form | null;
  billing: Form | null;
}

export interface OfficeRules {
  windowMs: number;
  wrongCodesAllowed: number;
  linkOpenedAfterMs: number | null;
  paymentEnabled: boolean;
}

/** One registration as it stands. */
export interface Registration {
  email: string;
  verified: boolean;
  account: Account | null;
}

interface Pending {
  idx: string;
  email: string;
  mails: Mail[];
  wrongCodes: number;
  verified: boolean;
  validationKey: string;
  account: Account | null;
}

const FREE = /@(gmail|yahoo|hotmail|outlook|icloud|aol)\./i;
const STEP1 = [
  'first_name',
  'last_name',
  'customer_name',
  'local_addr1',
  'local_city',
  'local_state',
  'local_zip_postal',
  'local_phone',
];
const STEP2 = ['billing_city', 'billing_state', 'billing_zip_postal'];

export class JetOffice {
  readonly rules: OfficeRules;
  private readonly random: SeededRandom;
  private readonly pending: Pending[] = [];
  private readonly sent: Mail[] = [];

  constructor(rules: OfficeRules, seed: number) {
    this.rules = rules;
    this.random = new SeededRandom('jet', seed);
  }

  /** Newest first. */
  get mails(): Mail[] {
    return this.sent.toReversed();
  }

  get accounts(): Account[] {
    return this.pending.flatMap(({ account }) => account ?? []);
  }

  /** Oldest first. */
  get registrations(): Registration[] {
    return this.pending.map(({ email, verified, account }) => ({ email, verified, account }));
  }

  /** The answer's `data`, or null for an action nobody knows. */
  act(action: string, form: Form, now: number): Data | null {
    switch (action) {
      case 'pre-register':
        return this.register(form, now);
      case 'pre-register-verify':
        return this.verify(form, now);
      case 'pre-register-resend':
        return this.resend(form, now);
      case 'pre-register-check':
        return this.check(form, now);
      case 'start':
        return this.begin(form);
      case 'step1':
        return this.fill(form, STEP1, 'user');
      case 'step2':
        return this.fill(form, STEP2, 'billing');
      case 'registered-with-stripe-check':
        return this.payment(form);
      default:
        return null;
    }
  }

  /** False for a link of nobody, an old one or one that has ended. */
  openLink(linkKey: string, now: number): boolean {
    const found = this.pending.find(({ mails }) => mails.at(-1)?.linkKey === linkKey);
    const mail = found?.mails.at(-1);
    if (!found || !mail || now >= mail.endsAt) return false;
    found.verified = true;
    return true;
  }

  private register({ email_address: email = '', password = '' }: Form, now: number): Data {
    if (!/^\S+@\S+\.\S+$/.test(email)) return refused('A valid email address is required.');
    if (FREE.test(email)) return refused('A business email is required.');
    if (password.length < 8) return refused('Password must have at least 8 characters.');
    const found: Pending = {
      idx: this.digits(7),
      email,
      mails: [],
      wrongCodes: 0,
      verified: false,
      validationKey: `vk-${this.digits(12)}-${this.digits(12)}`,
      account: null,
    };
    this.pending.push(found);
    return {
      result: 'success',
      message: 'Email validation sent',
      wait_idx: found.idx,
      verify_expires: this.mail(found, now),
      is_validated: 'N',
    };
  }

  private verify({ idx = '', email_address: email = '', verify_code: code = '' }: Form, now: number): Data {
    const found = this.waiting(idx, email);
    const mail = found?.mails.at(-1);
    if (!found || !mail) return refused('Unknown registration.');
    if (found.wrongCodes >= this.rules.wrongCodesAllowed) {
      return refused('Maximum verification attempts exceeded. Please request a new code.');
    }
    if (now >= mail.endsAt) return refused('Verification code has expired.');
    if (code !== mail.code) {
      found.wrongCodes += 1;
      return refused('Invalid verification code.');
    }
    found.verified = true;
    return { result: 'success', message: 'Email verified.' };
  }

  private resend({ idx = '' }: Form, now: number): Data {
    const found = this.pending.find((one) => one.idx === idx);
    if (!found) return refused('Unknown registration.');
    found.wrongCodes = 0;
    return { result: 'success', message: 'Email validation sent', verify_expires: this.mail(found, now) };
  }

  private check({ idx = '', email_address: email = '' }: Form, now: number): Data {
    const found = this.waiting(idx, email);
    const mail = found?.mails.at(-1);
    if (!found || !mail) return refused('Unknown registration.');
    const { linkOpenedAfterMs } = this.rules;
    if (linkOpenedAfterMs !== null && now >= mail.sentAt + linkOpenedAfterMs)
      this.openLink(mail.linkKey, now);
    return found.verified
      ? { result: 'success', validation_key: found.validationKey }
      : { result: 'pending', message: 'Email not verified yet.', is_validated: 'N', validation_key: '' };
  }

  private begin({ validation_key: key = '' }: Form): Data {
    const found = this.keyed(key);
    if (!found) return refused('Invalid validation key.');
    found.account ??= { customerNo: this.digits(5), email: found.email, user: null, billing: null };
    return {
      result: 'success',
      customer_no: found.account.customerNo,
      frequent_caller_id: '',
      has_firmographics: 'N',
    };
  }

  private fill(
    { validation_key: key = '', ...form }: Form,
    needed: string[],
    part: 'user' | 'billing',
  ): Data {
    const account = this.keyed(key)?.account;
    if (!account) return refused('Invalid validation key.');
    if (part === 'billing' && account.user === null) return refused('Complete step 1 first.');
    const missing = needed.filter((name) => !form[name]?.trim());
    if (missing.length > 0) return refused(`Missing: ${missing.join(', ')}`);
    account[part] = form;
    return {
      result: 'success',
      message: part === 'user' ? 'Account activated.' : 'Billing address updated.',
    };
  }

  private payment({ validation_key: key = '' }: Form): Data {
    if (!this.keyed(key)?.account) return refused('Invalid validation key.');
    return { result: 'success', registered_with_stripe: this.rules.paymentEnabled ? 'Y' : 'N' };
  }

  private waiting(idx: string, email: string): Pending | undefined {
    return this.pending.find((one) => one.idx === idx && one.email.toLowerCase() === email.toLowerCase());
  }

  private keyed(key: string): Pending | undefined {
    return this.pending.find((one) => one.verified && one.validationKey === key);
  }

  /** Sends one more mail; answers when it ends, in seven digits as the real one writes it. */
  private mail(found: Pending, now: number): string {
    const endsAt = now + this.rules.windowMs;
    const mail = {
      to: found.email,
      sentAt: now,
      endsAt,
      code: this.digits(6),
      linkKey: this.digits(18),
    };
    found.mails.push(mail);
    this.sent.push(mail);
    return new Date(endsAt).toISOString().replace('Z', '4321Z');
  }

  private digits(count: number): string {
    let text = String(1 + Math.floor(this.random.next() * 9));
    while (text.length < count) text += String(Math.floor(this.random.next() * 10));
    return text;
  }
}

function refused(message: string): Data {
  return { result: 'error', message };
}
