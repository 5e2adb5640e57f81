// What belongs to the same order: the courier job, its shipment, its parcels. A line opens that one.

import { isOpen, labelOf, phaseOf, severityOf } from '../../shared/domain/job-status.ts';
import { isOld } from '../../shared/domain/time.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { useTick } from '../ui/clock.ts';
import { MiddleCut } from '../ui/middle-cut.tsx';
import { ProviderMark } from '../ui/provider-mark.tsx';
import { Section } from '../ui/section.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './job.module.css';
import { jobName } from './job-name.ts';
import { texts } from './texts.ts';
import { useJob } from './use-job.ts';

export function JobLinked() {
  const { linked } = useJob();
  if (linked.length === 0) return null;
  return (
    <Section title={texts.linked}>
      <ul className={classes.linked}>
        {linked.map((row) => (
          <LinkedLine key={row.id} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function LinkedLine({ row }: { row: ReturnType<typeof useJob>['linked'][number] }) {
  const { navigation } = useDesk();
  const newsStaleMs = useDeskStore('settings', (state) => state.settings.ageing.newsStaleMs);
  const stale = useTick(
    (now) => isOpen(row.status) && row.receivedAt !== null && isOld(row.receivedAt, now, newsStaleMs),
  );
  return (
    <li>
      <button type="button" className={classes.linkedLine} onClick={() => navigation.openJob(row.id)}>
        <SeverityMark
          severity={severityOf(row.status)}
          slashed={phaseOf(row.status) === 'closed'}
          stale={stale}
        />
        <ProviderMark provider={row.provider} />
        {/* A parcel is told from the others of its order by its number, not by the order. */}
        <MiddleCut text={row.externalIds.trackingId ?? jobName(row)} />
        <span className={classes.second}>{labelOf(row.status)}</span>
      </button>
    </li>
  );
}
