// Section `app`.

import type { Desk, Implementer } from './context.ts';

export function appSection(os: Implementer, desk: Desk) {
  const isElectron = desk.host === 'electron';
  return {
    hello: os.app.hello.handler(async () => ({
      version: desk.version,
      host: desk.host,
      capabilities: { tray: isElectron, nativeNotifications: isElectron, closeToTray: isElectron },
      workspace: (await desk.workspace()).name,
    })),
    openWorkspace: os.app.openWorkspace.handler(async ({ input }) => {
      await desk.openWorkspace(input.workspace);
      return { workspace: (await desk.workspace()).name };
    }),
    watch: os.app.watch.handler(async function* ({ signal }) {
      for (const notice of desk.standingNotices()) yield { kind: 'notice' as const, ...notice };
      yield* desk.feed.watchApp(signal);
    }),
  };
}
