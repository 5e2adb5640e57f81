// The map of the desk, outside React: subscribes to the stores, moves what is there by id, and links it with the board
// both ways through the selection. Made once by map-view.tsx, which draws what `ui` says beside the canvas.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { addressLine, type LatLng } from '../../shared/domain/address.ts';
import type { ConnectionId, CourierId, JobId } from '../../shared/domain/ids.ts';
import { isOpen } from '../../shared/domain/job-status.ts';
import type { Desk } from '../state/desk.ts';
import { readLayout } from '../state/layout.ts';
import { currentTime, onTick } from '../ui/clock.ts';
import { createBaseLayers } from './base-layers.ts';
import { createCourierLayer, type MapHit } from './courier-layer.ts';
import { createCourierMarks } from './courier-marks.ts';
import { describeCluster, describeCourier } from './describe-hit.ts';
import { polygonsOf } from './geo-json.ts';
import { type JobScene, sceneOf } from './job-scene.ts';
import { createLeafletMap, type MapPointer } from './leaflet-map.ts';
import { watchTheme } from './map-colours.ts';
import { mapLayout } from './map-layout.ts';
import { createPicks, type Picks } from './map-picks.ts';
import type { MapUi } from './map-ui.ts';
import { texts } from './texts.ts';
import { createTrailKeeper } from './trail-keeper.ts';
import { watchTrouble } from './trouble-watch.ts';
import { createZoneLayer } from './zone-layer.ts';

