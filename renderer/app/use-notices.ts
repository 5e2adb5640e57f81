// Shows what a person should be told where the host has no notifications of its own: in the page while it is looked at,
// as the browser's notification while it is not. A click opens what it is about.

import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { JobId } from '../../shared/domain/ids.ts';
import { showLate, showTrouble } from '../board/quick-filters.ts';
import type { Desk } from '../state/desk.ts';
import type { Notice } from '../state/stores.ts';
import { useDesk } from '../state/use-desk.ts';
import { showBrowserNotification } from '../ui/browser-notification.ts';
import { texts } from './texts.ts';

export function useNotices(): void {
  const desk = useDesk();
  useEffect(
    () =>
      desk.stores.notice.subscribe(({ notice }) => {
        if (notice === null) return;
        const { hello } = desk.stores.host.getState();
        if (hello?.capabilities.nativeNotifications) return;
        if (!desk.stores.settings.getState().settings.notifications.enabled) return;
        const open = () => openSubject(desk, notice);
        if (document.visibilityState === 'hidden' && showBrowserNotification(notice, open)) return;
        notifications.hide(notice.key);
        notifications.show({
          id: notice.key,
          title: notice.title,
          message: notice.body,
          closeButtonProps: { 'aria-label': texts.close },
          onClick: () => {
            notifications.hide(notice.key);
            open();
          },
        });
      }),
    [desk],
  );
}

function openSubject({ navigation, board }: Desk, { opens }: Notice) {
  switch (opens.kind) {
    case 'job':
      navigation.openJob(opens.jobId as JobId);
      break;
    case 'board':
      navigation.show('desk');
      board.setView(opens.filter === 'late' ? showLate : showTrouble);
      break;
    case 'inbox':
      navigation.show('desk');
      board.setView(showTrouble);
      break;
  }
}
