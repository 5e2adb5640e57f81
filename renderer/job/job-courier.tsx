// Who has it and how fresh that is. The small map comes from outside: features do not know each other.

import type { ReactNode } from 'react';
import { courierFreshness } from '../../shared/domain/courier.ts';
import { useDeskStore } from '../state/use-desk.ts';
import { Age } from '../ui/age.tsx';
import { useTick } from '../ui/clock.ts';
import { Section } from '../ui/section.tsx';
import classes from './job.module.css';
import { texts } from './texts.ts';
import { useJob } from './use-job.ts';

export function JobCourier({ miniMap }: { miniMap?: ReactNode }) {
  const { job, trail, events } = useJob();
  const staleMs = useDeskStore('settings', (state) => state.settings.ageing.courierStaleMs);
  const courier = useDeskStore('couriers', (state) =>
    job.courierId === null ? undefined : state.byId.get(job.courierId),
  );
  // A courier that is gone from the list (an old job) has at least left a trail.
  const seenAt = courier?.positionAt ?? trail.at(-1)?.at ?? null;
  const freshness = useTick((now) => courierFreshness(seenAt, now, staleMs));
  const wasSeen = events.some(({ kind, position }) => kind === 'checkpoint' && position !== null);
  if (job.courierName === null && job.courierId === null) {
    // A parcel: nobody is followed, but it was seen at places.
    if (!wasSeen || miniMap === undefined) return null;
    return (
      <Section title={texts.seenAt}>
        <div className={classes.miniMap}>{miniMap}</div>
      </Section>
    );
  }
  const name = job.courierName ?? courier?.name ?? '';
  return (
    <Section title={texts.courier}>
      <div className={classes.courier}>
        <span className={classes.disc} data-freshness={freshness} aria-hidden="true">
          {initialsOf(name)}
        </span>
        <div>
          <div>{name}</div>
          <div className={classes.second}>
            {seenAt === null ? (
              texts.courierNeverSeen
            ) : (
              <>
                {texts.freshness[freshness]}, {texts.courierSeen} <Age at={seenAt} /> {texts.ago}
              </>
            )}
          </div>
        </div>
      </div>
      {miniMap !== undefined && <div className={classes.miniMap}>{miniMap}</div>}
    </Section>
  );
}

/** "411 Billy Bikeracer" is BB: the number is the company's, not the person's. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '');
  return initials.join('').toUpperCase() || name.slice(0, 2);
}
