// Shows what a person should be told where the host has no notifications of its own: in the page while it is looked at,
// as the browser's notification while it is not. A click opens what it is about.

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { JobId } from '../../shared/domain/ids.ts';
import { showLate, showTrouble } from '../board/quick-filters.ts';
import type { Desk } from '../state/desk.ts';
import type { Notice } from '../state/stores.ts';
import { useDesk } from '../state/use-desk.ts';
import { showBrowserNotification } from '../ui/browser-notification.ts';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { texts } from './texts.ts';
import classes from './use-notices.module.css';

export function useNotices(): void {
  const desk = useDesk();
  useEffect(
    () =>
      desk.stores.notice.subscribe(({ notice }) => {
        if (notice === null) {
          // Another workspace: what still stands there is about jobs that are not in this one.
          notifications.clean();
          return;
        }
        const { hello } = desk.stores.host.getState();
        if (hello?.capabilities.nativeNotifications) return;
        // Who looks at the inbox sees it come in there.
        if (desk.stores.screen.getState().screen === 'inbox' && notice.opens.kind !== 'inbox') return;
        if (!desk.stores.settings.getState().settings.notifications.enabled) return;
        const open = () => openSubject(desk, notice);
        if (document.visibilityState === 'hidden' && showBrowserNotification(notice, open)) return;
        notifications.hide(notice.key);
        notifications.show({
          id: notice.key,
          classNames: { root: classes.notice ?? '', title: classes.title ?? '' },
          title: (
            <>
              <SeverityMark severity={notice.severity} /> {notice.title}
            </>
          ),
          message: (
            <>
              {notice.body}
              <Button
                size="compact-xs"
                className={classes.open}
                onClick={() => {
                  notifications.hide(notice.key);
                  open();
                }}
              >
                {texts.notice.open}
              </Button>
            </>
          ),
          closeButtonProps: { 'aria-label': texts.close },
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
      navigation.show('inbox');
      break;
  }
}
