import { describe, expect, it } from 'vitest';
import { checkBaseUrl, checkUrl, isLoopback } from './base-url.ts';

describe('addresses a connection may have', () => {
  it.each([
    ['https://www.twinjet.co', 'https://www.twinjet.co'],
    [' https://www.twinjet.co/ ', 'https://www.twinjet.co'],
    ['HTTPS://Sandbox.Example.com:8443', 'https://sandbox.example.com:8443'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.1', 'http://127.0.0.1'],
    ['http://localhost:3000/', 'http://localhost:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('%s is the origin %s', (typed, origin) => {
    expect(checkBaseUrl(typed)).toEqual({ ok: true, origin });
  });

  it.each([
    ['', /whole address/],
    ['www.twinjet.co', /whole address/],
    ['https://', /typing errors/],
    ['ftp://www.twinjet.co', /https:\/\//],
    ['javascript://alert(1)', /https:\/\//],
    ['http://www.twinjet.co', /Without encryption/],
    ['http://10.0.0.1', /Without encryption/],
    ['http://127.0.0.1.example.com', /Without encryption/],
    ['http://localhost.example.com', /Without encryption/],
    ['http://[::ffff:10.0.0.1]', /Without encryption/],
    ['https://key@www.twinjet.co', /name and password/],
    ['https://a:b@www.twinjet.co', /name and password/],
    ['https://www.twinjet.co/api', /Only the host.*https:\/\/www\.twinjet\.co$/],
    ['https://www.twinjet.co/?', /Only the host/],
    ['https://www.twinjet.co?token=1', /Only the host/],
    ['https://www.twinjet.co/#x', /Only the host/],
  ])('%s is refused with a sentence', (typed, problem) => {
    expect(checkBaseUrl(typed)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });

  it('lets a request have a path and a query', () => {
    expect(checkUrl('https://host.example/a/b?c=d')).toMatchObject({ ok: true });
  });

  it('knows this machine in the spelling URL gives it', () => {
    for (const name of ['127.0.0.1', '127.255.3.4', '[::1]', 'localhost'])
      expect(isLoopback(name)).toBe(true);
    for (const name of ['128.0.0.1', '127.evil.example', '[::2]', 'localhost.evil'])
      expect(isLoopback(name)).toBe(false);
  });
});
