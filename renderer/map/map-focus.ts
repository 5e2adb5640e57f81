// What the map is about at the moment: the job of the panel or under the cursor and its courier, or the booking that is
// being typed. Paints its scene, marks its courier, and moves the map so that it can be seen. Made by desk-map.ts.

import type { StoreApi } from 'zustand/vanilla';
import type { LatLng } from '../../shared/domain/address.ts';
import type { CourierId, JobId } from '../../shared/domain/ids.ts';
import { isOpen } from '../../shared/domain/job-status.ts';
import type { Desk } from '../state/desk.ts';
import { currentTime } from '../ui/clock.ts';
import type { CourierLayer } from './courier-layer.ts';
import type { CourierMarks } from './courier-marks.ts';
import { type JobScene, sceneOf, sceneOfPreview, stopsOf } from './job-scene.ts';
import type { MapSurface, MapView } from './leaflet-map.ts';
import type { MapUi } from './map-ui.ts';
import type { PlaceLayer } from './place-layer.ts';
import { createTrailKeeper } from './trail-keeper.ts';

interface Parts {
  desk: Desk;
  surface: MapSurface;
  marks: CourierMarks;
  layer: CourierLayer;
  places: PlaceLayer;
  ui: StoreApi<MapUi>;
  /** The map has been put where something is; before that it shows a continent. */
  isPlaced: () => boolean;
  onPlaced: () => void;
}

export interface MapFocus {
  /** Selection, panel, job or preview may have changed: picture, courier and place of the map follow. */
  show(): void;
  /** The same thing, drawn as it is now; the map stays where it is. */
  redraw(): void;
  /** A courier that was picked on the map; holds until another job is selected. */
  pick(courier: CourierId | null): void;
  readonly picked: CourierId | null;
  /** `rest`: what the keyboard rests on, here on the map. */
  highlight(rest?: CourierId | null): void;
  /** News of couriers: the trail of the selected one grows, and the map goes along with one that is followed. */
  couriersMoved(): void;
  follow(on: boolean): void;
  /** There is more or less room than before: what an open panel is about must not end up under it. */
  roomChanged(): void;
  /** The courier's positions may have been missed. */
  askAgain(): void;
  /** Another workspace: nothing of the old one is kept. */
  forget(): void;
}

export function createMapFocus(parts: Parts): MapFocus {
  const { desk, surface, marks, layer, places, ui, isPlaced, onPlaced } = parts;
  const { stores, actions, board } = desk;
  const trail = createTrailKeeper(actions, redraw);
  let picked: CourierId | null = null;
  let job: JobId | null = null;
  /** What the map has moved to already, so that news of the same thing does not move it again. */
  let shownFor = '';
  /** Where the map was before a job far away made it zoom out, and how far: it goes back when that job is left. */
  let excursion: { from: MapView; zoom: number } | null = null;

  function isComposing(): boolean {
    return stores.screen.getState().panel?.kind === 'compose';
  }

  function jobInFocus(): JobId | null {
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

  function scene(): JobScene | null {
    if (isComposing()) {
      const { preview } = stores.preview.getState();
      return preview && sceneOfPreview(preview);
    }
    const { id, detail } = stores.job.getState();
    const way = trail.points();
    if (detail === null || id !== job)
      return way.length === 0 ? null : { pick: null, drop: null, trail: way };
    return sceneOf(detail.job, way.length > 0 ? way : detail.trail, currentTime(), stopsOf(detail));
  }

  function redraw() {
    layer.setScene(scene());
    const { id, detail } = stores.job.getState();
    places.leaveOut(isComposing() || detail === null ? null : id);
  }

  function selectedMark() {
    const { selected } = ui.getState();
    return selected === null ? undefined : marks.byId.get(selected);
  }

  function show() {
    const now = jobInFocus();
    if (stores.screen.getState().panel === null) comeBack();
    if (now !== job) {
      job = now;
      picked = null;
    }
    const selected = picked ?? courierOf(job);
    if (selected !== ui.getState().selected) {
      ui.setState({ selected, ...(selected === null ? { following: false } : {}) });
      trail.show(selected);
      highlight();
    }
    redraw();
    bringIntoSight();
  }

  function bringIntoSight() {
    const drawn = scene();
    const ends = [drawn?.pick?.at, drawn?.drop?.at, ...(drawn?.stops ?? [])].filter(
      (place) => place !== undefined,
    );
    if (isComposing()) {
      if (isNewAim(`booking ${JSON.stringify(ends)}`, ends)) {
        surface.bringIntoView(ends, true);
        onPlaced();
      }
      return;
    }
    const mark = selectedMark();
    const aim = mark === undefined ? ends : [mark.position];
    if (!isPlaced() || !isNewAim(`${job} ${mark?.id} ${aim.length}`, aim)) return;
    comeBack();
    const from = surface.view();
    surface.bringIntoView(aim);
    const { zoom } = surface.view();
    if (zoom < from.zoom) excursion = { from, zoom };
  }

  /** Unless a person has zoomed since: then they are where they want to be. */
  function comeBack() {
    if (excursion !== null && surface.view().zoom === excursion.zoom) surface.setView(excursion.from);
    excursion = null;
  }

  function isNewAim(about: string, aim: readonly LatLng[]): boolean {
    if (about === shownFor || aim.length === 0) return false;
    shownFor = about;
    return true;
  }

  function highlight(rest: CourierId | null = null) {
    const { hoveredCourier, hoveredJob } = stores.selection.getState();
    layer.highlight({
      selected: ui.getState().selected,
      hovered: rest ?? hoveredCourier ?? courierOf(hoveredJob),
      ends: hoveredJob === null ? [] : places.endsOf(hoveredJob).map(({ at }) => at),
    });
  }

  return {
    show,
    redraw,
    highlight,
    get picked() {
      return picked;
    },
    pick(courier) {
      job = jobInFocus();
      picked = courier;
      show();
    },
    couriersMoved() {
      const mark = selectedMark();
      if (mark === undefined) return;
      trail.moved(mark.courier);
      redraw();
      if (ui.getState().following) surface.bringIntoView([mark.position]);
    },
    follow(on) {
      const mark = selectedMark();
      ui.setState({ following: on && mark !== undefined });
      if (on && mark !== undefined) surface.bringIntoView([mark.position]);
    },
    roomChanged() {
      if (stores.screen.getState().panel === null) return;
      shownFor = '';
      bringIntoSight();
    },
    askAgain: () => trail.askAgain(),
    forget() {
      picked = null;
      excursion = null;
      shownFor = '';
    },
  };
}
