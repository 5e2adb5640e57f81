// Reads and writes AfterShip's times. Its own (created_at …) have an offset; those of couriers may lack one and are then
// the local time of a place nobody names. Called by wire.ts and client.ts. Pure.

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

export interface ReadTime {
  at: number;
  /** No offset was given: read by the clock of this computer, since the digits are what a person expects to see. */
  isLocal: boolean;
}

/** Null for what is no time. */
export function timeFrom(text: string): ReadTime | null {
  const match = TIME.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hours = '00', minutes = '00', seconds = '00', offset] = match;
  if (offset === undefined) {
    const local = new Date(+(year ?? 0), +(month ?? 1) - 1, +(day ?? 1), +hours, +minutes, +seconds);
    return Number.isNaN(local.getTime()) || local.getMonth() !== +(month ?? 1) - 1
      ? null
      : { at: local.getTime(), isLocal: true };
  }
  const zone = /^z$/i.test(offset) ? 'Z' : offset.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const at = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}${zone}`);
  return Number.isNaN(at) ? null : { at, isLocal: false };
}

/** The last moment of a day here: a promise for a day is kept until that day is over. Null for what is no day. */
export function endOfDay(day: string): number | null {
  const begins = timeFrom(day.slice(0, 10));
  if (begins === null) return null;
  const end = new Date(begins.at);
  end.setHours(23, 59, 59, 0);
  return end.getTime();
}

/** As list filters want it: UTC with an offset. */
export function timeForQuery(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+00:00`;
}
