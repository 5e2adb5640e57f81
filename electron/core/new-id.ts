// Ids that the console makes: short enough to read out, random enough never to meet again.

import { randomBytes } from 'node:crypto';

/** Without 0/O, 1/I/L and U: an id is sometimes read out over the phone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

function randomCode(length: number): string {
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      // 240 is the largest multiple of 30 that fits: no letter is likelier than another.
      if (byte < 240 && code.length < length) code += ALPHABET[byte % ALPHABET.length];
    }
  }
  return code;
}

/** "job-K7…", 16 random letters (78 bits). */
export function newId<Id extends string>(kind: string): Id {
  return `${kind}-${randomCode(16)}` as Id;
}

/** The console's own external_id where the dispatcher gave none; couriers see it, so it is short (49 bits). */
export function newExternalId(): string {
  return `SY-${randomCode(10)}`;
}
