// The only way out of the program for a link: http and https, parsed, re-serialised, handed to the opener of the host.
// Called with addresses that come from providers, so everything about them is doubted. Not for the page's own navigation.

const MAX_LENGTH = 2048;

export type LinkAnswer = { ok: true; url: string } | { ok: false; problem: string };

/** @returns the address as it may be given to the operating system, or why not, in words */
function checkExternalLink(link: unknown): LinkAnswer {
  if (typeof link !== 'string' || link.length > MAX_LENGTH) return refuse('it is too long');
  // The parser would repair these silently; whoever writes them hopes for a reader who does not.
  if (/[\p{Cc}\p{Cf}\p{Z}\\]/u.test(link))
    return refuse('it has characters that do not belong in an address');
  // "https:example.com" and "https:///example.com" are repaired as well.
  if (!/^https?:\/\/[^/]/i.test(link)) return refuse('it is not a web address');
  const url = URL.parse(link);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return refuse('it is not a web address');
  }
  // An empty name ("https://@example.com") leaves nothing in the parsed address.
  if (/^[^/]*\/\/[^/?#]*@/.test(link)) {
    return refuse('it carries a user name, which hides where it leads');
  }
  if (url.href.length > MAX_LENGTH) return refuse('it is too long');
  return { ok: true, url: url.href };
}

/** @param open the host's own opener (Electron's shell.openExternal, a browser command) */
export async function openExternalLink(
  link: unknown,
  open: (url: string) => Promise<void> | void,
): Promise<LinkAnswer> {
  const answer = checkExternalLink(link);
  if (answer.ok) await open(answer.url);
  return answer;
}

const refuse = (why: string): LinkAnswer => ({ ok: false, problem: `This link is not opened: ${why}.` });
