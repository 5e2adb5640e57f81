// What the map is measured beside, each as its own documentation shows it: Leaflet's markers, Leaflet's circles on a
// canvas, leaflet.markercluster, and MapLibre GL. Same couriers, same tiles, one trail. Runs in the page (map-page.ts).

import 'leaflet/dist/leaflet.css';
import L from 'leaflet';
import 'leaflet.markercluster';
import 'leaflet.markercluster/dist/MarkerCluster.css';
import 'leaflet.markercluster/dist/MarkerCluster.Default.css';
import 'maplibre-gl/dist/maplibre-gl.css';
import { GeoJSONSource, Map as GlMap, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Courier } from '../../shared/domain/courier.ts';
import { CITY, type Fleet, FOLLOWED } from './map-couriers.ts';
import { element, until } from './map-ours.ts';
import type { BenchMap } from './map-page.ts';

const TILES = '/tiles/others/{z}/{x}/{y}.png';
const COLOUR = '#4b5563';
const TRAIL_COLOUR = '#2563eb';

/** How one of Leaflet's ways shows couriers. */
interface Way {
  add(map: L.Map, couriers: readonly Courier[]): (moved: Courier) => void;
  drawn(holder: HTMLElement): string;
}

const icon = (courier: Courier) =>
  L.divIcon({ className: 'bench-courier', html: courier.name.slice(0, 2), iconSize: [24, 24] });

const elements = (holder: HTMLElement) => {
  const clusters = holder.querySelectorAll('.marker-cluster').length;
  return `${holder.querySelectorAll('.bench-courier').length} couriers, ${clusters} clusters`;
};

/** Markers by id; `put` adds them all. */
function addMarkers(couriers: readonly Courier[], put: (markers: L.Marker[]) => void) {
  const byId = new Map(
    couriers.map((courier) => [courier.id, L.marker(at(courier), { icon: icon(courier) })]),
  );
  put([...byId.values()]);
  return (moved: Courier) => void byId.get(moved.id)?.setLatLng(at(moved));
}

export const LEAFLET_WAYS = {
  markers: {
    add: (map, couriers) =>
      addMarkers(couriers, (markers) => {
        for (const marker of markers) marker.addTo(map);
      }),
    drawn: elements,
  },
  circles: {
    add(map, couriers) {
      const renderer = L.canvas();
      const byId = new Map(
        couriers.map((courier) => [
          courier.id,
          L.circleMarker(at(courier), { renderer, radius: 10, color: COLOUR }).addTo(map),
        ]),
      );
      return (moved) => void byId.get(moved.id)?.setLatLng(at(moved));
    },
    drawn: () => '',
  },
  markercluster: {
    add: (map, couriers) =>
      addMarkers(couriers, (markers) => {
        map.addLayer(L.markerClusterGroup().addLayers(markers));
      }),
    drawn: elements,
  },
} satisfies Record<string, Way>;

export async function openLeaflet(holder: HTMLElement, fleet: Fleet, { add, drawn }: Way): Promise<BenchMap> {
  const map = L.map(holder, CITY);
  L.tileLayer(TILES, { maxZoom: 19 }).addTo(map);
  const moveOne = add(map, fleet.couriers);
  const trail = L.polyline(fleet.trail, { color: TRAIL_COLOUR, weight: 3 }).addTo(map);
  const followed = fleet.couriers[FOLLOWED]?.id;
  return {
    ground: holder,
    zoomIn: element(holder, '.leaflet-control-zoom-in'),
    zoomOut: element(holder, '.leaflet-control-zoom-out'),
    zoomed: () => new Promise((resolve) => map.once('zoomend', resolve)),
    move(couriers) {
      for (const courier of couriers) {
        moveOne(courier);
        if (courier.id === followed) trail.addLatLng(at(courier));
      }
    },
    drawn: () => drawn(holder),
  };
}

export async function openMapLibre(holder: HTMLElement, fleet: Fleet): Promise<BenchMap> {
  setWorkerUrl(workerUrl);
  const trail = fleet.trail.map(({ lng, lat }) => [lng, lat]);
  const map = new GlMap({
    container: holder,
    // MapLibre counts zoom by tiles of 512 pixels.
    ...{ center: CITY.center, zoom: CITY.zoom - 1, attributionControl: false },
    style: {
      version: 8,
      sources: {
        tiles: {
          type: 'raster',
          tiles: [new URL(TILES, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}')],
          tileSize: 256,
        },
        trail: { type: 'geojson', data: line(trail) },
        couriers: {
          type: 'geojson',
          data: { type: 'FeatureCollection', features: fleet.couriers.map(feature) },
        },
      },
      layers: [
        { id: 'tiles', type: 'raster', source: 'tiles' },
        {
          id: 'trail',
          type: 'line',
          source: 'trail',
          paint: { 'line-color': TRAIL_COLOUR, 'line-width': 3 },
        },
        {
          id: 'couriers',
          type: 'circle',
          source: 'couriers',
          paint: { 'circle-radius': 10, 'circle-color': COLOUR },
        },
      ],
    },
  });
  map.addControl(new NavigationControl());
  let isIdle = false;
  map.once('idle', () => {
    isIdle = true;
  });
  await until(() => isIdle);
  const source = (name: string) => {
    const found = map.getSource(name);
    if (!(found instanceof GeoJSONSource)) throw new Error(`There is no source "${name}".`);
    return found;
  };
  return {
    ground: element(holder, '.maplibregl-canvas'),
    zoomIn: element(holder, '.maplibregl-ctrl-zoom-in'),
    zoomOut: element(holder, '.maplibregl-ctrl-zoom-out'),
    zoomed: () => map.once('zoomend'),
    move(couriers) {
      source('couriers').updateData({
        update: couriers.map((courier) => ({
          id: numberOf(courier),
          newGeometry: { type: 'Point', coordinates: lngLat(courier) },
        })),
      });
      const [first] = couriers;
      if (first === undefined) return;
      trail.push(lngLat(first));
      source('trail').setData(line(trail));
    },
    drawn: () => '',
  };
}

function at({ position }: Courier): L.LatLngLiteral {
  return position ?? CITY.center;
}

function lngLat(courier: Courier): [number, number] {
  const { lng, lat } = at(courier);
  return [lng, lat];
}

/** MapLibre finds a feature again by a number. */
function numberOf({ id }: Courier): number {
  return Number(id.slice('courier-'.length));
}

function feature(courier: Courier) {
  return {
    type: 'Feature' as const,
    id: numberOf(courier),
    geometry: { type: 'Point' as const, coordinates: lngLat(courier) },
    properties: {},
  };
}

function line(coordinates: number[][]) {
  return {
    type: 'Feature' as const,
    geometry: { type: 'LineString' as const, coordinates },
    properties: {},
  };
}
