// Openings against a real cache file, a real vault and the simulated Jet Delivery over real HTTP; time is turned by hand.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionId, OnboardingId } from '../../../shared/domain/ids.ts';
import { installHandClock } from '../../../test/support/hand-clock.ts';
import { createSecretStore } from '../../hosting/secret-store.ts';
import { type OpenedCache, openCache } from '../cache/open-cache.ts';
import { type ConnectionService, createConnectionService } from '../connections/connection-service.ts';
import { createChangeFeed } from '../feed/change-feed.ts';
import { createHttpClient } from '../http/http-client.ts';
import type { Logger, SecretStore } from '../ports.ts';
import {
  type JetSimulator,
  startJetDeliverySimulator,
} from '../practice/jet-delivery/start-jet-delivery-simulator.ts';
import { createJetDeliveryProvider } from '../providers/jet-delivery/jet-delivery-provider.ts';
import { createOnboardingService, type OnboardingService } from './onboarding-service.ts';

const clock = installHandClock();
const PASSWORD = 'canary-password-91c4';
const EMAIL = 'dispatch@tcb-courier.com';
const MINUTE = 60_000;
const user = {
  first_name: 'Jane',
  last_name: 'Doe',
  customer_name: 'TCB Courier',
  local_addr1: '123 Main St',
  local_city: 'Los Angeles',
  local_state: 'CA',
  local_zip_postal: '90021',
  local_phone: '+1 (213) 555-1212',
};

let folder: string;
let cache: OpenedCache;
let secrets: SecretStore;
let jet: JetSimulator;
let connections: ConnectionService;
let service: OnboardingService;
let connectionId: ConnectionId;
let logged: string[];

function logger(): Logger {
  const keep = (message: string, fields?: unknown) =>
    void logged.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: keep, info: keep, warn: keep, error: keep };
}

/** A new process, as far as the services can tell. */
async function open(): Promise<void> {
  const log = logger();
  const feed = createChangeFeed({ clock });
  const http = createHttpClient({ fetch: globalThis.fetch, clock, log });
  const provider = createJetDeliveryProvider({ http });
  connections = createConnectionService({
    cache,
    secrets,
    providers: { 'jet-delivery': provider },
    http,
    feed,
    clock,
    log,
    requestsPerSecond: 50,
  });
  await connections.start();
  service = createOnboardingService({ cache, secrets, connections, jet: provider, feed, clock, log });
  await service.start();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-onboarding-'));
  logged = [];
  cache = await openCache({ path: join(folder, 'cache.sqlite'), clock, log: logger() });
  secrets = createSecretStore({ dataDir: folder, log: logger(), vault: 'session' });
  jet = await startJetDeliverySimulator({ clock: () => clock.now() });
  await open();
  connectionId = await connections.create({ provider: 'jet-delivery', label: 'Jet', baseUrl: jet.url });
});

