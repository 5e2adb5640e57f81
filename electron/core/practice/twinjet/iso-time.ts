// Times as TwinJet writes and reads them. Used by parameters.ts, status-object.ts, quote.ts and the practice morning.

import { hashOf } from '../seeded-random.ts';

const LOCALIZED =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|([+-])(\d{2}):?(\d{2}))$/;

/** Epoch ms of an ISO 8601 date and time with its offset (Z, +HH:MM or +HHMM); nothing without one. */
export function parseLocalizedTime(text: string): number | undefined {
  const match = LOCALIZED.exec(text);
  if (match === null) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(part) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 59 || part(10) > 14 || part(11) > 59) return undefined;
  const ms = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000);
  const local = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const read = new Date(local);
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day) return undefined;
  const offset = (part(10) * 60 + part(11)) * (match[9] === '-' ? -1 : 1);
  return local - offset * 60_000;
}

/** The three digits below the millisecond: made up, but the same for the same event. */
const micros = (at: number, salt: string): string => String(hashOf(`${at}/${salt}`) % 1000).padStart(3, '0');

/** "2015-10-15T04:16:06.183194+00:00", as in the history and the positions. */
export function utcWithMicros(at: number, salt: string): string {
  return `${new Date(at).toISOString().slice(0, -1)}${micros(at, salt)}+00:00`;
}

/** "2015-10-17T00:26:50.638581", UTC without saying so, as in `status_time`. */
export function naiveUtc(at: number, salt: string): string {
  return `${new Date(at).toISOString().slice(0, -1)}${micros(at, salt)}`;
}

const offsetOfCity = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  timeZoneName: 'longOffset',
});

/** "2016-01-22T17:53:40.730-08:00": San Francisco's time with milliseconds and offset. */
export function cityTime(at: number): string {
  const name = offsetOfCity.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const offset = name === 'GMT' ? '+00:00' : name.slice(3);
  const shift = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))) * (offset[0] === '-' ? -1 : 1);
  return `${new Date(at + shift * 60_000).toISOString().slice(0, -1)}${offset}`;
}
