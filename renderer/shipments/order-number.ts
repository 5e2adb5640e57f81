// The order number of a shipment for which the person gave none. It is read out over the phone: short, without letters
// that are taken for others.

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

export function newOrderNumber(): string {
  let code = '';
  while (code.length < LENGTH) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    // 240 is the largest multiple of 30 that fits: no letter is likelier than another.
    if (byte < 240) code += ALPHABET[byte % ALPHABET.length];
  }
  return `SY-${code}`;
}
