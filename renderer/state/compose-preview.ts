// What the booking form would like to see on the map: the ends of the present quote and the zones it named. Written by
// compose while its form is open, read by the map; null otherwise.

import { createStore } from 'zustand/vanilla';
import type { LatLng } from '../../shared/domain/address.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Zone } from '../../shared/domain/zone.ts';

export interface ComposePreview {
  connectionId: ConnectionId;
  /** Null: the provider has not said where it is. */
  pick: { at: LatLng; outside: boolean } | null;
  deliver: { at: LatLng; outside: boolean } | null;
  zones: readonly Zone[];
}

export const composePreview = createStore<{ preview: ComposePreview | null }>(() => ({ preview: null }));
