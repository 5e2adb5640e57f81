// Runs before the page, in a world of its own. Passes the page one MessagePort when it asks, and takes it to a place that the
// host wants shown. Exposes nothing: no API, no Node, no channel. Built as one CommonJS file, which the sandbox demands.

import { ipcRenderer } from 'electron';
import type { PORT_HERE, PORT_PLEASE } from '../../renderer/connection/message-port-transport.ts';
import type { PLACE_CHANNEL, PORT_CHANNEL } from '../main/channels.ts';

const portChannel: typeof PORT_CHANNEL = 'switchyard:port';
const placeChannel: typeof PLACE_CHANNEL = 'switchyard:place';
const portPlease: typeof PORT_PLEASE = 'switchyard-port-please';
const portHere: typeof PORT_HERE = 'switchyard-port';

window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (source !== window || typeof data !== 'object' || data === null) return;
  const { type, nonce } = data as { type?: unknown; nonce?: unknown };
  if (type === portPlease && typeof nonce === 'string') ipcRenderer.send(portChannel, nonce);
});

ipcRenderer.on(portChannel, ({ ports }, nonce: unknown) => {
  // Ports cannot pass the context bridge, hence a posted message; the page knows its own nonce.
  window.postMessage({ type: portHere, nonce }, window.origin, [...ports]);
});

ipcRenderer.on(placeChannel, (_event, place: unknown) => {
  if (typeof place === 'string' && place.startsWith('#/')) window.location.hash = place;
});
