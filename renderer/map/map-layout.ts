// How the map was left, kept with the page's layout.

import { z } from 'zod';
import type { LayoutPiece } from '../state/layout.ts';

export interface MapLayout {
  /** Null until a person has moved the map: then it shows all there is. */
  view: { center: { lat: number; lng: number }; zoom: number } | null;
  /** Connections whose zones are not to be seen. */
  hiddenZones: string[];
  /** Whether pick-ups and drop-offs of all open jobs are to be seen, not only those of the job in focus. */
  places: boolean;
}

export const mapLayout: LayoutPiece<MapLayout> = {
  key: 'map',
  schema: z.object({
    view: z
      .object({
        center: z.object({ lat: z.number().min(-85).max(85), lng: z.number().min(-180).max(180) }),
        zoom: z.number().min(0).max(22),
      })
      .nullable(),
    hiddenZones: z.array(z.string()),
    places: z.boolean().default(true),
  }),
  fallback: { view: null, hiddenZones: [], places: true },
};
