// The map of the desk, outside React: subscribes to the stores, moves what is there by id, and links it with the board
// both ways through the selection. Made once by map-view.tsx, which draws what `ui` says beside the canvas.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { addressLine, type LatLng } from '../../shared/domain/address.ts';
import type { ConnectionId, CourierId, JobId } from '../../shared/domain/ids.ts';
import type { JobPlace } from '../../shared/domain/job.ts';
import type { Zone } from '../../shared/domain/zone.ts';
import type { Desk } from '../state/desk.ts';
import { readLayout } from '../state/layout.ts';
import { currentTime, onTick } from '../ui/clock.ts';
import { createBaseLayers } from './base-layers.ts';
import { createCourierLayer, type MapHit } from './courier-layer.ts';
import { createCourierMarks } from './courier-marks.ts';
import { describeCluster, describeCourier, describePlace } from './describe-hit.ts';
import { polygonsOf } from './geo-json.ts';
import { createLeafletMap, type MapPointer } from './leaflet-map.ts';
import { watchTheme } from './map-colours.ts';
import { createMapFocus } from './map-focus.ts';
import { mapLayout } from './map-layout.ts';
import { createPicks, type Picks } from './map-picks.ts';
import type { MapUi } from './map-ui.ts';
import { createPlaceLayer } from './place-layer.ts';
import { watchPlaces } from './place-watch.ts';
import { texts } from './texts.ts';
import { watchTrouble } from './trouble-watch.ts';
import { createZoneLayer } from './zone-layer.ts';

/** Before anything is known: the States. */
const FIRST_VIEW = { center: { lat: 39, lng: -97 }, zoom: 4 };
const ZONE_NAME_ZOOM = 12;
/** Farther away, pick-ups and drop-offs are dust. */
const PLACES_ZOOM = 12;
const NO_ZONES: readonly Zone[] = [];
const NO_PLACES: readonly JobPlace[] = [];
/** The feed brings news ten times a second; a courier that is shown five times a second stands nowhere else. */
const NEWS_MS = 200;
/** What the person did with wheel or pointer may move the map for so long afterwards. */
const HAND_MS = 1_500;

export interface DeskMap {
  ui: StoreApi<MapUi>;
  zoomBy(steps: number): void;
  fitAll(): void;
  setFollowing(on: boolean): void;
  retryTiles(): void;
  closeList(): void;
  couriersInView: Picks['inView'];
  /** The keyboard rests on this one. */
  rest(id: CourierId | null): void;
  setCovered(right: number): void;
  remove(): void;
}

