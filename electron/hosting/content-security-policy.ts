// What the page may load and do. Written per answer, because the style nonce in it must be a new one each time.
// Called by page-files.ts. The page never talks to a provider: everything it needs comes from its own host.

/**
 * @param nonce for the two <style> elements that Mantine writes; scripts get none and must be files of ours
 * @param connectSources what the page connects to besides its own origin: its WebSocket, where it has one
 */
export function contentSecurityPolicy(nonce: string, connectSources: readonly string[] = []): string {
  return Object.entries({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    // Map tiles come through the host; blob: and data: are photos being attached and Leaflet's own markers.
    'img-src': ["'self'", 'data:', 'blob:'],
    // A label as PDF, in the browser's own viewer: a blob: is made by the page, and leads nowhere.
    'frame-src': ['blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...connectSources],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
