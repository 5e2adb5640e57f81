// What of a quote the map shows while the form is open. Pure; used by use-quote.ts.

import type { ComposePreview } from '../state/stores.ts';
import type { QuoteState } from './quote-keeper.ts';
import { foundPosition, verdictOf } from './quote-verdict.ts';

/** Null: nothing is known yet. The same addresses, asked about again, stay on the map meanwhile. */
export function previewOf(state: QuoteState): ComposePreview | null {
  const quote = state.kind === 'quote' ? state.quote : state.kind === 'asking' ? state.before : null;
  if (quote === null) return null;
  const { ends } = verdictOf(quote);
  const pick = foundPosition(quote.pick_address);
  const drop = foundPosition(quote.drop_address);
  return {
    pick: pick && { at: pick, outside: ends.pick_address !== null },
    drop: drop && { at: drop, outside: ends.deliver_address !== null },
    zones: quote.zones,
  };
}
