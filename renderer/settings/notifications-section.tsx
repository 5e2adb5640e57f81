// What a person is told of, and whether this host can show it. A browser may be asked only from a click.

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDeskStore } from '../state/use-desk.ts';
import {
  askBrowserNotificationPermission,
  browserNotificationPermission,
} from '../ui/browser-notification.ts';
import { SideNote } from '../ui/side-note.tsx';
import { SwitchSetting } from './switch-setting.tsx';
import { texts } from './texts.ts';

const KINDS = ['late', 'failed', 'courierLost'] as const;

export function NotificationsSection() {
  const notifications = useDeskStore('settings', (state) => state.settings.notifications);
  const native = useDeskStore('host', (state) => state.hello?.capabilities.nativeNotifications ?? true);
  const [permission, setPermission] = useState(browserNotificationPermission);
  const { enabled } = notifications;

  async function ask() {
    setPermission(await askBrowserNotificationPermission());
  }

  return (
    <>
      <SwitchSetting
        label={texts.notifications.enabled}
        hint={native ? texts.notifications.native : texts.notifications.browser}
        checked={enabled}
        change={(wanted) => ({ notifications: { enabled: wanted } })}
        onSwitch={(wanted) => {
          if (wanted && !native && permission === 'default') void ask();
        }}
        below={
          enabled &&
          !native &&
          permission !== 'granted' && (
            <SideNote
              actions={
                permission === 'default' && (
                  <Button onClick={() => void ask()}>{texts.notifications.ask}</Button>
                )
              }
            >
              {texts.notifications[permission]}
            </SideNote>
          )
        }
      />
      {KINDS.map((kind) => (
        <SwitchSetting
          key={kind}
          label={texts.notifications[kind]}
          checked={notifications[kind]}
          disabled={!enabled}
          change={(wanted) => ({ notifications: { [kind]: wanted } })}
        />
      ))}
    </>
  );
}
