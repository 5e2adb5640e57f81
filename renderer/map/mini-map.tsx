// A small picture of one job: its ends, its trail and its courier as it moves. It cannot be dragged: the map is for that.
// Loaded when it is first shown, by whoever shows a job.

import { useEffect, useRef } from 'react';
import type { LatLng } from '../../shared/domain/address.ts';
import type { Job, JobEvent, TrailPoint } from '../../shared/domain/job.ts';
import { isOpen } from '../../shared/domain/job-status.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime, onTick } from '../ui/clock.ts';
import { createBaseLayers } from './base-layers.ts';
import { createCourierLayer } from './courier-layer.ts';
import { createCourierMarks } from './courier-marks.ts';
import { sceneOf, stopsOf } from './job-scene.ts';
import { createLeafletMap } from './leaflet-map.ts';
import classes from './map.module.css';
import { watchTheme } from './map-colours.ts';
import { troubledJobs } from './severity-roll-up.ts';
import { fadeTrail } from './trail-fade.ts';

interface Props {
  job: Job;
  trail: readonly TrailPoint[];
  events: readonly JobEvent[];
}

export function MiniMap({ job, trail, events }: Props) {
  const { stores } = useDesk();
  const holder = useRef<HTMLDivElement>(null);
  const show = useRef<((job: Job, trail: readonly TrailPoint[], stops: readonly LatLng[]) => void) | null>(
    null,
  );

  useEffect(() => {
    if (holder.current === null) return;
    const surface = createLeafletMap(holder.current, {
      view: { center: { lat: 39, lng: -97 }, zoom: 4 },
      still: true,
    });
    const { settings } = stores.settings.getState();
    const staleMs = settings.ageing.courierStaleMs;
    const marks = createCourierMarks(staleMs);
    const layer = createCourierLayer(surface, marks, currentTime);
    const base = createBaseLayers(surface, () => {});
    base.setTiles(settings.tiles.enabled, settings.tiles.url);
    let courierId: Job['courierId'] = null;
    let fitted = false;

    function takeCourier() {
      const courier = courierId === null ? undefined : stores.couriers.getState().byId.get(courierId);
      if (marks.take(new Map(courier === undefined ? [] : [[courier.id, courier]]), currentTime()).changed)
        layer.couriersChanged();
    }
    show.current = (shown, way, stops) => {
      const open = isOpen(shown.status);
      courierId = open ? shown.courierId : null;
      const late = open && shown.promiseAt !== null && shown.promiseAt < currentTime();
      marks.takeTroubled(troubledJobs([shown], late ? [shown] : []));
      takeCourier();
      const scene = sceneOf(shown, way, currentTime(), stops);
      layer.setScene(scene);
      const couriers = [...marks.byId.values()].map((mark) => mark.position);
      const places = [scene.pick?.at, scene.drop?.at, ...couriers, ...stops].filter(
        (place) => place !== undefined,
      );
      if (fitted) surface.bringIntoView(places);
      else surface.fit([...places, ...fadeTrail(way, currentTime()).flatMap((piece) => piece.points)]);
      fitted ||= places.length > 0;
    };
    const stops = [
      stores.couriers.subscribe(takeCourier),
      onTick(() => {
        if (marks.grow(currentTime(), staleMs)) layer.couriersChanged();
      }),
      watchTheme(() => {
        layer.themeChanged();
        base.themeChanged();
      }),
    ];
    return () => {
      show.current = null;
      for (const stop of stops) stop();
      layer.remove();
      base.remove();
      surface.remove();
    };
  }, [stores]);

  useEffect(() => show.current?.(job, trail, stopsOf({ events })), [job, trail, events]);

  return (
    <div className={`${classes.map} ${classes.mini}`}>
      <div ref={holder} className={classes.picture} aria-hidden="true" />
    </div>
  );
}
