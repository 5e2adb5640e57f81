// What was typed into a setting, as a value or as a sentence that says what to type instead. Pure.
// The limits are those of the contract (shared/contract/settings.ts), which checks again.

import { texts } from './texts.ts';

export type Typed<Value> = { ok: true; value: Value } | { ok: false; problem: string };

export interface NumberRule {
  min: number;
  max: number;
  /** Digits after the point that may be typed; 0 for whole numbers. */
  decimals: number;
  /** "minutes", for the sentence. */
  unit: string;
}

export function readNumber(text: string, { min, max, decimals, unit }: NumberRule): Typed<number> {
  const typed = text.trim().replace(',', '.');
  const pattern = decimals === 0 ? /^\d+$/ : new RegExp(`^\\d+(\\.\\d{1,${decimals}})?$`);
  const value = Number(typed);
  if (!pattern.test(typed) || value < min || value > max) {
    const between = texts.between(min, max, unit);
    return { ok: false, problem: decimals === 0 ? texts.wholeNumber(between) : texts.number(between) };
  }
  return { ok: true, value };
}

/** ISO 4217; small letters are raised. */
export function readCurrency(text: string): Typed<string> {
  const value = text.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(value) ? { ok: true, value } : { ok: false, problem: texts.badCurrency };
}

/** https anywhere, http to this computer only; with the three parts that stand for a tile. */
export function readTileAddress(text: string): Typed<string> {
  const value = text.trim();
  const missing = ['{z}', '{x}', '{y}'].filter((part) => !value.includes(part));
  if (missing.length > 0) return { ok: false, problem: texts.tilePartsMissing(missing.join(', ')) };
  const address = value.replaceAll('{', '').replaceAll('}', '');
  if (!URL.canParse(address)) return { ok: false, problem: texts.badTileAddress };
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return { ok: false, problem: texts.tileSecret };
  const local = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && local)) {
    return { ok: false, problem: texts.badTileAddress };
  }
  return { ok: true, value };
}

export function readText(text: string, longest: number): Typed<string> {
  const value = text.trim();
  return value.length <= longest ? { ok: true, value } : { ok: false, problem: texts.tooLong(longest) };
}
