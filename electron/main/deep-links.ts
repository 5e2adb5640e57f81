// Links such as switchyard://job/ID, and a second start of the program: both lead to the window that is there.
// Installed by main.ts before the app is ready, since macOS may bring the link that started it at once.

import { app } from 'electron';
import { parseDeepLink } from '../hosting/deep-link.ts';
import { jobPlace, type Place } from './places.ts';

/** macOS says it by an event; elsewhere the link is one of the words the program was started with. */
export function followDeepLinks(show: (place?: Place) => void): void {
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const place = placeIn([url]);
    if (place !== undefined) show(place);
  });
  app.on('second-instance', (_event, argv) => show(placeIn(argv)));
  const place = placeIn(process.argv);
  if (place !== undefined) show(place);
  // From the sources this would register the bare runtime. On macOS the bundle says it, on Linux the desktop file.
  if (app.isPackaged && process.platform === 'win32') app.setAsDefaultProtocolClient('switchyard');
}

function placeIn(words: readonly string[]): Place | undefined {
  for (const word of words) {
    const link = parseDeepLink(word);
    if (link !== null) return jobPlace(link.jobId);
  }
  return undefined;
}
