// Section `vault`: always the person's own vault; practice keeps its tokens elsewhere.

import type { VaultStatus } from '../ports.ts';
import type { Desk, Implementer } from './context.ts';

export function vaultSection(os: Implementer, desk: Desk) {
  async function changed(status: VaultStatus): Promise<VaultStatus> {
    (await desk.workspace()).connections.vaultChanged();
    desk.feed.topics('vault');
    return status;
  }
  return {
    status: os.vault.status.handler(() => desk.vault.status()),
    choose: os.vault.choose.handler(async ({ input }) =>
      changed(await desk.vault.choose(input.kind, input.passphrase)),
    ),
    unlock: os.vault.unlock.handler(async ({ input }) => changed(await desk.vault.unlock(input.passphrase))),
  };
}
