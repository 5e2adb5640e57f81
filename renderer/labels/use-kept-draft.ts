// The label that is being typed, one for each connection: it stays while the page lives, whatever else is looked at.

import { useState } from 'react';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { emptyDraft, type LabelDraft } from './draft.ts';

const kept = new Map<ConnectionId, LabelDraft>();

export function useKeptDraft(connectionId: ConnectionId) {
  const [draft, setDraft] = useState(() => kept.get(connectionId) ?? emptyDraft);
  return {
    draft,
    change(changes: Partial<LabelDraft>) {
      setDraft((before) => {
        const next = { ...before, ...changes };
        kept.set(connectionId, next);
        return next;
      });
    },
    /** The sender stays: it is the same for the next one. */
    clear() {
      setDraft(({ from, accounts, paper_size, file_type }) => {
        const next = { ...emptyDraft, from, accounts, paper_size, file_type };
        kept.set(connectionId, next);
        return next;
      });
    },
  };
}
