// Section `vault`: where secrets are kept on this machine. No procedure returns one.

import { z } from 'zod';
import { procedure } from './procedure.ts';

export const vaultKind = z.enum(['keychain', 'passphrase', 'session']);
export type VaultKind = z.infer<typeof vaultKind>;

export const vaultStatusSchema = z.object({
  kind: vaultKind,
  /** `undecided`: the keychain is missing and nobody has said yet where secrets may go instead. */
  state: z.enum(['ready', 'locked', 'unavailable', 'undecided']),
  offers: z.array(z.object({ kind: vaultKind, available: z.boolean(), problem: z.string().nullable() })),
  /** What is wrong and what to install or do, in words. */
  problem: z.string().nullable(),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;

export const vault = {
  status: procedure.output(vaultStatusSchema),
  choose: procedure
    .input(
      z.object({
        kind: vaultKind,
        passphrase: z.string().min(8, 'Use at least 8 characters.').max(1000).optional(),
      }),
    )
    .output(vaultStatusSchema),
  unlock: procedure.input(z.object({ passphrase: z.string().max(1000) })).output(vaultStatusSchema),
};
