// Why the file cannot be used, as a value with a sentence for a person.
// Thrown by openCache and by every call on a cache; nothing else of SQLite's errors leaves this folder.

/**
 * newer: made by a later version. locked: another process has it. read-only: file or folder cannot be written.
 * full: no room on the disk. damaged: a page cannot be read; the next start repairs. unreadable: anything else of the file.
 * lost: the thread that works on it has ended by itself. closed: asked after close().
 */
export type CacheProblemKind =
  | 'newer'
  | 'locked'
  | 'read-only'
  | 'full'
  | 'damaged'
  | 'unreadable'
  | 'lost'
  | 'closed';

export class CacheProblem extends Error {
  override readonly name = 'CacheProblem';
  readonly kind: CacheProblemKind;

  /** `message` is a sentence for a person: what is wrong and what to do. */
  constructor(kind: CacheProblemKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** SQLite's error as a CacheProblem; null for what is no trouble with the file (a bug, a broken rule of the schema). */
export function problemOf(error: unknown, path: string): CacheProblem | null {
  if (error instanceof CacheProblem) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new CacheProblem(
      'locked',
      `Another Switchyard is already using ${path}. Use that one, or close it and start again.`,
      error,
    );
  }
  // A file that may only be read is opened all the same, and then cannot be locked; nor can one on some network drives.
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM') || code === 'SQLITE_IOERR_LOCK') {
    return new CacheProblem(
      'read-only',
      `Switchyard may not write to ${path}, or cannot lock it. Give this user write access to the file and its folder, or choose another folder, on a disk of this machine, with --data-dir.`,
      error,
    );
  }
  if (code.startsWith('SQLITE_FULL')) {
    return new CacheProblem(
      'full',
      `The disk that holds ${path} is full. Nothing was changed; free some space and do it again.`,
      error,
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new CacheProblem(
      'damaged',
      `The file ${path} is damaged. Restart Switchyard: it puts the file aside and saves what can be read.`,
      error,
    );
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR')) {
    return new CacheProblem(
      'unreadable',
      `The file ${path} cannot be opened or read (${code}). Check the disk and the folder, or choose another folder with --data-dir.`,
      error,
    );
  }
  return null;
}
