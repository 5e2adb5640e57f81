// Seed 002 with what twinjet documents least: everything but a good answer. What each becomes for a command (refused,
// not sent, unknown) and for a question, and what the dispatcher reads.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { CommandKind } from '../../../shared/domain/command.ts';
import { type CannedAnswer, NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { accountAt, command, loopback } from './loopback.ts';

const twinjet = loopback();

const address = { street_address: '565 Ellis St', city: 'San Francisco', state: 'CA', zip_code: '94109' };
const job = {
  order_contact_name: 'Larry Bluejeans',
  order_contact_phone: '5555555555',
  deliver_address: address,
  ready_time: '2026-11-21T09:00:00-08:00',
  deliver_from_time: '2026-11-21T09:00:00-08:00',
  deliver_to_time: '2026-11-21T11:00:00-08:00',
};
type TwinJetCommand = Extract<CommandKind, 'create' | 'edit' | 'cancel'>;
const PAYLOADS: Record<TwinJetCommand, object> = { create: job, edit: { tip: 1 }, cancel: {} };
const ids = { requestId: 'A1B2C3D4E5', externalId: 'SY-1' };

function send(kind: TwinJetCommand, account = twinjet.account) {
  return twinjet.provider.send(account, command(kind, PAYLOADS[kind], { ids }), { priority: 'command' });
}
const look = (account = twinjet.account) =>
  twinjet.provider.look(account, { ids: { ...NO_IDS, ...ids }, reference: null }, NOW);

describe('seed 002 · answers to a command', () => {
  const html = '<!doctype html><title>Oops</title>';
  const rows: [what: string, answer: CannedAnswer, outcome: string, kind: string, sentence: RegExp][] = [
    [
      '400 with errors',
      { status: 400, body: '{"errors":[{"deliver_address":"Unknown street"}]}' },
      'refused',
      'invalid',
      /deliver address: Unknown street\./,
    ],
    [
      '400 with a field map',
      { status: 400, body: '{"ready_time":["Enter a valid date."]}' },
      'refused',
      'invalid',
      /ready time: Enter a valid date\./,
    ],
    ['400 with a message', { status: 400, body: '{"message":"Nope"}' }, 'refused', 'invalid', /Nope\./],
    ['400 with nothing', { status: 400 }, 'refused', 'invalid', /without saying why \(400\)/],
    [
      '400 about the token',
      { status: 400, body: '{"api_token":["Invalid"]}' },
      'refused',
      'signed-out',
      /API token/,
    ],
    ['401', { status: 401 }, 'refused', 'signed-out', /replace it under Connections/],
    ['403', { status: 403, body: html }, 'refused', 'signed-out', /replace it under Connections/],
    ['405', { status: 405 }, 'refused', 'bad-answer', /not TwinJet DirectConnect \(405\)/],
    ['409', { status: 409, body: '{"detail":"Duplicate"}' }, 'refused', 'invalid', /Duplicate\./],
    ['415', { status: 415 }, 'refused', 'bad-answer', /not TwinJet DirectConnect \(415\)/],
    [
      '422',
      { status: 422, body: '{"errors":{"tip":["Negative"]}}' },
      'refused',
      'invalid',
      /tip: Negative\./,
    ],
    ['429', { status: 429 }, 'refused', 'limited', /fewer requests \(429\)/],
    ['408', { status: 408 }, 'unknown', 'provider-down', /took too long \(408\).*is not known/],
    ['410', { status: 410 }, 'unknown', 'bad-answer', /not foreseen \(410\).*is not known/],
    [
      '500',
      { status: 500, body: html },
      'unknown',
      'provider-down',
      /fault of its own \(500\).*is not known/,
    ],
    ['502', { status: 502 }, 'unknown', 'provider-down', /\(502\).*is not known/],
    ['503', { status: 503 }, 'unknown', 'provider-down', /\(503\).*is not known/],
    [
      '301',
      { status: 301, headers: { location: '/elsewhere' } },
      'unknown',
      'bad-answer',
      /requests elsewhere.*is not known/,
    ],
    ['200 with HTML', { body: html }, 'unknown', 'bad-answer', /web page.*is not known/],
    ['200 with nothing', { body: '' }, 'unknown', 'bad-answer', /answered with nothing.*is not known/],
    [
      '200 with half an answer',
      { body: '{"request_id":"A1B2' },
      'unknown',
      'bad-answer',
      /broken off or garbled.*is not known/,
    ],
    ['200 with another form', { body: '[]' }, 'unknown', 'bad-answer', /is not known/],
    ['200 without what matters', { body: '{"request_id":""}' }, 'unknown', 'bad-answer', /is not known/],
    ['a cut connection', { reset: true }, 'unknown', 'unreachable', /broke before.*is not known/],
  ];

  for (const kind of ['create', 'edit', 'cancel'] as const) {
    it.each(rows)(`${kind}: %s`, async (_what, answer, outcome, errorKind, sentence) => {
      twinjet.answer(answer);
      const result = await send(kind);
      expect(result).toMatchObject({ kind: outcome, error: { kind: errorKind } });
      expect('error' in result && result.error.sentence).toMatch(sentence);
      // Exactly once, whatever came back.
      expect(twinjet.received).toHaveLength(1);
    });
  }

  it('404 is an unknown job for a change, and a wrong address for a booking', async () => {
    twinjet.answer('', 404);
    expect(await send('edit')).toMatchObject({ kind: 'refused', error: { kind: 'not-found' } });
    expect(await send('cancel')).toMatchObject({ kind: 'refused', error: { kind: 'not-found' } });
    expect(await send('create')).toMatchObject({ kind: 'refused', error: { kind: 'bad-answer' } });
  });

  it('406 refuses a booking like any other bad input', async () => {
    twinjet.answer('{"errors":[{"service_id":"Not offered"}]}', 406);
    expect(await send('create')).toMatchObject({ kind: 'refused', error: { kind: 'invalid' } });
  });

  it('keeps the field messages and the body', async () => {
    const body = '{"errors":[{"deliver_address":{"zip_code":["Too long.","Digits only."]}}]}';
    twinjet.answer(body, 400);
    const outcome = await send('create');
    expect('error' in outcome && outcome.error).toMatchObject({
      status: 400,
      body,
      fields: [
        { field: 'deliver_address.zip_code', message: 'Too long.' },
        { field: 'deliver_address.zip_code', message: 'Digits only.' },
      ],
      sentence: expect.stringMatching(/deliver address, zip code: Too long\. .*Correct it and send it again/),
    });
  });

  it('429 says when it goes on', async () => {
    const before = Date.now();
    twinjet.answer({ status: 429, headers: { 'retry-after': '120' } });
    const outcome = await send('create');
    const retryAt = ('error' in outcome && outcome.error.retryAt) || 0;
    expect(retryAt).toBeGreaterThanOrEqual(before + 119_000);
    expect(retryAt).toBeLessThan(before + 600_000);
  });

  it('nothing at the address: not sent, and it says so', async () => {
    const account = accountAt(await closedOrigin());
    const outcome = await send('create', account);
    expect(outcome).toMatchObject({ kind: 'not-sent', error: { kind: 'unreachable', status: null } });
    expect('error' in outcome && outcome.error.sentence).toMatch(
      /Nothing answers.*booking has not left this computer/,
    );
  });

  it('an address that cannot be used: not sent', async () => {
    const outcome = await send('cancel', accountAt('http://twinjet.example'));
    expect(outcome).toMatchObject({ kind: 'not-sent', error: { kind: 'invalid' } });
  });
});

describe('seed 002 · answers to a question', () => {
  const rows: [what: string, answer: CannedAnswer, kind: string, sentence: RegExp][] = [
    [
      '400',
      { status: 400, body: '{"errors":[{"request_id":"Unknown"}]}' },
      'not-found',
      /does not know this job \(400\).*request id: Unknown/,
    ],
    ['400 about the token', { status: 400, body: '{"api_token":["Invalid"]}' }, 'signed-out', /API token/],
    ['401', { status: 401 }, 'signed-out', /API token/],
    ['404', { status: 404 }, 'not-found', /does not know this job \(404\)/],
    ['500', { status: 500 }, 'provider-down', /fault of its own.*last known stays on the board/],
    ['200 with HTML', { body: '<html></html>' }, 'bad-answer', /web page/],
    ['200 with nothing', { body: '' }, 'bad-answer', /answered with nothing/],
    ['200 with garbage', { body: 'null' }, 'bad-answer', /form that is not foreseen/],
    ['a cut connection', { reset: true }, 'unreachable', /broke before/],
  ];
  it.each(rows)('status: %s', async (_what, answer, kind, sentence) => {
    twinjet.answer(answer);
    const result = await look();
    expect(result).toMatchObject({ ok: false, error: { kind } });
    expect(!result.ok && result.error.sentence).toMatch(sentence);
  });

  it('validate: 400 says which address', async () => {
    twinjet.answer('{"errors":[{"deliver_address":"Cannot be found"}]}', 400);
    const result = await twinjet.provider.validate(twinjet.account, { deliver_address: address }, NOW);
    expect(result).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ field: 'deliver_address', message: 'Cannot be found' }] },
    });
  });

  it('a question is asked again after a fault, a command never', async () => {
    twinjet.answer('', 502);
    await look();
    expect(twinjet.received.length).toBeGreaterThan(1);
  });
});

/** An origin where nothing listens: a port that was free a moment ago. */
async function closedOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
