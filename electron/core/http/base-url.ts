// Which addresses the program may talk to: https anywhere, http to this machine only. One rule for the base URL a
// person types (connections) and for every request that leaves (http-client). It resolves no names and sends nothing.

export type UrlCheck = { ok: true; url: URL } | { ok: false; problem: string };
export type BaseUrlCheck = { ok: true; origin: string } | { ok: false; problem: string };

/** True for 127.0.0.0/8, [::1] and localhost. Other spellings of an address are normalised by URL before they get here. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Checks a whole address. `problem` is a sentence for the person who typed it. */
export function checkUrl(text: string): UrlCheck {
  const typed = text.trim();
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) {
    return { ok: false, problem: 'Write the whole address, beginning with https://.' };
  }
  if (!URL.canParse(typed)) {
    return { ok: false, problem: 'This is not a complete web address. Check it for typing errors.' };
  }
  const url = new URL(typed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { ok: false, problem: 'Only addresses that begin with https:// can be used.' };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      ok: false,
      problem: 'Take the name and password out of the address; secrets have fields of their own.',
    };
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return {
      ok: false,
      problem:
        'Without encryption (http://) only this computer can be addressed. Use https:// for any other host.',
    };
  }
  return { ok: true, url };
}

/** Checks an address that replaces a provider's documented host: an origin, nothing behind it. */
export function checkBaseUrl(text: string): BaseUrlCheck {
  const checked = checkUrl(text);
  if (!checked.ok) return checked;
  const { url } = checked;
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || /[?#]\s*$/.test(text)) {
    return { ok: false, problem: `Only the host belongs here. Leave out what follows it: ${url.origin}` };
  }
  return { ok: true, origin: url.origin };
}
