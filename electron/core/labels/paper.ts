// What kind of file these bytes are, told by the bytes: neither a name nor a header of somebody else decides what the
// page draws. Pure; called by labels-service.ts.

const KINDS: readonly { type: string; end: string; begins: readonly number[] }[] = [
  { type: 'application/pdf', end: 'pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', end: 'png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', end: 'jpg', begins: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', end: 'gif', begins: [0x47, 0x49, 0x46, 0x38] },
];
/** ZPL begins a format with ^XA, or a download with ~. */
const ZPL = /^\s*(\^XA|~D|\^FX|CT~)/;

export function paperKind(bytes: Uint8Array): { contentType: string; end: string } {
  const known = KINDS.find(({ begins }) => begins.every((byte, place) => bytes[place] === byte));
  if (known) return { contentType: known.type, end: known.end };
  if (ZPL.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1')))
    return { contentType: 'text/plain', end: 'zpl' };
  return { contentType: 'application/octet-stream', end: 'bin' };
}
