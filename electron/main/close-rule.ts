// What closing the window means: out of sight while the desk goes on, or the end. Asked by window.ts, made by main.ts.

import type { Settings, SettingsChange } from '../../shared/contract/settings.ts';

export interface CloseRuleOptions {
  platform: NodeJS.Platform;
  isQuitting: () => boolean;
  settings: () => Pick<Settings, 'closeToTray' | 'closeToTrayTold'>;
  updateSettings: (change: SettingsChange) => Promise<unknown>;
  hide: () => void;
  /** Says that the program goes on, and how to end it. */
  tell: () => void;
  quit: () => void;
}

/** @returns whether the window may really go */
export function closeRule(options: CloseRuleOptions): () => boolean {
  let told = false;
  return () => {
    if (options.isQuitting()) return true;
    const { closeToTray, closeToTrayTold } = options.settings();
    // On macOS a program without a window is an ordinary thing, with its icon in the Dock: nobody needs to be told.
    if (options.platform === 'darwin') options.hide();
    else if (closeToTray) {
      options.hide();
      if (!closeToTrayTold && !told) {
        told = true;
        options.tell();
        void options.updateSettings({ closeToTrayTold: true });
      }
    } else options.quit();
    return false;
  };
}
