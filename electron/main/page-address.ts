// Where the page lives: a private scheme of this program with one host. Whatever must know "is this our page?" asks here.

export const PAGE_SCHEME = 'switchyard-app';
/** As Chromium serialises it: `frame.origin`, `window.origin`. */
export const PAGE_ORIGIN = `${PAGE_SCHEME}://console`;

/** The address taken apart if it is one of the page's own, else null. Parsed: look-alikes only begin like ours. */
export function ownAddress(address: string): URL | null {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return null;
  return `${url.protocol}//${url.host}` === PAGE_ORIGIN ? url : null;
}

/** The one document there is, at whatever hash. */
export function isPageDocument(address: string): boolean {
  const url = ownAddress(address);
  return url !== null && (url.pathname === '/' || url.pathname === '/index.html');
}