export function createDeskMap(container: HTMLElement, desk: Desk): DeskMap {
  const { stores, actions } = desk;
  const settings = () => stores.settings.getState().settings;
  const staleMs = () => settings().ageing.courierStaleMs;

  const ui = createStore<MapUi>(() => ({
    ground: { kind: 'tiles' },
    empty: false,
    tip: null,
    list: null,
    selected: null,
    following: false,
    far: true,
  }));
  const surface = createLeafletMap(container, {
    view: FIRST_VIEW,
    onPointer: pointAt,
    onClick: click,
    onDrag: () => ui.setState({ following: false }),
    onMoved: moved,
    onRoom: () => focus.roomChanged(),
  });
  const marks = createCourierMarks(staleMs());
  const places = createPlaceLayer(surface, currentTime);
  const layer = createCourierLayer(surface, marks, currentTime);
  const base = createBaseLayers(surface, (ground) => ui.setState({ ground }));
  const zones = createZoneLayer(surface);
  const focus = createMapFocus({
    desk,
    surface,
    marks,
    layer,
    places,
    ui,
    isPlaced: () => placed,
    onPlaced: () => {
      placed = true;
    },
  });
  const picks = createPicks({ desk, surface, marks, ui, byHand, onCourier: focus.pick });

  // --- Where the map stands

  let placed = false;
  let openPlaces = NO_PLACES;
  let pointedJob: JobId | null = null;
  /** Settings of the workspace that was left: the ones of the new workspace are still to come. */
  let oldSettings: unknown = null;
  let handAt = Number.NEGATIVE_INFINITY;
  function byHand() {
    handAt = performance.now();
  }

  function everyPlace(): LatLng[] {
    const couriers = [...marks.byId.values()].map((mark) => mark.position);
    if (couriers.length > 0) return couriers;
    return stores.zones.getState().zones.flatMap((zone) => polygonsOf(zone.geometry).flat(2));
  }

  function placeFirst() {
    if (placed || !stores.settings.getState().loaded || settings() === oldSettings) return;
    const { view } = readLayout(settings().layout, mapLayout);
    const places = everyPlace();
    if (view !== null) surface.setView(view);
    else if (places.length > 0) surface.fit(places);
    else return;
    placed = true;
    focus.show();
  }

  function moved() {
    const view = surface.view();
    wantPlaces();
    container.toggleAttribute('data-zone-names', view.zoom >= ZONE_NAME_ZOOM);
    if (!placed || performance.now() - handAt > HAND_MS) return;
    const kept = readLayout(settings().layout, mapLayout);
    actions.saveLayout(mapLayout.key, { ...kept, view });
  }

  // --- Couriers

  let newsTimer: ReturnType<typeof setTimeout> | null = null;
  let takenAt = Number.NEGATIVE_INFINITY;
  function takeSoon() {
    // Another workspace: none of the old one's couriers may be there when its settings come.
    if (stores.couriers.getState().byId.size === 0) takeCouriers();
    else newsTimer ??= setTimeout(takeCouriers, Math.max(0, takenAt + NEWS_MS - performance.now()));
  }

  function takeCouriers() {
    if (newsTimer !== null) clearTimeout(newsTimer);
    newsTimer = null;
    takenAt = performance.now();
    const { byId, loaded } = stores.couriers.getState();
    const { changed } = marks.take(byId, currentTime());
    const empty = loaded && marks.byId.size === 0;
    if (empty !== ui.getState().empty) ui.setState({ empty });
    if (!changed) return;
    layer.couriersChanged();
    placeFirst();
    focus.couriersMoved();
  }

  function grow() {
    if (marks.grow(currentTime(), staleMs())) layer.couriersChanged();
  }

  // --- Pointer and keyboard

  /** The nearest first; on what moves rather than on what lies below it. */
  function hitsAt(at: MapPointer): MapHit[] {
    return [...layer.hits(at), ...places.hits(at)].sort((a, b) => a.gap - b.gap);
  }

  function pointAt(at: MapPointer | null) {
    const hit = at === null ? null : (hitsAt(at)[0] ?? null);
    container.toggleAttribute('data-over', hit !== null);
    const { selection } = stores;
    const hoveredCourier = hit?.kind === 'courier' ? hit.mark.id : null;
    const hoveredJob = hit?.kind === 'place' ? (hit.place.marks[0]?.job.id ?? null) : null;
    const before = selection.getState();
    if (before.hoveredCourier !== hoveredCourier) selection.setState({ hoveredCourier });
    // What the pointer rests on over the board is the board's to take back.
    if (hoveredJob !== pointedJob) selection.setState({ hoveredJob });
    pointedJob = hoveredJob;
    if (hit === null || at === null) {
      if (ui.getState().tip !== null) ui.setState({ tip: null });
    } else ui.setState({ tip: { x: at.x, y: at.y, lines: describe(hit) } });
  }

  function describe(hit: MapHit): string[] {
    if (hit.kind === 'courier') return describeCourier(hit.mark, currentTime());
    if (hit.kind === 'cluster') return describeCluster(hit.cluster);
    if (hit.kind === 'place') return describePlace(hit.place, currentTime());
    const job = stores.job.getState().detail?.job;
    const address = hit.end === 'pick' ? job?.pickAddress : job?.deliverAddress;
    return [texts[hit.end], ...(address == null ? [] : [addressLine(address)])];
  }

  function click(at: MapPointer) {
    ui.setState({ list: null, tip: null });
    const hits = hitsAt(at).filter((hit) => hit.kind !== 'end');
    if (hits.length > 0) picks.hits(hits);
    else if (focus.picked !== null) focus.pick(null);
  }

  // --- Ground and zones

  let shownZones: unknown[] = [];
  function showZones() {
    const { zones: list } = stores.zones.getState();
    const { connections } = stores.connections.getState();
    const named = stores.preview.getState().preview?.zones ?? NO_ZONES;
    const { hiddenZones } = readLayout(settings().layout, mapLayout);
    const order = connections.map(({ id }) => id).join(' ');
    const now = [list, order, hiddenZones.join(' '), named];
    if (now.every((part, index) => part === shownZones[index])) return;
    shownZones = now;
    zones.show(
      list,
      connections.map(({ id }) => id),
      new Set(hiddenZones as ConnectionId[]),
      named,
    );
    placeFirst();
  }

  function takeSettings() {
    const { settings: now, loaded } = stores.settings.getState();
    if (loaded) base.setTiles(now.tiles.enabled, now.tiles.url);
    placeFirst();
    grow();
    showZones();
    wantPlaces();
  }

  // --- Pick-ups and drop-offs

  function wantPlaces() {
    const far = surface.view().zoom < PLACES_ZOOM;
    const wanted = readLayout(settings().layout, mapLayout).places && !far;
    if (far !== ui.getState().far) ui.setState({ far });
    placeWatch.want(wanted);
    places.show(wanted ? openPlaces : NO_PLACES);
  }

  const placeWatch = watchPlaces(desk, (now) => {
    openPlaces = now;
    wantPlaces();
  });

  const stops = [
    stores.couriers.subscribe(takeSoon),
    stores.settings.subscribe(takeSettings),
    stores.zones.subscribe(showZones),
    stores.connections.subscribe(showZones),
    stores.job.subscribe(focus.show),
    stores.screen.subscribe(focus.show),
    stores.preview.subscribe(() => {
      focus.show();
      showZones();
    }),
    stores.selection.subscribe((now, before) => {
      if (now.cursor !== before.cursor) focus.show();
      if (now.hoveredCourier !== before.hoveredCourier || now.hoveredJob !== before.hoveredJob)
        focus.highlight();
    }),
    stores.link.subscribe(({ status }) => {
      if (status.phase !== 'open') return;
      focus.askAgain();
      base.retry();
    }),
    stores.host.subscribe((now, before) => {
      if (before.hello === null || now.hello?.workspace === before.hello.workspace) return;
      placed = false;
      oldSettings = settings();
      focus.forget();
      placeWatch.forget();
    }),
    watchTrouble(desk, (jobs) => {
      marks.takeTroubled(jobs);
      layer.couriersChanged();
      // A job may have become late by time alone.
      focus.redraw();
      places.repaint();
    }),
    placeWatch.stop,
    onTick(grow),
    watchTheme(() => {
      layer.themeChanged();
      places.themeChanged();
      base.themeChanged();
    }),
  ];
  container.addEventListener('wheel', byHand, { passive: true });
  container.addEventListener('pointerdown', byHand);
  container.addEventListener('pointerup', byHand);
  container.addEventListener('dblclick', byHand);

  takeCouriers();
  takeSettings();
  focus.show();

  return {
    ui,
    zoomBy(steps) {
      byHand();
      surface.zoomBy(steps);
    },
    fitAll() {
      byHand();
      ui.setState({ following: false });
      surface.fit(everyPlace());
    },
    setFollowing: focus.follow,
    retryTiles: () => base.retry(),
    closeList: () => ui.setState({ list: null }),
    couriersInView: picks.inView,
    rest: focus.highlight,
    setCovered: surface.setCovered,
    remove() {
      for (const stop of stops) stop();
      if (newsTimer !== null) clearTimeout(newsTimer);
      layer.remove();
      places.remove();
      base.remove();
      surface.remove();
    },
  };
}
