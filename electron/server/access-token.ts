// Who may talk to the server: whoever can read a file of this user. A one-use token, printed and kept in that file, is
// swapped for a cookie; the next token then takes its place in the file. Called by http-server.ts.
// The reasons and the price: docs/decisions/0003-one-use-access-token.md.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../hosting/replace-file.ts';

export interface Access {
  /** Opens the console in one browser, once. */
  readonly address: string;
  /** Begins to keep the address in the file. Not before the board is ours: the file may be another server's until then. */
  announce(): Promise<void>;
  /** The value of Set-Cookie for a token that is good and unused, else null. A token is used up by this. */
  swap(token: string): Promise<string | null>;
  /** Does this Cookie header carry what a swap gave out? */
  admits(cookies: string | undefined): boolean;
  /** The file goes; tokens and cookies live no longer than the process anyway. */
  close(): Promise<void>;
}

/** Holds the same line as stdout, for a token that was not used yet. */
export const addressFile = (dataDir: string) => join(dataDir, 'server-address');

export function openAccess(dataDir: string, port: number): Access {
  // Cookies know no ports: with the port in its name, two servers on one machine do not overwrite each other's.
  const cookieName = `switchyard-${port}`;
  const cookieValue = random();
  let token = random();

  const address = () => `http://127.0.0.1:${port}/?token=${token}`;
  let announced = false;
  const write = () => replaceFile(addressFile(dataDir), `${JSON.stringify({ url: address() })}\n`);

  return {
    get address() {
      return address();
    },
    async announce() {
      announced = true;
      await write();
    },
    async swap(candidate) {
      if (!same(candidate, token)) return null;
      token = random();
      if (announced) await write();
      return `${cookieName}=${cookieValue}; Path=/; HttpOnly; SameSite=Strict`;
    },
    admits: (cookies) =>
      (cookies ?? '')
        .split(';')
        .map((cookie) => cookie.trim())
        .some((cookie) => same(cookie, `${cookieName}=${cookieValue}`)),
    async close() {
      if (announced) await rm(addressFile(dataDir), { force: true });
    },
  };
}

/** 256 bits, in letters that need no encoding in an address. */
const random = () => randomBytes(32).toString('base64url');

/** In a time that says nothing about how much of it was right, nor how long the right one is. */
function same(candidate: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(candidate), digest(expected));
}
