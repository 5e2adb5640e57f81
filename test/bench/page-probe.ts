// What is measured inside the page, put there before its own scripts run. Times are the browser's own: from the event's
// timestamp to the frame in which its effect is painted. Functions here run in the page and may use nothing outside.

import type { Page } from 'playwright-core';

export interface Frames {
  p50: number;
  p95: number;
  p99: number;
  longest: number;
  count: number;
  /** Share of the time in which the page's main thread was in tasks of over 50 ms. */
  longTasks: number;
}

interface Probe {
  /** Epoch milliseconds at which the first row of a job was painted. */
  firstRows: number | null;
  /** Resolves with the milliseconds from the next key or click to its answer on screen. */
  arm(): void;
  answered: Promise<number> | null;
  frames(ms: number, scrollBy: number, scroller?: string): Promise<Frames>;
}

declare global {
  interface Window {
    bench: Probe;
  }
}

export async function installProbe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    /** Asked within a frame: after that frame is handed to the screen. */
    const afterFrame = (then: () => void) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(null);
    };
    const painted = (then: () => void) => requestAnimationFrame(() => afterFrame(then));

    /** What was asked of the core about the board since the probe was armed. */
    let questions = { open: new Set<string>(), answered: 0 };
    const heard = new WeakSet<WebSocket>();
    const idOf = (message: string) => /^\{"i":"?([^",]+)/.exec(message)?.[1] ?? '';
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (message) {
      if (typeof message === 'string' && message.includes('"/jobs/query"')) {
        questions.open.add(idOf(message));
        if (!heard.has(this)) {
          heard.add(this);
          this.addEventListener('message', ({ data }) => {
            if (typeof data === 'string' && questions.open.delete(idOf(data))) questions.answered += 1;
          });
        }
      }
      send.call(this, message);
    };

    const probe: Probe = {
      firstRows: null,
      answered: null,
      arm() {
        const grid = document.querySelector('[role="grid"]');
        if (grid === null) throw new Error('There is no board.');
        questions = { open: new Set(), answered: 0 };
        probe.answered = new Promise((resolve, reject) => {
          const tooLate = setTimeout(() => reject(new Error('There was no answer within 20 s.')), 20_000);
          let beganAt: number | null = null;
          const began = (event: Event) => {
            if (beganAt !== null) return;
            beganAt = event.timeStamp;
            look();
          };
          addEventListener('keydown', began, { capture: true, once: true });
          addEventListener('click', began, { capture: true, once: true });
          // An answer can come before the page has drawn that it waits for one: hence the questions, not the grid alone.
          const look = () => {
            const isAnswered = questions.answered > 0 && questions.open.size === 0;
            if (!isAnswered || grid.getAttribute('aria-busy') === 'true') {
              requestAnimationFrame(look);
              return;
            }
            clearTimeout(tooLate);
            const from = beganAt ?? Number.NaN;
            afterFrame(() => resolve(performance.now() - from));
          };
        });
      },
      async frames(ms, scrollBy, scroller = '[role="grid"]') {
        const grid = document.querySelector(scroller);
        const times: number[] = [];
        let longTasks = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) longTasks += entry.duration;
        });
        observer.observe({ type: 'longtask' });
        const beganAt = performance.now();
        let step = scrollBy;
        // Read once: it lays out the page. What is measured should be the board's work and not the bench's.
        const end = grid === null ? 0 : Math.min(grid.scrollHeight - grid.clientHeight, 60_000);
        let place = grid?.scrollTop ?? 0;
        let last = await new Promise<number>(requestAnimationFrame);
        while (last - beganAt < ms) {
          if (grid !== null && scrollBy !== 0) {
            if (place >= end) step = -scrollBy;
            if (place <= 0) step = scrollBy;
            place += step;
            grid.scrollTop = place;
          }
          const now = await new Promise<number>(requestAnimationFrame);
          times.push(now - last);
          last = now;
        }
        observer.disconnect();
        times.sort((a, b) => a - b);
        const at = (share: number) => times[Math.max(0, Math.ceil(share * times.length) - 1)] ?? 0;
        return {
          p50: at(0.5),
          p95: at(0.95),
          p99: at(0.99),
          longest: at(1),
          count: times.length,
          longTasks: longTasks / ms,
        };
      },
    };
    window.bench = probe;

    const rows = new MutationObserver(() => {
      if (document.querySelector('[data-job]') === null) return;
      rows.disconnect();
      painted(() => {
        probe.firstRows = performance.timeOrigin + performance.now();
      });
    });
    rows.observe(document, { subtree: true, childList: true });
  });
}

/** Milliseconds from what `act` does first (a key, a click) to its answer on screen. */
export async function untilAnswered(page: Page, act: () => Promise<void>): Promise<number> {
  await page.locator('[role="grid"][aria-busy="false"]').waitFor();
  await page.evaluate(() => window.bench.arm());
  await act();
  return page.evaluate(() => {
    const { answered } = window.bench;
    if (answered === null) throw new Error('Nothing was armed.');
    return answered;
  });
}

/** Bytes that the page's own objects take, after everything that can go is gone. */
export async function pageHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
