import { beforeEach, expect, test, vi } from 'vitest';
import type { CommandId, JobId } from '../../shared/domain/ids.ts';
import { createPageCore, createPageLink, jobRow, type PageCore } from '../../test/support/page-core.ts';
import { createDesk, type Desk } from './desk.ts';

let core: PageCore;
let desk: Desk;

beforeEach(() => {
  core = createPageCore([jobRow('a')]);
  desk = createDesk(createPageLink(core).link, (run) => run());
});

test('a refusal is answered, and kept beside what it is about until it is done or dismissed', async () => {
  const outcome = await desk.actions.discardCommand('x' as CommandId);
  expect(outcome).toMatchObject({
    ok: false,
    problem: { code: 'CONFLICT', sentence: 'It is being sent right now.', jobId: 'a' },
  });
  expect(desk.stores.alerts.getState().byTopic['command:x']?.sentence).toBe('It is being sent right now.');
  desk.actions.clearAlert('command:x');
  expect(desk.stores.alerts.getState().byTopic).toEqual({});
});

test('what works takes an older message about the same thing away', async () => {
  core.fails.set('jobs.note', new Error('disk full'));
  await desk.actions.noteJob('a' as JobId, 'ring twice');
  expect(desk.stores.alerts.getState().byTopic['job:a']?.code).toBe('BUG');
  core.fails.clear();
  await desk.actions.noteJob('a' as JobId, 'ring twice');
  expect(desk.stores.alerts.getState().byTopic['job:a']).toBeUndefined();
});

test('what a person did is looked up at once', async () => {
  const asked = core.questions.length;
  await desk.actions.noteJob('a' as JobId, 'ring twice');
  await vi.waitFor(() => expect(core.questions.length).toBeGreaterThan(asked));
});

test('a setting is shown at once and put back when it could not be kept', async () => {
  core.fails.set('settings.update', new Error('disk full'));
  const pending = desk.actions.updateSettings({ theme: 'dark' });
  expect(desk.stores.settings.getState().settings.theme).toBe('dark');
  await pending;
  expect(desk.stores.settings.getState().settings.theme).toBe('system');
  expect(desk.stores.alerts.getState().byTopic.settings?.code).toBe('BUG');
});

test('layout is shown at once and sent as one', async () => {
  vi.useFakeTimers();
  desk.actions.saveLayout('board', { width: 1 });
  desk.actions.saveLayout('board', { width: 2 });
  desk.actions.saveLayout('desk', { share: 0.5 });
  expect(desk.stores.settings.getState().settings.layout).toEqual({
    board: { width: 2 },
    desk: { share: 0.5 },
  });
  await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  expect(core.calls.filter((name) => name === 'settings.update').length).toBe(1);
  expect(core.settings.layout).toEqual({ board: { width: 2 }, desk: { share: 0.5 } });
});
