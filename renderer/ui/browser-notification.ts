// The browser's own notifications, for the host that has none. Settings asks for the permission, the frame shows.

interface Told {
  key: string;
  title: string;
  body: string;
}

export function browserNotificationPermission(): NotificationPermission | 'missing' {
  return 'Notification' in window ? Notification.permission : 'missing';
}

/** Must be called from a click: browsers answer no other question. */
export async function askBrowserNotificationPermission(): Promise<NotificationPermission | 'missing'> {
  return 'Notification' in window ? Notification.requestPermission() : 'missing';
}

/** False when it may not be shown; a newer one of the same key replaces the older. */
export function showBrowserNotification({ key, title, body }: Told, onClick: () => void): boolean {
  if (browserNotificationPermission() !== 'granted') return false;
  const shown = new Notification(title, { body, tag: key });
  shown.addEventListener('click', () => {
    window.focus();
    shown.close();
    onClick();
  });
  return true;
}
