// Shows notices as the system's notifications. One with the key of an earlier one takes its place; a click leads to what it
// is about; all of them go when the window is looked at, since the board has it all. Made by main.ts.

import { app, Notification } from 'electron';
import type { Notice } from '../core/ports.ts';
import { type Place, placeOf } from './places.ts';

export interface Notifications {
  /** The core's Notifier. Before the app is ready nothing can be shown, so then it waits. */
  show(notice: Notice): void;
  /** Something of the host's own, without a place in the page. */
  say(key: string, words: { title: string; body: string }): void;
  /** The window is in front: what they said is in view. */
  seen(): void;
}

export function createNotifications(open: (place?: Place) => void): Notifications {
  /** By key. They are held on to, because one that is collected as garbage no longer answers to a click. */
  const shown = new Map<string, Notification>();

  function put(key: string, notification: Notification, place: Place | undefined): void {
    shown.get(key)?.close();
    shown.set(key, notification);
    const forget = () => {
      if (shown.get(key) === notification) shown.delete(key);
    };
    notification.on('click', () => {
      forget();
      notification.close();
      open(place);
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    notification.show();
  }

  async function whenPossible(run: () => void): Promise<void> {
    await app.whenReady();
    if (Notification.isSupported()) run();
  }

  return {
    show({ key, title, body, severity, opens }) {
      void whenPossible(() => {
        const urgency = severity === 'critical' ? 'critical' : 'normal';
        // On Linux one that is critical stays until it is seen; sound is for that as well.
        put(key, new Notification({ title, body, urgency, silent: severity !== 'critical' }), placeOf(opens));
      });
    },
    say(key, { title, body }) {
      void whenPossible(() => put(key, new Notification({ title, body, silent: true }), undefined));
    },
    seen() {
      for (const notification of [...shown.values()]) notification.close();
      shown.clear();
    },
  };
}
