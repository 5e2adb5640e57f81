// Seed 000: each of the eight requests as it is documented, each documented answer read right, and every failure that is
// known or likely to its sentence.

import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { loopback } from './loopback.ts';

const jet = loopback();
const EMAIL = 'YOUR_BUSINESS_EMAIL';
const KEY = 'YOUR_VALIDATION_KEY';

// The answers of the seed, as printed.
const PRE_REGISTERED =
  '{"data":{"result":"success","message":"Email validation sent","wait_idx":"12345","verify_expires":"2026-03-01T15:33:00.0000000Z","is_validated":"N"}}';
const VERIFIED = '{"data":{"result":"success","message":"Email verified."}}';
const CHECKED = `{"data":{"result":"success","validation_key":"${KEY}"}}`;
const STARTED =
  '{"data":{"result":"success","customer_no":"12345","frequent_caller_id":"","has_firmographics":"N"}}';
const SUCCESS = '{"data":{"result":"success"}}';

const step1 = {
  first_name: 'Jane',
  last_name: 'Doe',
  customer_name: 'Example Company',
  local_addr1: '123 Main St',
  local_city: 'Los Angeles',
  local_state: 'CA',
  local_zip_postal: '90021',
  local_phone: '2135551212',
};
const step2 = {
  billing_addr2: 'PO Box 123',
  billing_city: 'Los Angeles',
  billing_state: 'CA',
  billing_zip_postal: '90021',
};

const preRegister = () =>
  jet.provider.preRegister(jet.account, { email_address: EMAIL, password: 'YOUR_PASSWORD' }, NOW);
const verify = () =>
  jet.provider.verify(jet.account, { waitIdx: 'WAIT_IDX', email: EMAIL, code: '123456' }, NOW);
const resend = () => jet.provider.resend(jet.account, 'WAIT_IDX', NOW);
const check = () => jet.provider.check(jet.account, { waitIdx: 'WAIT_IDX', email: EMAIL }, NOW);
const start = () => jet.provider.start(jet.account, KEY, NOW);
const activate = () => jet.provider.activate(jet.account, KEY, step1, NOW);
const updateBilling = () => jet.provider.updateBilling(jet.account, KEY, step2, NOW);
const checkPayment = () => jet.provider.checkPayment(jet.account, KEY, NOW);

const key = { validation_key: KEY };
const actions = [
  {
    action: 'pre-register',
    call: preRegister,
    form: { email_address: EMAIL, password: 'YOUR_PASSWORD', es_code: '' },
    answer: PRE_REGISTERED,
    value: { waitIdx: '12345', verifyExpiresAt: Date.UTC(2026, 2, 1, 15, 33), validated: false },
  },
  {
    action: 'pre-register-verify',
    call: verify,
    form: { idx: 'WAIT_IDX', email_address: EMAIL, verify_code: '123456' },
    answer: VERIFIED,
    value: null,
  },
  {
    action: 'pre-register-resend',
    call: resend,
    form: { idx: 'WAIT_IDX' },
    answer: SUCCESS,
    value: { verifyExpiresAt: null },
  },
  {
    action: 'pre-register-check',
    call: check,
    form: { idx: 'WAIT_IDX', email_address: EMAIL },
    answer: CHECKED,
    value: { validationKey: KEY },
  },
  {
    action: 'start',
    call: start,
    form: key,
    answer: STARTED,
    value: { customerNo: '12345', frequentCallerId: null, hasFirmographics: false },
  },
  { action: 'step1', call: activate, form: { ...key, ...step1 }, answer: SUCCESS, value: null },
  { action: 'step2', call: updateBilling, form: { ...key, ...step2 }, answer: SUCCESS, value: null },
  {
    action: 'registered-with-stripe-check',
    call: checkPayment,
    form: key,
    answer: SUCCESS,
    value: { enabled: null, message: null },
  },
];

