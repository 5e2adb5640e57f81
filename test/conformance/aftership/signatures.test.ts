// Keys of type AES and RSA: what is signed, and that a server that checks it lets our requests through.

import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startAfterShipSimulator } from '../../../electron/core/practice/aftership/start-aftership-simulator.ts';
import { signedText } from '../../../electron/core/providers/aftership/signing.ts';
import { NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { accountAt, command, freshProvider, KEY, VERSIONS } from './loopback.ts';

const DATE = 'Tue, 04 Aug 2026 10:20:30 GMT';
const headers = { 'as-api-key': KEY, 'content-type': 'application/json' };

describe('what is signed', () => {
  it('has an empty digest and type without a body, and the query in the order of its names', () => {
    const url = 'https://api.aftership.com/tracking/2026-07/trackings?tag=Pending&limit=2&keyword=a%20b';
    expect(signedText({ method: 'get', url, body: null, date: DATE, headers })).toBe(
      `GET\n\n\n${DATE}\nas-api-key:${KEY}\n/tracking/2026-07/trackings?keyword=a%20b&limit=2&tag=Pending`,
    );
  });

  it('has the MD5 of the body in capitals, and no question mark without a query', () => {
    const url = 'https://api.aftership.com/tracking/2026-07/trackings';
    expect(signedText({ method: 'POST', url, body: '{}', date: DATE, headers })).toBe(
      `POST\n99914B932BD37A50B983C5E7C90AE93B\napplication/json\n${DATE}\nas-api-key:${KEY}\n/tracking/2026-07/trackings`,
    );
  });
});

const rsa = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const KINDS = [
  { kind: 'aes', ours: 'shared-secret', theirs: 'shared-secret', wrong: 'another' },
  {
    kind: 'rsa',
    ours: rsa.privateKey,
    theirs: rsa.publicKey,
    wrong: generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).privateKey,
  },
] as const;

describe.each(KINDS)('a key of type $kind', ({ kind, ours, theirs, wrong }) => {
  it.each(VERSIONS)('%s: every kind of request is let through', async (version) => {
    const simulator = await startAfterShipSimulator({
      keys: [{ key: KEY, signing: { kind, secret: theirs } }],
    });
    try {
      const provider = freshProvider();
      const account = accountAt(simulator.url, version, { apiKey: KEY, signing: { kind, secret: ours } });
      const made = await provider.send(
        account,
        command('create', { tracking_number: 'JN12345678', slug: 'j-net', title: 'Grüße' }),
        NOW,
      );
      if (made.kind !== 'accepted') throw new Error(made.error.sentence);
      const ids = { ...NO_IDS, ...made.ids };
      expect((await provider.tracking(account, ids, { fields: ['tag', 'title'], lang: 'en' }, NOW)).ok).toBe(
        true,
      );
      const listed = await provider.changes?.(account, { since: Date.now() - 60_000, page: null }, NOW);
      expect(listed).toMatchObject({ ok: true, value: { news: [{ ids: { trackingId: 'JN12345678' } }] } });
      expect((await provider.send(account, command('delete', {}, { ids }), NOW)).kind).toBe('accepted');
    } finally {
      await simulator.stop();
    }
  });

  it('a wrong secret signs the connection out', async () => {
    const simulator = await startAfterShipSimulator({
      keys: [{ key: KEY, signing: { kind, secret: theirs } }],
    });
    try {
      const account = accountAt(simulator.url, '2024-04', { apiKey: KEY, signing: { kind, secret: wrong } });
      expect(await freshProvider().test(account, NOW)).toMatchObject({
        ok: false,
        error: { kind: 'signed-out' },
      });
      const unsigned = accountAt(simulator.url, '2024-04');
      expect(await freshProvider().test(unsigned, NOW)).toMatchObject({
        ok: false,
        error: { kind: 'signed-out' },
      });
    } finally {
      await simulator.stop();
    }
  });
});
