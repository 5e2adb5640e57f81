// From when on something counts as old. Shown in minutes, kept in milliseconds.

import type { Settings } from '../../shared/contract/settings.ts';
import { useDeskStore } from '../state/use-desk.ts';
import { readNumber } from './read-typed.ts';
import { texts } from './texts.ts';
import { TypedSetting } from './typed-setting.tsx';

const MINUTE_MS = 60_000;

const LIMITS: { name: keyof Settings['ageing']; label: string; hint: string; max: number }[] = [
  { name: 'courierStaleMs', label: texts.ageing.courier, hint: texts.ageing.courierHint, max: 120 },
  { name: 'newsStaleMs', label: texts.ageing.news, hint: texts.ageing.newsHint, max: 240 },
  { name: 'quoteStaleMs', label: texts.ageing.quote, hint: texts.ageing.quoteHint, max: 240 },
];

export function AgeingSection() {
  const ageing = useDeskStore('settings', (state) => state.settings.ageing);
  return LIMITS.map(({ name, label, hint, max }) => (
    <TypedSetting
      key={name}
      label={label}
      hint={hint}
      unit={texts.ageing.unit}
      value={ageing[name] / MINUTE_MS}
      read={(text) => readNumber(text, { min: 1, max, decimals: 0, unit: texts.ageing.minutes })}
      change={(minutes) => ({ ageing: { [name]: minutes * MINUTE_MS } })}
    />
  ));
}
