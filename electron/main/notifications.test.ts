import { beforeEach, describe, expect, it, vi } from 'vitest';
import { app, Notification, resetElectron } from '../../test/support/electron-double.ts';
import type { Notice } from '../core/ports.ts';
import { createNotifications } from './notifications.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

beforeEach(() => {
  resetElectron();
  app.makeReady();
});

function notice(change: Partial<Notice> = {}): Notice {
  return {
    key: 'late',
    title: '2 jobs are late',
    body: 'R-1, R-2',
    opens: { kind: 'board', filter: 'late' },
    severity: 'caution',
    ...change,
  };
}

async function shown(count: number): Promise<Notification[]> {
  await vi.waitFor(() => expect(Notification.shown).toHaveLength(count));
  return Notification.shown;
}

function create() {
  const opened: (string | undefined)[] = [];
  return { notifications: createNotifications((place) => opened.push(place)), opened };
}

it('shows the words of a notice, a critical one so that it is noticed', async () => {
  const { notifications } = create();
  notifications.show(notice());
  notifications.show(
    notice({ key: 'failed', title: 'R-3 failed', body: 'No courier', severity: 'critical' }),
  );
  const [late, failed] = await shown(2);
  expect(late?.options).toMatchObject({ title: '2 jobs are late', body: 'R-1, R-2', silent: true });
  expect(failed?.options).toMatchObject({ title: 'R-3 failed', urgency: 'critical', silent: false });
});

it('puts a newer one of the same key in the place of the older', async () => {
  const { notifications, opened } = create();
  notifications.show(notice({ title: '1 job is late', opens: { kind: 'job', jobId: 'job_1' } }));
  const [older] = await shown(1);
  notifications.show(notice());
  await vi.waitFor(() => expect(Notification.all).toHaveLength(2));
  const [newer] = await shown(1);
  expect(newer?.options.title).toBe('2 jobs are late');
  expect(older?.isShown).toBe(false);
  newer?.emit('click');
  expect(opened).toEqual(['#/late']);
});

it('that is replaced does not take the newer one with it', async () => {
  const { notifications } = create();
  notifications.show(notice({ title: 'older' }));
  const [older] = await shown(1);
  notifications.show(notice({ title: 'newer' }));
  await vi.waitFor(() => expect(Notification.all).toHaveLength(2));
  // Windows tells of the end of the older one late.
  older?.emit('close');
  notifications.show(notice({ title: 'newest' }));
  await vi.waitFor(() => expect(Notification.all).toHaveLength(3));
  expect((await shown(1)).map(({ options }) => options.title)).toEqual(['newest']);
});

describe('a click', () => {
  it.each([
    [{ kind: 'job', jobId: 'job_7' } as const, '#/job/job_7'],
    [{ kind: 'board', filter: 'late' } as const, '#/late'],
    [{ kind: 'board', filter: 'trouble' } as const, '#/trouble'],
    [{ kind: 'inbox' } as const, '#/inbox'],
  ])('on one about %j leads there and puts it away', async (opens, place) => {
    const { notifications, opened } = create();
    notifications.show(notice({ opens }));
    const [first] = await shown(1);
    first?.emit('click');
    expect(opened).toEqual([place]);
    expect(Notification.shown).toEqual([]);
  });

  it('on a word of the host opens the window as it was left', async () => {
    const { notifications, opened } = create();
    notifications.say('still-running', { title: 'It goes on', body: 'in the tray' });
    const [first] = await shown(1);
    first?.emit('click');
    expect(opened).toEqual([undefined]);
  });
});

it('puts all away when the window is looked at', async () => {
  const { notifications } = create();
  notifications.show(notice());
  notifications.show(notice({ key: 'failed' }));
  await shown(2);
  notifications.seen();
  expect(Notification.shown).toEqual([]);
});

it('waits until something can be shown', async () => {
  resetElectron();
  const { notifications } = create();
  notifications.show(notice({ key: 'database' }));
  await new Promise((resolve) => setImmediate(resolve));
  expect(Notification.all).toEqual([]);
  app.makeReady();
  await shown(1);
});

it('is silent where the system has no notifications', async () => {
  Notification.supported = false;
  const { notifications } = create();
  notifications.show(notice());
  await new Promise((resolve) => setImmediate(resolve));
  expect(Notification.all).toEqual([]);
});