describe('seed 000 · the eight requests', () => {
  it.each(actions)(
    '$action leaves as documented and its answer is read',
    async ({ action, call, form, answer, value }) => {
      jet.answer(answer);
      expect(await call()).toEqual({ ok: true, value });
      const { method, url, contentType, form: came } = jet.only();
      expect([method, url]).toEqual(['POST', `/api/v1/accountsetup/?action=${action}`]);
      expect(contentType).toMatch(/^application\/x-www-form-urlencoded/);
      expect(came).toEqual(Object.entries(form));
    },
  );

  it.each([
    [{ frequent_caller_id: 778, has_firmographics: 'Y' }, '778', true],
    [{ frequent_caller_id: ' ', has_firmographics: '' }, null, null],
    [{}, null, null],
  ])('start: %j is read as frequent caller %s and particulars known %s', async (told, caller, known) => {
    jet.answer(JSON.stringify({ data: { result: 'success', customer_no: 12345, ...told } }));
    expect(await start()).toEqual({
      ok: true,
      value: { customerNo: '12345', frequentCallerId: caller, hasFirmographics: known },
    });
  });

  it('es_code goes along where there is one, and a phone as bare digits', async () => {
    jet.answer(PRE_REGISTERED);
    await jet.provider.preRegister(
      jet.account,
      { email_address: EMAIL, password: 'ä&=+ ', es_code: 'X1' },
      NOW,
    );
    expect(jet.only().form).toEqual([
      ['email_address', EMAIL],
      ['password', 'ä&=+ '],
      ['es_code', 'X1'],
    ]);
    jet.received.length = 0;
    jet.answer(SUCCESS);
    await jet.provider.activate(jet.account, KEY, { ...step1, local_phone: '+1 (213) 555-1212' }, NOW);
    expect(jet.only().form).toContainEqual(['local_phone', '2135551212']);
  });
});

describe('seed 000 · success is what data.result says', () => {
  it.each(actions)('$action: a 200 with another result is no success', async ({ call, action }) => {
    jet.answer('{"data":{"result":"error","message":"No such thing"}}');
    const result = await call();
    // Two of them ask: for these a plain "no" is an answer.
    if (action === 'pre-register-check') expect(result).toEqual({ ok: true, value: { validationKey: null } });
    else if (action === 'registered-with-stripe-check')
      expect(result).toEqual({ ok: true, value: { enabled: false, message: 'No such thing' } });
    else expect(result).toMatchObject({ ok: false, error: { status: 200, nothingDone: true } });
  });

  it.each(actions)(
    '$action: success in capitals and under another status is success',
    async ({ call, answer, value }) => {
      jet.answer(answer.replace('"success"', '"SUCCESS"'), 400);
      expect(await call()).toEqual({ ok: true, value });
    },
  );

  it.each([
    '{"data":{"result":"success","validation_key":""}}',
    '{"data":{"result":"success","is_validated":"N"}}',
    '{"data":{"result":"pending","validation_key":""}}',
  ])('%s: not verified yet', async (body) => {
    jet.answer(body);
    expect(await check()).toEqual({ ok: true, value: { validationKey: null } });
  });

  it.each([
    ['"verify_expires":""', null],
    ['"verify_expires":null', null],
    ['"verify_expires":"2026-03-01T15:33:00.1234567Z"', Date.UTC(2026, 2, 1, 15, 33, 0, 123)],
    ['"x":1', null],
  ])('an end written %s', async (part, at) => {
    jet.answer(`{"data":{"result":"success","wait_idx":12345,${part}}}`);
    expect(await preRegister()).toMatchObject({ ok: true, value: { waitIdx: '12345', verifyExpiresAt: at } });
  });

  it('a success without what it is for is none', async () => {
    jet.answer(SUCCESS);
    expect(await preRegister()).toMatchObject({
      ok: false,
      error: { kind: 'bad-answer', nothingDone: false },
    });
    expect(await start()).toMatchObject({ ok: false, error: { kind: 'bad-answer' } });
  });

  it.each([
    ['"registered_with_stripe":"Y"', true],
    ['"registered":"N"', false],
    ['"x":"Y"', null],
  ])('payment: %s', async (flag, enabled) => {
    jet.answer(`{"data":{"result":"success",${flag}}}`);
    expect(await checkPayment()).toEqual({ ok: true, value: { enabled, message: null } });
  });
});

