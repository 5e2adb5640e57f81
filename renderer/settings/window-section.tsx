// What closing the window does, where there is a tray.

import { useDeskStore } from '../state/use-desk.ts';
import { SwitchSetting } from './switch-setting.tsx';
import { texts } from './texts.ts';

export function WindowSection() {
  const closeToTray = useDeskStore('settings', (state) => state.settings.closeToTray);
  return (
    <SwitchSetting
      label={texts.window.closeToTray}
      hint={texts.window.closeToTrayHint}
      checked={closeToTray}
      change={(wanted) => ({ closeToTray: wanted })}
    />
  );
}
