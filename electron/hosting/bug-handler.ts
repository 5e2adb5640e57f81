// The one place where a process meets its bugs. Installed first thing by each host.
// Expected failures are values and never get here.

import type { Logger } from '../core/ports.ts';

/**
 * A rejection nobody handled is logged and the board goes on: what it belonged to has failed, nothing else has.
 * An uncaught exception leaves unknown state behind, so `onFatal` ends the process; the outbox is made for that.
 */
export function installBugHandler(log: Logger, onFatal: (error: unknown) => void): void {
  process.on('unhandledRejection', (reason) =>
    log.error('Bug: a rejection nobody handled.', { error: reason }),
  );
  process.on('uncaughtException', (error) => {
    log.error('Bug: an exception nobody caught.', { error });
    onFatal(error);
  });
  // Whoever reads our output may go away (`npm start | head -1`); that is no reason to stop.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}
