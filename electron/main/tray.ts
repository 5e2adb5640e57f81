// The icon beside the clock: how the desk stands without the window. Made by main.ts, which tells it the counts.
// Each count in its menu leads to the jobs it counts.

import { join } from 'node:path';
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { CoreCounts } from '../core/core.ts';
import { PLACES, type Place } from './places.ts';
import { texts } from './texts.ts';

type Counts = Pick<CoreCounts, 'live' | 'late' | 'trouble' | 'offline'>;

export interface DeskTray {
  update(change: { counts?: Counts; isPaused?: boolean }): void;
  close(): void;
}

export interface DeskTrayOptions {
  /** The folder with tray-normal.png and its like. */
  icons: string;
  platform: NodeJS.Platform;
  open: (place?: Place) => void;
  pause: (paused: boolean) => void;
  quit: () => void;
}

type State = 'normal' | 'attention' | 'offline';

export function openTray({ icons, platform, open, pause, quit }: DeskTrayOptions): DeskTray {
  const isMac = platform === 'darwin';
  let counts: Counts = { live: 0, late: 0, trouble: 0, offline: 0 };
  let isPaused = false;

  // On macOS a template image: the system colours it for a light or a dark menu bar.
  const image = (state: State) =>
    nativeImage.createFromPath(join(icons, `tray-${state}${isMac ? 'Template' : ''}.png`));
  const tray = new Tray(image('normal'));

  function draw(): void {
    if (tray.isDestroyed()) return;
    tray.setImage(image(stateOf(counts)));
    tray.setToolTip([texts.product, ...news()].join(' – '));
    if (isMac) tray.setTitle(counts.late > 0 ? texts.tray.late(counts.late) : '');
    tray.setContextMenu(Menu.buildFromTemplate(menu()));
  }

  function news(): string[] {
    const { late, trouble, offline, live } = counts;
    const words = [
      texts.tray.live(live),
      ...(late > 0 ? [texts.tray.late(late)] : []),
      ...(trouble > 0 ? [texts.tray.trouble(trouble)] : []),
      ...(offline > 0 ? [texts.tray.offline(offline)] : []),
      ...(isPaused ? [texts.tray.paused] : []),
    ];
    return [words.join(', ')];
  }

  function menu(): MenuItemConstructorOptions[] {
    const { tray: words } = texts;
    const count = (many: number, label: string, place: Place): MenuItemConstructorOptions => ({
      label,
      enabled: many > 0,
      click: () => open(place),
    });
    return [
      count(counts.live, words.live(counts.live), PLACES.live),
      count(counts.late, words.late(counts.late), PLACES.late),
      count(counts.trouble, words.trouble(counts.trouble), PLACES.trouble),
      count(counts.offline, words.offline(counts.offline), PLACES.connections),
      { type: 'separator' },
      { label: words.open, click: () => open() },
      { label: words.newJob, click: () => open(PLACES.newJob) },
      { type: 'separator' },
      { label: isPaused ? words.resume : words.pause, click: () => pause(!isPaused) },
      { type: 'separator' },
      { label: words.quit, click: quit },
    ];
  }

  /** What it calls for, where it does. macOS opens the menu instead. */
  tray.on('click', () => {
    if (isMac) return;
    if (counts.late > 0) open(PLACES.late);
    else if (counts.trouble > 0) open(PLACES.trouble);
    else open();
  });
  draw();

  return {
    update(change) {
      counts = change.counts ?? counts;
      isPaused = change.isPaused ?? isPaused;
      draw();
    },
    close: () => tray.destroy(),
  };
}

/** A late job first: it is late whether or not its provider can be asked. */
function stateOf({ late, trouble, offline }: Counts): State {
  if (late > 0 || trouble > 0) return 'attention';
  return offline > 0 ? 'offline' : 'normal';
}
