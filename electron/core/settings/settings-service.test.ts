// Settings and drafts in a real cache file.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../shared/contract/settings.ts';
import { systemClock } from '../../hosting/system-clock.ts';
import { type OpenedCache, openCache } from '../cache/open-cache.ts';
import { createChangeFeed } from '../feed/change-feed.ts';
import type { Logger } from '../ports.ts';
import { createDraftService } from './draft-service.ts';
import { openSettings } from './settings-service.ts';

let folder: string;
let cache: OpenedCache;
let warned: unknown[];
const log: Logger = {
  debug() {},
  info() {},
  error() {},
  warn: (_message, fields) => void warned.push(fields),
};

const open = () =>
  openSettings({ cache, feed: createChangeFeed({ clock: systemClock }), clock: systemClock, log });

beforeEach(async () => {
  warned = [];
  folder = mkdtempSync(join(tmpdir(), 'switchyard-settings-'));
  cache = await openCache({ path: join(folder, 'cache.sqlite'), clock: systemClock, log });
});
afterEach(async () => {
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('settings', () => {
  it('are the defaults until something is decided', async () => {
    expect((await open()).get()).toEqual(DEFAULT_SETTINGS);
  });

  it('merge by field, keep what is absent, and survive a restart', async () => {
    const settings = await open();
    await settings.update({ polling: { requestsPerSecond: 2 }, theme: 'dark' });
    await settings.update({ polling: { paused: true }, notifications: { late: false } });
    const expected = {
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      polling: { paused: true, requestsPerSecond: 2 },
      notifications: { ...DEFAULT_SETTINGS.notifications, late: false },
    };
    expect(settings.get()).toEqual(expected);
    expect((await open()).get()).toEqual(expected);
  });

  it('merge the layout by key, null removing one', async () => {
    const settings = await open();
    await settings.update({ layout: { split: 0.5, columns: ['a', 'b'] } });
    await settings.update({ layout: { columns: ['c'], split: null, folded: true } });
    expect((await open()).get().layout).toEqual({ columns: ['c'], folded: true });
  });

  it('end with the last of several changes made at once', async () => {
    const settings = await open();
    await Promise.all(
      ['light', 'dark', 'system', 'dark'].map((theme) => settings.update({ theme: theme as 'dark' })),
    );
    expect((await open()).get().theme).toBe('dark');
  });

  it('tell whoever listens what was and what is', async () => {
    const settings = await open();
    const heard: unknown[] = [];
    const stop = settings.onChange((now, before) => heard.push([before.density, now.density]));
    await settings.update({ density: 'compact' });
    stop();
    await settings.update({ density: 'roomy' });
    expect(heard).toEqual([['normal', 'compact']]);
  });

  it('refuse an address for tiles that is neither https nor this machine', async () => {
    const settings = await open();
    const url = 'http://tiles.example.com/{z}/{x}/{y}.png';
    await expect(settings.update({ tiles: { url } })).rejects.toMatchObject({
      code: 'INVALID',
      fields: [{ field: 'tiles.url' }],
    });
    expect(settings.get().tiles).toEqual(DEFAULT_SETTINGS.tiles);
    const local = 'http://127.0.0.1:8080/{z}/{x}/{y}.png';
    expect((await settings.update({ tiles: { url: local } })).tiles.url).toBe(local);
  });

  it('fall back to the default where what is kept is broken, and only there', async () => {
    await cache.saveValue(
      'settings',
      {
        polling: { paused: 'yes', requestsPerSecond: 3 },
        theme: 'pink',
        ageing: 7,
        density: 'roomy',
        fromAnotherVersion: true,
      },
      1,
    );
    const settings = (await open()).get();
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      polling: { paused: false, requestsPerSecond: 3 },
      density: 'roomy',
    });
    expect(warned).toEqual([{ path: 'polling.paused' }, { path: 'theme' }]);
  });

  it.each([null, 'text', [1], 7])('are the defaults where %j is kept', async (kept) => {
    await cache.saveValue('settings', kept, 1);
    expect((await open()).get()).toEqual(DEFAULT_SETTINGS);
  });
});

describe('drafts', () => {
  it('are kept by their key, replaced and removed', async () => {
    const drafts = createDraftService({ cache, clock: systemClock });
    await drafts.save('compose', { tip: 1 });
    await drafts.save('edit:job-1', null);
    const savedAt = await drafts.save('compose', { tip: 2 });
    const kept = await createDraftService({ cache, clock: systemClock }).list();
    expect(kept).toContainEqual({ key: 'compose', value: { tip: 2 }, savedAt });
    expect(kept).toHaveLength(2);
    expect(await drafts.remove('compose')).toBe(true);
    expect(await drafts.remove('compose')).toBe(false);
    expect((await drafts.list()).map(({ key }) => key)).toEqual(['edit:job-1']);
  });

  it('do not show other values of the file', async () => {
    await (await open()).update({ theme: 'dark' });
    expect(await createDraftService({ cache, clock: systemClock }).list()).toEqual([]);
  });
});
