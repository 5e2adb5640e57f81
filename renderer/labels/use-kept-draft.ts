// The label that is being typed, one for each connection: kept while the page lives, whatever else is looked at, and as a
// draft of the core, so that a restart does not lose it. Used by new-label.tsx.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { useDesk } from '../state/use-desk.ts';
import { draftFrom, emptyDraft, type LabelDraft } from './draft.ts';

export interface KeptDraft {
  /** Null until it has been looked for. */
  draft: LabelDraft | null;
  state: 'none' | 'kept' | 'not-kept';
  change: (changes: Partial<LabelDraft>) => void;
  /** It is bought, or wanted no more. The sender stays: it is the same for the next one. */
  clear: () => void;
}

const REST_MS = 600;
/** The newest of this page; what the core has may be a moment behind. */
const newest = new Map<ConnectionId, LabelDraft>();

export function useKeptDraft(connectionId: ConnectionId): KeptDraft {
  const { actions } = useDesk();
  const key = `label:${connectionId}`;
  const [draft, setDraft] = useState<LabelDraft | null>(() => newest.get(connectionId) ?? null);
  const [state, setState] = useState<KeptDraft['state']>('none');
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);

  const save = useCallback(async () => {
    waiting.current = null;
    const value = newest.get(connectionId);
    const outcome = await actions.saveDraft(key, value);
    // Typed on meanwhile: that is kept with the next one.
    if (newest.get(connectionId) === value) setState(outcome.ok ? 'kept' : 'not-kept');
  }, [actions, connectionId, key]);

  const isLookedFor = draft !== null;
  useEffect(() => {
    if (isLookedFor) return;
    let isWanted = true;
    void actions.listDrafts().then((outcome) => {
      if (!isWanted) return;
      const kept = outcome.ok ? outcome.value.find((one) => one.key === key) : undefined;
      setDraft((before) => before ?? (kept === undefined ? emptyDraft : draftFrom(kept.value)));
    });
    return () => {
      isWanted = false;
    };
  }, [actions, key, isLookedFor]);

  // Left within the pause: kept all the same.
  useEffect(
    () => () => {
      if (waiting.current === null) return;
      clearTimeout(waiting.current);
      void save();
    },
    [save],
  );

  function put(next: (before: LabelDraft) => LabelDraft) {
    // Not within the setter: the form may be gone before that runs, and what was bought must not stand there again.
    const changed = next(newest.get(connectionId) ?? draft ?? emptyDraft);
    newest.set(connectionId, changed);
    setDraft(changed);
    // What stands there now is not kept yet.
    setState('none');
    if (waiting.current !== null) clearTimeout(waiting.current);
    waiting.current = setTimeout(() => void save(), REST_MS);
  }

  return {
    draft,
    state,
    change: (changes) => put((before) => ({ ...before, ...changes })),
    clear: () =>
      put(({ from, accounts, paper_size, file_type }) => ({
        ...emptyDraft,
        from,
        accounts,
        paper_size,
        file_type,
      })),
  };
}
