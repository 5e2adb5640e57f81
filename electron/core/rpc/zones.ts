// Section `zones`.

import type { Desk, Implementer } from './context.ts';

export function zonesSection(os: Implementer, desk: Desk) {
  return { list: os.zones.list.handler(async () => (await desk.workspace()).zones.list()) };
}
