// The trail of one courier: asked for once, then grown by each new position that arrives anyway.

import type { Courier } from '../../shared/domain/courier.ts';
import type { CourierId } from '../../shared/domain/ids.ts';
import type { TrailPoint } from '../../shared/domain/job.ts';
import type { Actions } from '../state/actions.ts';

export interface TrailKeeper {
  points(): readonly TrailPoint[];
  show(id: CourierId | null): void;
  moved(courier: Courier): void;
  /** Positions may have been missed: asks again. */
  askAgain(): void;
}

export function createTrailKeeper(actions: Pick<Actions, 'courierTrail'>, onChange: () => void): TrailKeeper {
  let shown: CourierId | null = null;
  let points: TrailPoint[] = [];
  let asking: AbortController | null = null;

  async function ask(id: CourierId) {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    const answer = await actions.courierTrail(id, undefined, mine.signal);
    if (asking !== mine || !answer.ok) return;
    const newestAt = answer.value.at(-1)?.at ?? 0;
    points = [...answer.value, ...points.filter((point) => point.at > newestAt)];
    onChange();
  }

  return {
    points: () => points,
    show(id) {
      if (id === shown) return;
      shown = id;
      points = [];
      asking?.abort();
      asking = null;
      if (id !== null) void ask(id);
    },
    moved({ id, position, positionAt }) {
      if (id !== shown || position === null || positionAt === null) return;
      if (positionAt <= (points.at(-1)?.at ?? 0)) return;
      points = [...points, { ...position, at: positionAt }];
    },
    askAgain() {
      if (shown !== null) void ask(shown);
    },
  };
}
