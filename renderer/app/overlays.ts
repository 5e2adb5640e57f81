// Which of the frame's own overlays is open. At most one.

import { createStore } from 'zustand/vanilla';
import { keepKeysAhead } from '../ui/keys-ahead.ts';

type Overlay = 'palette' | 'shortcuts' | null;

export const overlays = createStore<{ open: Overlay }>(() => ({ open: null }));

export function openPalette(): void {
  overlays.setState({ open: 'palette' });
  keepKeysAhead();
}

export function closeOverlay(): void {
  overlays.setState({ open: null });
}