afterEach(async () => {
  await settled(service.stop());
  await jet.stop();
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Moves the clock for the pauses of a request, never as far as the next check. */
const settled = <Value>(promise: Promise<Value>) => clock.until(promise, 2_000);
const begin = (email = EMAIL) =>
  settled(service.preRegister(connectionId, { email_address: email, password: PASSWORD }));
const theOne = async () => (await service.list())[0];
const sent = (action: string) => jet.requests().filter((request) => request.action === action).length;
const code = () => jet.mails()[0]?.code ?? '';
const wrong = () => (code() === '111111' ? '222222' : '111111');
const refusalOf = (promise: Promise<unknown>) =>
  settled(
    promise.then(
      () => {
        throw new Error('It was not refused');
      },
      (error: unknown) => error,
    ),
  );

test('an opening goes from the mail to the payment check, and the console notices the link by itself', async () => {
  const id = await begin();
  expect(await theOne()).toMatchObject({
    id,
    step: 'verifying',
    emailAddress: EMAIL,
    verifyExpiresAt: clock.now() + 30 * MINUTE,
    nextCheckAt: clock.now() + 10_000,
    obstacle: null,
  });
  clock.advance(10_000);
  await vi.waitFor(async () => expect((await theOne())?.checkedAt).not.toBeNull());
  expect((await theOne())?.step).toBe('verifying');
  jet.openLink(EMAIL);
  clock.advance(10_000);
  await vi.waitFor(async () => expect((await theOne())?.step).toBe('verified'));
  expect((await theOne())?.nextCheckAt).toBeNull();

  const started = await settled(service.startProvisioning(id));
  expect(started).toMatchObject({
    step: 'started',
    customerNo: jet.accounts()[0]?.customerNo,
    frequentCallerId: null,
    hasFirmographics: false,
  });
  expect((await settled(service.startProvisioning(id))).customerNo).toBe(started.customerNo);
  expect(jet.accounts()).toHaveLength(1);

  expect(await settled(service.activate(id, user))).toMatchObject({
    step: 'active',
    activated: { state: 'done' },
  });
  expect(jet.accounts()[0]?.user).toEqual({ ...user, local_phone: '2135551212' });
  const billing = {
    billing_addr2: 'PO Box 123',
    billing_city: 'LA',
    billing_state: 'CA',
    billing_zip_postal: '90021',
  };
  expect((await settled(service.updateBilling(id, billing))).billing).toEqual({
    state: 'done',
    at: clock.now(),
  });
  expect(jet.accounts()[0]?.billing).toEqual(billing);
  expect((await settled(service.checkPayment(id))).payment).toEqual({
    checkedAt: clock.now(),
    enabled: false,
    message: null,
  });
});

test('two wrong codes are counted, a new mail voids them and the old code, and the right one verifies', async () => {
  const id = await begin();
  for (const count of [1, 2]) {
    expect(await refusalOf(service.verify(id, wrong()))).toMatchObject({
      code: 'PROVIDER',
      provider: { kind: 'invalid', fields: [{ field: 'verify_code' }] },
    });
    expect((await theOne())?.wrongCodes).toBe(count);
  }
  const old = code();
  clock.advance(5 * MINUTE);
  expect(await settled(service.resend(id))).toMatchObject({
    wrongCodes: 0,
    resent: { state: 'done', at: clock.now() },
    verifyExpiresAt: clock.now() + 30 * MINUTE,
  });
  if (old !== code()) await refusalOf(service.verify(id, old));
  expect(await settled(service.verify(id, code()))).toMatchObject({ step: 'verified' });
});

test('after too many wrong codes only a new mail helps, and the sentence says so', async () => {
  const id = await begin();
  for (let count = 0; count < 3; count += 1) await refusalOf(service.verify(id, wrong()));
  expect(await refusalOf(service.verify(id, code()))).toMatchObject({
    message: expect.stringMatching(/Ask for a new mail/),
    provider: { kind: 'too-late' },
  });
  expect(await theOne()).toMatchObject({ codeLocked: true });
  expect(await settled(service.resend(id))).toMatchObject({ codeLocked: false });
  expect(await settled(service.verify(id, code()))).toMatchObject({ step: 'verified' });
});

test('it stops asking when the mail has ended, and a new mail begins it again', async () => {
  const id = await begin();
  for (let minute = 0; minute < 31; minute += 1) {
    clock.advance(MINUTE);
    await settled(service.list());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await vi.waitFor(async () => expect((await theOne())?.nextCheckAt).toBeNull());
  const asked = sent('pre-register-check');
  expect(asked).toBeGreaterThan(3);
  clock.advance(60 * MINUTE);
  expect(sent('pre-register-check')).toBe(asked);
  await settled(service.resend(id));
  expect((await theOne())?.nextCheckAt).toBe(clock.now() + 10_000);
});

test('a registration whose answer is lost is never sent again, and says that it cannot go on', async () => {
  jet.setFault({ kind: 'reset-after', operations: ['pre-register'] });
  expect(
    await refusalOf(service.preRegister(connectionId, { email_address: EMAIL, password: PASSWORD })),
  ).toMatchObject({
    code: 'PROVIDER',
    message: expect.stringMatching(/not known/),
  });
  expect(await theOne()).toMatchObject({
    step: 'unconfirmed',
    obstacle: expect.stringMatching(/new opening/),
  });
  jet.setFault({});
  await open();
  clock.advance(MINUTE);
  expect(sent('pre-register')).toBe(1);
  await begin();
  expect(await service.list()).toHaveLength(2);
});

test.each([
  ['a private address that only Jet Delivery knows of', 'jane@aol.mail.test', null],
  ['a limit', EMAIL, '429'],
  ['a firewall', EMAIL, '403'],
] as const)('%s: refused, and nothing is left of it', async (_what, email, kind) => {
  if (kind) jet.setFault({ kind });
  const address = kind ? email : 'jane@yahoo.test';
  const error = await refusalOf(
    service.preRegister(connectionId, { email_address: address, password: PASSWORD }),
  );
  expect(error).toMatchObject({ code: 'PROVIDER', message: expect.stringMatching(/\.$/) });
  expect(await service.list()).toEqual([]);
  expect(sent('pre-register')).toBe(1);
});

test('a resend of unknown fate stands as uncertain and is not repeated', async () => {
  const id = await begin();
  jet.setFault({ kind: 'reset-after', operations: ['pre-register-resend'] });
  await refusalOf(service.resend(id));
  expect(await theOne()).toMatchObject({ resent: { state: 'uncertain' } });
  expect(sent('pre-register-resend')).toBe(1);
  jet.setFault({ kind: '403', operations: ['pre-register-resend'] });
  const before = (await theOne())?.resent;
  await refusalOf(service.resend(id));
  expect((await theOne())?.resent).toEqual(before);
});

test('a second opening for the same address is refused while one is under way', async () => {
  await begin();
  expect(
    await refusalOf(
      service.preRegister(connectionId, { email_address: EMAIL.toUpperCase(), password: PASSWORD }),
    ),
  ).toMatchObject({
    code: 'CONFLICT',
  });
  expect(sent('pre-register')).toBe(1);
});

test('steps out of their order are refused without asking anybody', async () => {
  const id = await begin();
  const asked = jet.requests().length;
  for (const step of [
    () => service.startProvisioning(id),
    () => service.activate(id, user),
    () =>
      service.updateBilling(id, {
        billing_addr1: 'x',
        billing_city: 'x',
        billing_state: 'x',
        billing_zip_postal: 'x',
      }),
    () => service.checkPayment(id),
  ]) {
    expect(await refusalOf(step())).toMatchObject({ code: 'CONFLICT' });
  }
  expect(await refusalOf(service.check('nowhere' as OnboardingId))).toMatchObject({ code: 'NOT_FOUND' });
  expect(jet.requests()).toHaveLength(asked);
});

test('a new process takes an opening up where it was, with the keys from the vault', async () => {
  const id = await begin();
  await settled(service.stop());
  await open();
  jet.openLink(EMAIL);
  clock.advance(10_000);
  await vi.waitFor(async () => expect((await theOne())?.step).toBe('verified'));
  await open();
  expect(await settled(service.startProvisioning(id))).toMatchObject({ step: 'started' });
  await open();
  expect(await settled(service.activate(id, user))).toMatchObject({ step: 'active' });
});

test('without its key an opening says so, and can be removed', async () => {
  const id = await begin();
  secrets = createSecretStore({ dataDir: folder, log: logger(), vault: 'session' });
  await open();
  expect(await theOne()).toMatchObject({ obstacle: expect.stringMatching(/no longer on this computer/) });
  expect(await refusalOf(service.resend(id))).toMatchObject({ code: 'CONFLICT' });
  await settled(service.remove(id));
  expect(await service.list()).toEqual([]);
});

test('password, code and keys are in no file and no log line', async () => {
  const id = await begin();
  await refusalOf(service.verify(id, wrong()));
  await settled(service.verify(id, code()));
  await settled(service.startProvisioning(id));
  const idx = jet.requests().find(({ action }) => action === 'pre-register-verify')?.form.idx ?? '';
  const key = jet.requests().find(({ action }) => action === 'start')?.form.validation_key ?? '';
  expect(idx.length).toBeGreaterThan(5);
  expect(key.length).toBeGreaterThan(5);
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  for (const secret of [PASSWORD, idx, key, code()]) {
    for (const text of [...files, ...logged, JSON.stringify(await service.list())])
      expect(text).not.toContain(secret);
  }
});
