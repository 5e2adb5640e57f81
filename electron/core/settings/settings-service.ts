// What a person decided, kept per workspace. Read by many, changed by rpc/ and the hosts; whoever must act on a change
// listens. A broken part of what is kept falls back to its default, the rest stays.

import {
  DEFAULT_SETTINGS,
  type Settings,
  type SettingsChange,
  settingsSchema,
} from '../../../shared/contract/settings.ts';
import type { Cache } from '../cache/cache.ts';
import type { ChangeFeed } from '../feed/change-feed.ts';
import { checkUrl } from '../http/base-url.ts';
import type { Clock, Logger } from '../ports.ts';
import { invalid } from '../refusal.ts';

export interface SettingsService {
  get(): Settings;
  /** Any part at any depth; what is absent stays. Throws Refusal INVALID. Answers when it is safely written. */
  update(change: SettingsChange): Promise<Settings>;
  /** Called after every change. Returns the way to stop. */
  onChange(listener: (settings: Settings, before: Settings) => void): () => void;
}

interface Options {
  cache: Cache;
  feed: ChangeFeed;
  clock: Clock;
  log: Logger;
}

const KEY = 'settings';

export async function openSettings({ cache, feed, clock, log }: Options): Promise<SettingsService> {
  let current = readSettings(await cache.value(KEY), (path) =>
    log.warn('A kept setting was not usable; its default holds', { path }),
  );
  let written: Promise<unknown> = Promise.resolve();
  const listeners = new Set<(settings: Settings, before: Settings) => void>();

  return {
    get: () => current,
    async update(change) {
      const url = change.tiles?.url;
      const checked = url === undefined ? null : checkUrl(url.replace(/\{\w+\}/g, '0'));
      if (checked && !checked.ok) throw invalid([{ field: 'tiles.url', message: checked.problem }]);
      const before = current;
      current = merged(before, change);
      const now = current;
      // In the order in which they came: the last one written is the last one wanted.
      const write = written.then(() => cache.saveValue(KEY, now, clock.now()));
      written = write.catch(() => undefined);
      await write;
      for (const listener of listeners) listener(now, before);
      feed.topics('settings');
      return now;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** `layout` merges by key, null removes a key; every other part merges by field. */
function merged(settings: Settings, change: SettingsChange): Settings {
  const { layout, polling, ageing, tiles, keeping, notifications, ...rest } = change;
  const kept = Object.entries({ ...settings.layout, ...layout }).filter(([, value]) => value !== null);
  return {
    ...settings,
    ...present(rest),
    polling: { ...settings.polling, ...present(polling) },
    ageing: { ...settings.ageing, ...present(ageing) },
    tiles: { ...settings.tiles, ...present(tiles) },
    keeping: { ...settings.keeping, ...present(keeping) },
    notifications: { ...settings.notifications, ...present(notifications) },
    layout: Object.fromEntries(kept),
  };
}

/** A field that is given as undefined is not given. */
function present<Part extends object>(
  part: Part | undefined,
): { [Key in keyof Part]?: NonNullable<Part[Key]> } {
  return Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Part]?: NonNullable<Part[Key]>;
  };
}

/** Field by field, so that one broken value costs only itself. */
function readSettings(kept: unknown, report: (path: string) => void): Settings {
  const settings = structuredClone(DEFAULT_SETTINGS) as Record<string, unknown>;
  if (!isRecord(kept)) return DEFAULT_SETTINGS;
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    const value = kept[name];
    const fallback = settings[name];
    if (value === undefined) continue;
    if (isRecord(fallback) && 'shape' in schema) {
      for (const [field, fieldSchema] of Object.entries(schema.shape)) {
        const part = isRecord(value) ? value[field] : undefined;
        if (part === undefined) continue;
        const read = fieldSchema.safeParse(part);
        if (read.success) fallback[field] = read.data;
        else report(`${name}.${field}`);
      }
    } else {
      const read = schema.safeParse(value);
      if (read.success) settings[name] = read.data;
      else report(name);
    }
  }
  return settings as Settings;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
