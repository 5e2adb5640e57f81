// Reads TwinJet's times. `status_time` comes without an offset and is UTC (it agrees with history entries that say
// +00:00); all come with microseconds. Called by wire.ts and to-domain.ts.

const TIME =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Epoch milliseconds, microseconds cut; null for what is no time. Without an offset it is UTC. */
export function timeFrom(text: string): number | null {
  const match = TIME.exec(text.trim());
  if (!match) return null;
  const [, date, minutes, seconds = '00', fraction = '', offset = 'Z'] = match;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const at = Date.parse(`${date}T${minutes}:${seconds}.${milliseconds}${withColon(offset)}`);
  return Number.isNaN(at) ? null : at;
}

/** "-0700" and "-07" as "-07:00". */
function withColon(offset: string): string {
  if (offset.toUpperCase() === 'Z') return 'Z';
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
