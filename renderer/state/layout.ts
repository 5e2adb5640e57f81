// How the page was left: named pieces of JSON that the core keeps with the settings. Each feature owns one key and one
// schema; a piece that no longer fits its schema is as good as none.

import type { ZodType } from 'zod';
import type { Settings } from '../../shared/contract/settings.ts';

/** "board", "views", "desk", "map" …; `fallback` also stands in for a piece that cannot be read. */
export interface LayoutPiece<Value> {
  key: string;
  schema: ZodType<Value>;
  fallback: Value;
}

export function readLayout<Value>(layout: Settings['layout'], piece: LayoutPiece<Value>): Value {
  const kept = layout[piece.key];
  if (kept === undefined) return piece.fallback;
  const parsed = piece.schema.safeParse(kept);
  return parsed.success ? parsed.data : piece.fallback;
}
