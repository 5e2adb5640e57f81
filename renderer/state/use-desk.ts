// How components reach the page's state. The frame provides the desk; every feature reads it here.

import { createContext, useCallback, useContext, useMemo } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { Desk } from './desk.ts';
import { type LayoutPiece, readLayout } from './layout.ts';
import type { Problem } from './problem.ts';
import type { StoreStates } from './stores.ts';

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('useDesk outside of DeskContext.');
  return desk;
}

/** Reads one store; re-renders only when what is picked changes by identity. */
export function useDeskStore<Name extends keyof StoreStates, Picked>(
  name: Name,
  pick: (state: StoreStates[Name]) => Picked,
): Picked {
  return useStore<StoreApi<StoreStates[Name]>, Picked>(useDesk().stores[name], pick);
}

/** What failed last about this topic, and how to take the message away. */
export function useAlert(topic: string): [Problem | undefined, () => void] {
  const { stores, actions } = useDesk();
  const problem = useStore(stores.alerts, (state) => state.byTopic[topic]);
  const clear = useCallback(() => actions.clearAlert(topic), [actions, topic]);
  return [problem, clear];
}

/** One piece of how the page was left, and how to change it. */
export function useLayout<Value>(piece: LayoutPiece<Value>): [Value, (value: Value) => void] {
  const { stores, actions } = useDesk();
  const kept = useStore(stores.settings, (state) => state.settings.layout[piece.key]);
  const value = useMemo(() => readLayout({ [piece.key]: kept }, piece), [kept, piece]);
  const save = useCallback((next: Value) => actions.saveLayout(piece.key, next), [actions, piece.key]);
  return [value, save];
}
