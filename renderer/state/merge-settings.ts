// What the settings will be after a change, so that the page can show it before the core has kept it. Pure.

import type { Settings, SettingsChange } from '../../shared/contract/settings.ts';

/** Any part at any depth; `layout` merges by key and null removes one, as in the contract. */
export function mergeSettings(settings: Settings, change: SettingsChange): Settings {
  const merged: Record<string, unknown> = { ...settings };
  for (const [name, part] of Object.entries(change)) {
    if (part === undefined) continue;
    const before = merged[name];
    if (typeof part !== 'object' || typeof before !== 'object') {
      merged[name] = part;
      continue;
    }
    const inner: Record<string, unknown> = { ...before };
    for (const [key, value] of Object.entries(part)) {
      if (value === undefined) continue;
      if (name === 'layout' && value === null) delete inner[key];
      else inner[key] = value;
    }
    merged[name] = inner;
  }
  return merged as Settings;
}
