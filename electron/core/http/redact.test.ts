import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutValuesInJson, isSecretKey, redactHeaders, redactJson, redactText, redactUrl } from './redact.ts';

const token = 'k9/Tz+4="ä 77x';

describe('names of secrets', () => {
  it.each([
    'api_token',
    'token',
    'access_token',
    'Refresh-Token',
    'password',
    'client_secret',
    'childSecret',
    'childKey',
    'authorization',
    'Proxy-Authorization',
    'as-api-key',
    'X-Api-Key',
    'apiKey',
    'as-signature-hmac-sha256',
    'validation_key',
    'wait_idx',
    'idx',
    'verify_code',
    'credentials',
    'Set-Cookie',
    'pin',
  ])('%s', (name) => {
    expect(isSecretKey(name)).toBe(true);
  });

  it.each([
    'token_type',
    'tokenUrl',
    'paginationToken',
    'next_token',
    'client_id',
    'tracking_number',
    'pickup_key_contact',
    'index',
    'shipping',
    'opinion',
    'zip_code',
    'status_code',
    'secretary',
  ])('not %s', (name) => {
    expect(isSecretKey(name)).toBe(false);
  });
});

describe('text', () => {
  it.each([
    ['plain', token],
    ['percent-encoded', encodeURIComponent(token)],
    ['form-encoded', new URLSearchParams({ x: token }).toString().slice(2)],
    ['JSON', JSON.stringify({ x: token })],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ api_token: token }))],
    ['Basic', `Basic ${Buffer.from(`client:${token}`).toString('base64')}`],
  ])('loses a known value, %s', (_, text) => {
    const cut = redactText(`before ${text} after`, [token]);
    expect(cut).not.toContain('77x');
    expect(cut).toContain('[removed]');
    expect(cut).toMatch(/^before .* after$/s);
  });

  it('loses a known value inside base64 however it is aligned', () => {
    for (const before of ['', 'a', 'ab', 'abc']) {
      const encoded = Buffer.from(`${before}${token}:tail`).toString('base64');
      const cut = redactText(`x ${encoded} y`, [token]);
      expect(cut).toContain('[removed]');
      // What is left between the marks decodes to less than the secret.
      for (const piece of cut.split(/ |\[removed\]/)) {
        expect(Buffer.from(piece, 'base64').toString()).not.toContain(token.slice(0, 6));
      }
    }
  });

  it('cuts a short value only where it stands alone', () => {
    expect(redactText('code 4711, tracking 994711002', ['4711'])).toBe('code [removed], tracking 994711002');
  });

  it('is not confused by empty and tiny values', () => {
    expect(redactText('a b c', ['', 'a'])).toBe('a b c');
  });

  it.each([
    ['{"api_token":"abc","a":1}', '{"api_token":"[removed]","a":1}'],
    [
      '{"data": {"wait_idx" : "12345", "result":"success"}}',
      '{"data": {"wait_idx" : "[removed]", "result":"success"}}',
    ],
    ['{"idx":12345,"a":[1]}', '{"idx":"[removed]","a":[1]}'],
    [
      '{"credentials":{"childKey":"}","x":[1]},"carrier":"fedex"}',
      '{"credentials":"[removed]","carrier":"fedex"}',
    ],
    ['{"password":"a\\"b","c":1}', '{"password":"[removed]","c":1}'],
    ['{"password":"torn off', '{"password":"[removed]"'],
    ['{"token":null,"password":"","secret":false}', '{"token":null,"password":"","secret":false}'],
    ['"{\\"api_token\\":\\"abc\\",\\"a\\":1}"', '"{\\"api_token\\":\\"[removed]\\",\\"a\\":1}"'],
    ['email_address=a%40b.c&password=hunter2&es_code=', 'email_address=a%40b.c&password=[removed]&es_code='],
    [
      'see https://x.example/?action=start&validation_key=abc#f',
      'see https://x.example/?action=start&validation_key=[removed]',
    ],
    ['Authorization: Bearer abc.def\r\nAccept: text/html', 'Authorization: [removed]\r\nAccept: text/html'],
    ['refused for Bearer oh_12345678 today', 'refused for Bearer [removed] today'],
    ['header Basic dXNlcjpwYXNzd29yZA== sent', 'header Basic [removed] sent'],
  ])('%s', (text, expected) => {
    expect(redactText(text, [])).toBe(expected);
  });

  it.each([
    'Basic delivery and Bearer instructions stay',
    '{"status":"delivered","paginationToken":"abc","token_type":"Bearer"}',
    'job_history: 3 entries, tracking_number=1Z999',
    '<html><body class="token">Service unavailable</body></html>',
  ])('leaves alone: %s', (text) => {
    expect(redactText(text, ['another-secret'])).toBe(text);
  });

  it('never throws, and a known value of eight characters or more never survives', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.stringMatching(/^[A-Za-z0-9_.~+/=-]{8,40}$/),
        fc.string(),
        (before, secret, after) => {
          expect(redactText(`${before}${secret}${after}`, [secret])).not.toContain(secret);
        },
      ),
    );
  });

  it('keeps JSON readable as JSON', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(() => JSON.parse(redactText(json, []))).not.toThrow();
      }),
    );
  });
});

describe('JSON', () => {
  it('loses secrets at any depth, and keeps what is empty', () => {
    const body = {
      data: {
        token: 'abc',
        jsonstrn: [{ password: 'p', note: `uses ${token}` }],
        credentials: { apiKey: 'x' },
      },
      api_token: '',
      secret: null,
      price: 8,
    };
    expect(redactJson(body, [token])).toEqual({
      data: {
        token: '[removed]',
        jsonstrn: [{ password: '[removed]', note: 'uses [removed]' }],
        credentials: '[removed]',
      },
      api_token: '',
      secret: null,
      price: 8,
    });
  });

  it('can be cut by value only, so that a new token can be read', () => {
    expect(cutValuesInJson({ access_token: 'new-token-1', echo: [`was ${token}`] }, [token])).toEqual({
      access_token: 'new-token-1',
      echo: ['was [removed]'],
    });
  });
});

describe('headers and addresses', () => {
  it('cuts credentials by name and values anywhere', () => {
    const headers = new Headers({
      'Set-Cookie': 'a=b',
      'X-Request-Id': '7',
      'X-Echo': `key ${encodeURIComponent(token)}`,
    });
    expect(redactHeaders(headers, [token])).toEqual({
      'set-cookie': '[removed]',
      'x-request-id': '7',
      'x-echo': 'key [removed]',
    });
  });

  it('shows host, path and query without secrets and user names', () => {
    expect(redactUrl('https://me:pw@x.example:8443/api/?action=start&token=abc&idx=9', [])).toBe(
      'x.example:8443/api/?action=start&token=[removed]&idx=[removed]',
    );
    expect(redactUrl(`not an address ${token}`, [token])).toBe('not an address [removed]');
  });
});
