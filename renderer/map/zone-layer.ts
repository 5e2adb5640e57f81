// Delivery zones, in a pane of their own below everything that moves. Drawn anew only when the zones (or which of them
// are hidden) change. Made by desk-map.ts. A zone's name is provider text: it is set as text.

import { latLng, latLngBounds, layerGroup, Polygon, SVG, Tooltip } from 'leaflet';
import type { LatLng } from '../../shared/domain/address.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Zone } from '../../shared/domain/zone.ts';
import { polygonsOf } from './geo-json.ts';
import type { MapSurface } from './leaflet-map.ts';
import classes from './map.module.css';

/** Connections are told apart by the stroke, because hues mean severity. Solid, long and short dashes, dots. */
const ZONE_STROKES = ['', '8 4', '3 3', '1 4'] as const;

export function zoneStroke(connectionIndex: number): string {
  return ZONE_STROKES[connectionIndex % ZONE_STROKES.length] ?? '';
}

export interface ZoneLayer {
  /** `named`: zones a quote is about; they stand out, and are there even where their connection's are hidden. */
  show(
    zones: readonly Zone[],
    connections: readonly ConnectionId[],
    hidden: ReadonlySet<ConnectionId>,
    named: readonly Zone[],
  ): void;
}

export function createZoneLayer(surface: MapSurface): ZoneLayer {
  const group = layerGroup();
  const renderer = new SVG({ pane: 'zones', padding: 0.5 });
  surface.addLayer(group);
  return {
    show(zones, connections, hidden, named) {
      group.clearLayers();
      const ids = new Set(named.map(({ id }) => id));
      const others = zones.filter(({ id, connectionId }) => !ids.has(id) && !hidden.has(connectionId));
      for (const zone of [...others, ...named]) {
        const stands = ids.has(zone.id);
        const polygons = polygonsOf(zone.geometry);
        const outline = new Polygon(polygons, {
          renderer,
          pane: 'zones',
          interactive: false,
          weight: stands ? 2.5 : 1.5,
          dashArray: zoneStroke(connections.indexOf(zone.connectionId)),
          className: (stands ? classes.zoneNamed : classes.zone) ?? '',
        });
        group.addLayer(outline);
        const place = labelPlace(polygons);
        if (place !== null && zone.name !== '') group.addLayer(label(zone.name, place));
      }
    },
  };
}

function label(name: string, place: LatLng): Tooltip {
  const text = document.createElement('span');
  text.textContent = name;
  return new Tooltip(latLng(place), {
    content: text,
    permanent: true,
    direction: 'center',
    pane: 'zones',
    className: classes.zoneLabel ?? '',
  });
}

/** The top of the largest part, inside of its outline's box: the middle is where the couriers are. */
function labelPlace(polygons: LatLng[][][]): LatLng | null {
  let largest: { size: number; place: LatLng } | null = null;
  for (const [outline] of polygons) {
    if (outline === undefined || outline.length === 0) continue;
    const bounds = latLngBounds(outline);
    const size = (bounds.getNorth() - bounds.getSouth()) * (bounds.getEast() - bounds.getWest());
    if (largest !== null && largest.size >= size) continue;
    const center = bounds.getCenter();
    largest = { size, place: { lat: center.lat, lng: center.lng } };
  }
  return largest?.place ?? null;
}
