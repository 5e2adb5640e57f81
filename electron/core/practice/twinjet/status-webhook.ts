// Posts a status object to a job's webhook_url, but only on this machine: practice must not talk to anybody else.
// Used by start-twinjet-simulator.ts. One attempt; TwinJet documents no retry.

import { request } from 'node:http';

/** The address to post to, or nothing for anything but plain http to a loopback address. */
export function loopbackUrl(text: string | undefined): URL | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const local = /^127\.\d+\.\d+\.\d+$/.test(url.hostname) || url.hostname === '[::1]';
  return url.protocol === 'http:' && local ? url : undefined;
}

export function postStatus(url: URL, status: unknown): void {
  const body = JSON.stringify(status);
  const sent = request(
    url,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      timeout: 5000,
    },
    (response) => response.resume(),
  );
  sent.on('timeout', () => sent.destroy());
  sent.on('error', () => {});
  sent.end(body);
}