describe('seed 000 · guardrails in words', () => {
  const refused = (message: string) => JSON.stringify({ data: { result: 'error', message } });

  it.each([
    ['Invalid verification code', 200, 'invalid', 'wrong-code', /did not accept this code/],
    ['Maximum verification attempts exceeded', 200, 'too-late', 'code-locked', /Ask for a new mail/],
    ['Verification code has expired', 400, 'too-late', 'expired', /Ask for a new mail/],
    ['Rate limit reached', 200, 'limited', 'rate-limited', /fewer requests/],
  ])('verify: "%s" (%i)', async (message, status, kind, reason, sentence) => {
    jet.answer(refused(message), status);
    const result = await verify();
    expect(result).toMatchObject({ ok: false, error: { kind, reason, nothingDone: true } });
    expect(!result.ok && result.error.sentence).toMatch(sentence);
    expect(!result.ok && result.error.sentence).toContain(message);
    expect(jet.received).toHaveLength(1);
  });

  it('429 says from when on asking makes sense', async () => {
    jet.answer({ status: 429, headers: { 'retry-after': '20' }, body: '' });
    const before = Date.now();
    const result = await preRegister();
    expect(result).toMatchObject({ ok: false, error: { kind: 'limited', reason: 'rate-limited' } });
    expect(!result.ok && result.error.retryAt).toBeGreaterThanOrEqual(before + 20_000);
  });

  it.each([
    [403, '<html>Blocked</html>', 'limited', true],
    [404, '<html>Not found</html>', 'bad-answer', true],
    [200, '<html>Sign in to this network</html>', 'bad-answer', false],
    [200, '', 'bad-answer', false],
    [200, '{"data":', 'bad-answer', false],
    [200, '[]', 'bad-answer', false],
    [500, '', 'provider-down', false],
    [503, '<html>Down</html>', 'provider-down', false],
  ])('pre-register: %i %s', async (status, body, kind, nothingDone) => {
    jet.answer(body, status);
    expect(await preRegister()).toMatchObject({ ok: false, error: { kind, status, nothingDone } });
    expect(jet.received).toHaveLength(1);
  });

  it('messages for single fields keep their field', async () => {
    jet.answer('{"data":{"result":"error","errors":{"local_zip_postal":"Unknown"}}}');
    expect(await activate()).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ field: 'local_zip_postal', message: 'Unknown' }] },
    });
  });
});

describe('seed 000 · what may be repeated', () => {
  it.each(actions)('$action after a broken connection', async ({ action, call }) => {
    jet.answer({ reset: true });
    expect(await call()).toMatchObject({ ok: false, error: { kind: 'unreachable', nothingDone: false } });
    const repeated = ['start', 'pre-register-check', 'registered-with-stripe-check'].includes(action);
    expect(jet.received.length > 1).toBe(repeated);
  });
});

describe('seed 000 · nothing secret comes back out', () => {
  it.each(['error', 'Success?'])('an answer that repeats everything (%s) is cut', async (result) => {
    const secrets = ['canary-password', 'canary-key-1', '778899', '4711234'];
    jet.answer(
      JSON.stringify({
        data: { result, message: secrets.join(' '), wait_idx: '4711234', validation_key: 'canary-key-1' },
        password: 'canary-password',
      }),
    );
    const told = [
      await jet.provider.preRegister(jet.account, { email_address: EMAIL, password: 'canary-password' }, NOW),
      await jet.provider.verify(jet.account, { waitIdx: '4711234', email: EMAIL, code: '778899' }, NOW),
      await jet.provider.start(jet.account, 'canary-key-1', NOW),
    ].map((one) => JSON.stringify(one));
    expect(told[0]).not.toContain('canary-password');
    expect(told[1]).not.toMatch(/4711234|778899/);
    expect(told[2]).not.toContain('canary-key-1');
  });
});

describe('testing a connection', () => {
  it.each([
    [200, '{"data":{"result":"error","message":"Unknown registration"}}', true],
    [400, '{"data":{"result":"error"}}', true],
    [200, '{"data":{"result":"success","validation_key":""}}', true],
    [200, '<html>Sign in</html>', false],
    [403, '<html>Blocked</html>', false],
    [429, '', false],
  ])('%i %s', async (status, body, ok) => {
    jet.answer(body, status);
    expect((await jet.provider.test(jet.account, NOW)).ok).toBe(ok);
    expect(jet.received[0]?.url).toBe('/api/v1/accountsetup/?action=pre-register-check');
  });

  it('takes no credential', () => {
    expect(jet.provider.checkSecret({})).toEqual([]);
    expect(jet.provider.checkSecret({ apiKey: 'x' })).toMatchObject([{ field: 'apiKey' }]);
  });
});
