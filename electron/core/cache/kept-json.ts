// Reads JSON out of a column. A bit that flipped on the disk must cost what it is in and nothing else: SQLite keeps no
// checksums of its pages, so damage inside a text is met here first. Used by the tables of this folder only.

/** The fallback stands for what cannot be read any more. */
export function keptJson<Value>(text: string, fallback: Value): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return fallback;
  }
}
