import { expect, it } from 'vitest';
import { type CloseRuleOptions, closeRule } from './close-rule.ts';

function rule(change: Partial<CloseRuleOptions> = {}) {
  const settings = { closeToTray: true, closeToTrayTold: false };
  const done: string[] = [];
  const mayClose = closeRule({
    platform: 'linux',
    isQuitting: () => false,
    settings: () => settings,
    updateSettings: async (kept) => {
      done.push(`kept ${JSON.stringify(kept)}`);
      Object.assign(settings, kept);
    },
    hide: () => done.push('hidden'),
    tell: () => done.push('told'),
    quit: () => done.push('quit'),
    ...change,
  });
  return { mayClose, done, settings };
}

it('hides to the tray and says so once, also for the next time', () => {
  const { mayClose, done } = rule();
  expect(mayClose()).toBe(false);
  expect(mayClose()).toBe(false);
  expect(done).toEqual(['hidden', 'told', 'kept {"closeToTrayTold":true}', 'hidden']);
});

it('says nothing to whoever was told', () => {
  const { mayClose, done, settings } = rule();
  settings.closeToTrayTold = true;
  mayClose();
  expect(done).toEqual(['hidden']);
});

it('says it once in this run even where that cannot be kept', () => {
  const { mayClose, done } = rule({ updateSettings: async () => undefined });
  mayClose();
  mayClose();
  expect(done).toEqual(['hidden', 'told', 'hidden']);
});

it('quits where the setting is off', () => {
  const { mayClose, done, settings } = rule();
  settings.closeToTray = false;
  expect(mayClose()).toBe(false);
  expect(done).toEqual(['quit']);
});

it('hides on macOS whatever the setting, and tells nobody', () => {
  const { mayClose, done, settings } = rule({ platform: 'darwin' });
  settings.closeToTray = false;
  expect(mayClose()).toBe(false);
  expect(done).toEqual(['hidden']);
});

it('lets the window go when the program quits', () => {
  const { mayClose, done } = rule({ isQuitting: () => true });
  expect(mayClose()).toBe(true);
  expect(done).toEqual([]);
});