/** Before anything is known: the States. */
const FIRST_VIEW = { center: { lat: 39, lng: -97 }, zoom: 4 };
const ZONE_NAME_ZOOM = 12;
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
  const { stores, actions, board } = desk;
  const settings = () => stores.settings.getState().settings;
  const staleMs = () => settings().ageing.courierStaleMs;

  const ui = createStore<MapUi>(() => ({
    ground: { kind: 'tiles' },
    empty: false,
    tip: null,
    list: null,
    selected: null,
    following: false,
  }));
  const surface = createLeafletMap(container, {
    view: FIRST_VIEW,
    onPointer: pointAt,
    onClick: click,
    onDrag: () => ui.setState({ following: false }),
    onMoved: moved,
  });
  const marks = createCourierMarks(staleMs());
  const layer = createCourierLayer(surface, marks, currentTime);
  const base = createBaseLayers(surface, (ground) => ui.setState({ ground }));
  const zones = createZoneLayer(surface);
  const trail = createTrailKeeper(actions, showScene);
  const picks = createPicks({ desk, surface, marks, ui, byHand, onCourier: pickedCourier });

  // --- Where the map stands

  let placed = false;
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
    showFocus();
  }

  function moved() {
    const view = surface.view();
    container.toggleAttribute('data-zone-names', view.zoom >= ZONE_NAME_ZOOM);
    if (!placed || performance.now() - handAt > HAND_MS) return;
    const kept = readLayout(settings().layout, mapLayout);
    actions.saveLayout(mapLayout.key, { ...kept, view });
  }

  // --- The job in focus and its courier

  /** A courier that was picked on the map; holds until another job is selected. */
  let picked: CourierId | null = null;
  let focus: JobId | null = null;
  /** What the map has moved to already, so that news of the same thing does not move it again. */
  let shownFor = '';

  function pickedCourier(id: CourierId) {
    focus = focusJob();
    picked = id;
    showFocus();
  }

  function focusJob(): JobId | null {
    const { panel } = stores.screen.getState();
    return panel?.kind === 'job' ? panel.jobId : stores.selection.getState().cursor;
  }

  function courierOf(jobId: JobId | null): CourierId | null {
    if (jobId === null) return null;
    const { id, detail } = stores.job.getState();
    const index = board.indexOf(jobId);
    const row =
      id === jobId && detail !== null ? detail.job : index === undefined ? undefined : board.rowAt(index);
    // Where a courier is says nothing any more about a job that is over.
    if (row !== undefined) return isOpen(row.status) ? row.courierId : null;
    for (const mark of marks.byId.values()) if (mark.courier.jobIds.includes(jobId)) return mark.id;
    return null;
  }

  function showFocus() {
    const jobId = focusJob();
    if (jobId !== focus) {
      focus = jobId;
      picked = null;
    }
    const selected = picked ?? courierOf(focus);
    if (selected !== ui.getState().selected) {
      ui.setState({ selected, ...(selected === null ? { following: false } : {}) });
      trail.show(selected);
      highlight();
    }
    showScene();
    if (placed) bringFocus(selected);
  }

  function bringFocus(selected: CourierId | null) {
    const mark = selected === null ? undefined : marks.byId.get(selected);
    const scene = jobScene();
    const places =
      mark !== undefined ? [mark.position] : [scene?.pick, scene?.drop].filter((place) => place != null);
    const about = `${focus} ${selected} ${places.length}`;
    if (about === shownFor || places.length === 0) return;
    shownFor = about;
    surface.bringIntoView(places);
  }

  function jobScene(): JobScene | null {
    const { panel } = stores.screen.getState();
    if (panel?.kind === 'compose') {
      const { pick, drop } = stores.preview.getState();
      return { pick, drop, severity: 'off', picked: false, trail: [] };
    }
    const { id, detail } = stores.job.getState();
    const courierTrail = trail.points();
    if (detail === null || id !== focus) {
      return courierTrail.length === 0
        ? null
        : { pick: null, drop: null, severity: 'steady', picked: false, trail: courierTrail };
    }
    return sceneOf(detail.job, courierTrail.length > 0 ? courierTrail : detail.trail);
  }

  function showScene() {
    layer.setScene(jobScene());
  }

  function highlight(rest: CourierId | null = null) {
    const { hoveredCourier, hoveredJob } = stores.selection.getState();
    layer.highlight({
      selected: ui.getState().selected,
      hovered: rest ?? hoveredCourier ?? courierOf(hoveredJob),
    });
  }

  // --- Couriers

  function takeCouriers() {
    const { byId, loaded } = stores.couriers.getState();
    const { changed } = marks.take(byId, currentTime());
    const empty = loaded && marks.byId.size === 0;
    if (empty !== ui.getState().empty) ui.setState({ empty });
    if (!changed) return;
    layer.couriersChanged();
    placeFirst();
    const { selected, following } = ui.getState();
    const mark = selected === null ? undefined : marks.byId.get(selected);
    if (mark === undefined) return;
    trail.moved(mark.courier);
    showScene();
    if (following) surface.bringIntoView([mark.position]);
  }

  function grow() {
    if (marks.grow(currentTime(), staleMs())) layer.couriersChanged();
  }

  // --- Pointer and keyboard

  function pointAt(at: MapPointer | null) {
    const hit = at === null ? null : (layer.hits(at)[0] ?? null);
    container.toggleAttribute('data-over', hit !== null);
    const hoveredCourier = hit?.kind === 'courier' ? hit.mark.id : null;
    if (stores.selection.getState().hoveredCourier !== hoveredCourier)
      stores.selection.setState({ hoveredCourier });
    if (hit === null || at === null) {
      if (ui.getState().tip !== null) ui.setState({ tip: null });
    } else ui.setState({ tip: { x: at.x, y: at.y, lines: describe(hit) } });
  }

  function describe(hit: MapHit): string[] {
    if (hit.kind === 'courier') return describeCourier(hit.mark, currentTime());
    if (hit.kind === 'cluster') return describeCluster(hit.cluster);
    const job = stores.job.getState().detail?.job;
    const address = hit.end === 'pick' ? job?.pickAddress : job?.deliverAddress;
    return [texts[hit.end], ...(address == null ? [] : [addressLine(address)])];
  }

  function click(at: MapPointer) {
    ui.setState({ list: null });
    const hits = layer.hits(at).filter((hit) => hit.kind !== 'end');
    if (hits.length > 0) picks.hits(hits);
    else if (picked !== null) {
      picked = null;
      showFocus();
    }
  }

  // --- Ground and zones

  let shownZones: unknown[] = [];
  function showZones() {
    const { zones: list } = stores.zones.getState();
    const { connections } = stores.connections.getState();
    const { hiddenZones } = readLayout(settings().layout, mapLayout);
    const order = connections.map(({ id }) => id).join(' ');
    const now = [list, order, hiddenZones.join(' ')];
    if (now.every((part, index) => part === shownZones[index])) return;
    shownZones = now;
    zones.show(
      list,
      connections.map(({ id }) => id),
      new Set(hiddenZones as ConnectionId[]),
    );
    placeFirst();
  }

  function takeSettings() {
    const { settings: now, loaded } = stores.settings.getState();
    if (loaded) base.setTiles(now.tiles.enabled, now.tiles.url);
    placeFirst();
    grow();
    showZones();
  }

  const stops = [
    stores.couriers.subscribe(takeCouriers),
    stores.settings.subscribe(takeSettings),
    stores.zones.subscribe(showZones),
    stores.connections.subscribe(showZones),
    stores.job.subscribe(showFocus),
    stores.screen.subscribe(showFocus),
    stores.preview.subscribe(showFocus),
    stores.selection.subscribe((now, before) => {
      if (now.cursor !== before.cursor) showFocus();
      if (now.hoveredCourier !== before.hoveredCourier || now.hoveredJob !== before.hoveredJob) highlight();
    }),
    stores.link.subscribe(({ status }) => {
      if (status.phase !== 'open') return;
      trail.askAgain();
      base.retry();
    }),
    stores.host.subscribe((now, before) => {
      if (before.hello === null || now.hello?.workspace === before.hello.workspace) return;
      placed = false;
      oldSettings = settings();
      picked = null;
    }),
    watchTrouble(desk, (jobs) => {
      marks.takeTroubled(jobs);
      layer.couriersChanged();
    }),
    onTick(grow),
    watchTheme(() => {
      layer.themeChanged();
      base.themeChanged();
    }),
  ];
  container.addEventListener('wheel', byHand, { passive: true });
  container.addEventListener('pointerdown', byHand);
  container.addEventListener('pointerup', byHand);
  container.addEventListener('dblclick', byHand);

  takeCouriers();
  takeSettings();
  showFocus();

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
    setFollowing(following) {
      const { selected } = ui.getState();
      const mark = selected === null ? undefined : marks.byId.get(selected);
      ui.setState({ following: following && mark !== undefined });
      if (following && mark !== undefined) surface.bringIntoView([mark.position]);
    },
    retryTiles: () => base.retry(),
    closeList: () => ui.setState({ list: null }),
    couriersInView: picks.inView,
    rest: (id) => highlight(id),
    setCovered: (right) => surface.setCovered(right),
    remove() {
      for (const stop of stops) stop();
      layer.remove();
      base.remove();
      surface.remove();
    },
  };
}
