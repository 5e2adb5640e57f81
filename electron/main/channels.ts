// The names of the two messages between main and preload. The preload takes them as types only, so a name that differs
// does not compile; nothing else passes between the two.

/** Page → main: the nonce it asks with. Main → page: the same nonce, with the one port. */
export const PORT_CHANNEL = 'switchyard:port';
/** Main → page: a place to show, as the page's own hash. */
export const PLACE_CHANNEL = 'switchyard:place';
