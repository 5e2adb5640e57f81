// What the map wants drawn beside its picture. Written by desk-map.ts and map-picks.ts, drawn by the components.

import type { CourierId } from '../../shared/domain/ids.ts';
import type { Severity } from '../../shared/domain/job-status.ts';
import type { Ground } from './base-layers.ts';
import type { MapPointer } from './leaflet-map.ts';

export interface MapListItem {
  key: string;
  label: string;
  hint: string;
  severity: Severity;
  /** Who it is, for the halo while the keyboard rests on it. */
  courierId: CourierId | null;
  pick: () => void;
}

export interface MapUi {
  ground: Ground;
  /** No courier has told a position. */
  empty: boolean;
  tip: (MapPointer & { lines: string[] }) | null;
  list: { title: string; items: MapListItem[] } | null;
  selected: CourierId | null;
  following: boolean;
  /** Too far away for pick-ups and drop-offs to be more than dust. */
  far: boolean;
}
