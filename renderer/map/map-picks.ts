// What a click or Enter on the map leads to: a courier to its job, a cluster to a closer view, a place to its job, several at
// one spot to a list of them. Made by desk-map.ts.

import type { StoreApi } from 'zustand/vanilla';
import type { CourierId, JobId } from '../../shared/domain/ids.ts';
import type { Desk } from '../state/desk.ts';
import { currentTime } from '../ui/clock.ts';
import type { MapHit } from './courier-layer.ts';
import type { CourierMark, CourierMarks } from './courier-marks.ts';
import { describeJob, describePosition } from './describe-hit.ts';
import { type MapSurface, MOST_ZOOM } from './leaflet-map.ts';
import type { MapListItem, MapUi } from './map-ui.ts';
import { worldSize } from './mercator.ts';
import type { DrawnPlace } from './place-marks.ts';
import { COURIER_SEVERITIES } from './severity-roll-up.ts';
import { COURIER_RADIUS } from './sprites.ts';
import { texts } from './texts.ts';

interface Parts {
  desk: Desk;
  surface: MapSurface;
  marks: CourierMarks;
  ui: StoreApi<MapUi>;
  /** The view changes because the person wants it. */
  byHand: () => void;
  onCourier: (id: CourierId) => void;
}

export interface Picks {
  /** What lies under a click, the nearest first. Where one covers another, the person chooses. */
  hits(hits: readonly MapHit[]): void;
  /** Couriers in view, the worst first. */
  inView(most: number): { items: MapListItem[]; total: number };
}

export function createPicks({ desk, surface, marks, ui, byHand, onCourier }: Parts): Picks {
  let latest: CourierId | null = null;

  function courier(mark: CourierMark) {
    latest = mark.id;
    onCourier(mark.id);
    const [first, ...others] = mark.courier.jobIds;
    if (first === undefined) ui.setState({ list: null });
    else if (others.length === 0) openJob(first);
    else void listJobs(mark);
  }

  async function listJobs({ id: courierId, courier: { name, jobIds } }: CourierMark) {
    const view = { text: name, group: 'none' } as const;
    const answer = await desk.actions.findJobs({ view, offset: 0, limit: 200 });
    if (latest !== courierId) return;
    const rows = answer.ok ? answer.value.rows : [];
    const items = jobIds.map((jobId): MapListItem => {
      const row = rows.find(({ id }) => id === jobId);
      // A name the search does not find leaves the id, which opens the job as well.
      const told =
        row === undefined
          ? { label: jobId, hint: '', severity: 'steady' as const }
          : describeJob(row, currentTime());
      return { key: jobId, ...told, courierId, pick: () => openJob(jobId) };
    });
    ui.setState({ list: { title: texts.jobsOf(name), items } });
  }

  function place({ marks }: DrawnPlace) {
    const [first, ...others] = marks;
    if (first === undefined) return;
    if (others.length === 0) {
      openJob(first.job.id);
      return;
    }
    const items = marks.map(({ job }): MapListItem => {
      const told = describeJob(job, currentTime());
      return { key: job.id, ...told, courierId: null, pick: () => openJob(job.id) };
    });
    ui.setState({ list: { title: texts.jobsHere(marks.length), items } });
  }

  function openJob(jobId: JobId) {
    ui.setState({ list: null });
    desk.navigation.openJob(jobId);
  }

  function hits([first, ...others]: readonly MapHit[]) {
    if (first?.kind === 'place') place(first.place);
    else if (first?.kind === 'cluster') cluster(first.cluster.members);
    else if (first?.kind === 'courier') {
      const covered = others.flatMap((hit) =>
        hit.kind === 'courier' ? [hit.mark] : hit.kind === 'cluster' ? hit.cluster.members : [],
      );
      const together = covered.filter((mark) => cover(surface.view().zoom, mark, first.mark));
      if (together.length === 0) courier(first.mark);
      else list([first.mark, ...together]);
    }
  }

  function list(members: CourierMark[]) {
    const items = members.toSorted(worstFirst).map(itemOf);
    ui.setState({ list: { title: texts.atOnePlace(members.length), items } });
  }

  function cluster(members: CourierMark[]) {
    const { zoom } = surface.view();
    const [first] = members;
    if (first === undefined) return;
    if (zoom >= MOST_ZOOM || members.every((mark) => cover(MOST_ZOOM, mark, first))) {
      list(members);
      return;
    }
    byHand();
    surface.fit(
      members.map((mark) => mark.position),
      MOST_ZOOM,
    );
    if (surface.view().zoom <= zoom) surface.zoomBy(1);
  }

  function itemOf(mark: CourierMark): MapListItem {
    const jobs = mark.courier.jobIds.length;
    return {
      key: mark.id,
      label: mark.courier.name,
      hint: [describePosition(mark, currentTime()), ...(jobs > 0 ? [texts.jobs(jobs)] : [])].join(' · '),
      severity: mark.severity,
      courierId: mark.id,
      pick: () => courier(mark),
    };
  }

  return {
    hits,
    inView(most) {
      const inView = [...marks.byId.values()]
        .filter((mark) => surface.isInView(mark.position))
        .sort(worstFirst);
      return { items: inView.slice(0, most).map(itemOf), total: inView.length };
    },
  };
}

/** So near at this zoom that one lies over the other. */
function cover(zoom: number, a: CourierMark, b: CourierMark): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) * worldSize(zoom) < COURIER_RADIUS;
}

function worstFirst(a: CourierMark, b: CourierMark): number {
  const worse = COURIER_SEVERITIES.indexOf(b.severity) - COURIER_SEVERITIES.indexOf(a.severity);
  return worse !== 0 ? worse : a.courier.name.localeCompare(b.courier.name);
}
