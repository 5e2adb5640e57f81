// What happens when the page's process dies: it is loaded again, once; if it dies again soon, a person decides.
// The board and the outbox are in this process, so nothing is lost with the page. Called by main.ts.

import { app, dialog, type WebContents } from 'electron';
import type { Clock, Logger } from '../core/ports.ts';
import { texts } from './texts.ts';

const SOON_MS = 60_000;

export function recoverPage(contents: WebContents, { clock, log }: { clock: Clock; log: Logger }): void {
  let lastAt = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<void> {
    const { message, detail, load, quit } = texts.pageGone;
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message,
      detail,
      buttons: [load, quit],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1) app.quit();
    else contents.reload();
  }

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error("The page's process ended.", { reason, exitCode });
    const now = clock.now();
    const isFirst = now - lastAt > SOON_MS;
    lastAt = now;
    if (isFirst) contents.reload();
    else ask().catch((error: unknown) => log.error('Nobody could be asked.', { error: String(error) }));
  });
}
