// A short name for where map tiles come from, in the addresses under which the page asks its host for them: another
// source is another address, so that no browser shows the old one's tiles. Not a secret and no protection: FNV-1a.

/** Eight hexadecimal digits. */
export function tileSource(url: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < url.length; at += 1) hash = Math.imul(hash ^ url.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
