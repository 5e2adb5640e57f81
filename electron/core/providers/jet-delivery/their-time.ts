// Jet Delivery's times ("2026-03-01T15:33:00.0000000Z", seven digits of a second) -> epoch ms. Pure.

/** Null for an empty or unreadable one. Without a zone it is taken as UTC, as their samples are. */
export function theirTime(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    text.trim(),
  );
  if (match === null) return null;
  const [, day = '', time = '', fraction = '', zone = 'Z'] = match;
  const seconds = time.length === 5 ? `${time}:00` : time;
  const offset = zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = Date.parse(`${day}T${seconds}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(at) ? null : at;
}
