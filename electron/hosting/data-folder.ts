// Makes the folder of the board and says in words why it cannot be used. Called first thing by each host.

import { accessSync, constants, mkdirSync } from 'node:fs';

/** Null where the folder is there and can be written; else a sentence for a person. */
export function openDataFolder(dataDir: string): string | null {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return `The folder ${dataDir} cannot be used for the board: ${REASONS[code] ?? code}. Choose another one with --data-dir.`;
  }
}

const REASONS: Record<string, string> = {
  EACCES: 'this user may not write there',
  EEXIST: 'there is a file of that name',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
  EPERM: 'this user may not write there',
  EROFS: 'that disk can only be read',
};
