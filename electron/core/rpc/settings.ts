// Section `settings`.

import type { Desk, Implementer } from './context.ts';

export function settingsSection(os: Implementer, desk: Desk) {
  const service = async () => (await desk.workspace()).settings;
  return {
    get: os.settings.get.handler(async () => (await service()).get()),
    update: os.settings.update.handler(async ({ input }) => (await service()).update(input)),
  };
}
