// Everything that happened to the job, whoever said it, newest first.

import { Button } from '@mantine/core';
import { IconMapPin, IconMessage2, IconPoint, IconSend2 } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { JobEvent } from '../../shared/domain/job.ts';
import { phaseOf, severityOf } from '../../shared/domain/job-status.ts';
import { useTick } from '../ui/clock.ts';
import { wholeTime } from '../ui/clock-time.ts';
import { Section } from '../ui/section.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './job.module.css';
import { texts } from './texts.ts';
import { midnightOf, type TimelineEntry, timelineOf } from './timeline.ts';
import { useJob } from './use-job.ts';

const FIRST = 60;
const minute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

export function JobTimeline() {
  const { events } = useJob();
  const [all, setAll] = useState(false);
  const { days, hidden } = useMemo(
    () => timelineOf(events, all ? Number.POSITIVE_INFINITY : FIRST),
    [events, all],
  );
  const today = useTick(midnightOf);
  return (
    <Section title={texts.timeline}>
      {days.length === 0 && <p className={classes.second}>{texts.noEvents}</p>}
      {days.map(({ startAt, entries }) => (
        <div key={startAt}>
          <h4 className={classes.day}>{dayName(startAt, today)}</h4>
          <ol className={classes.timeline}>
            {entries.map((entry) => (
              <Entry key={entry.key} entry={entry} />
            ))}
          </ol>
        </div>
      ))}
      {hidden > 0 && <Button onClick={() => setAll(true)}>{texts.showAll(events.length)}</Button>}
    </Section>
  );
}

function Entry({ entry: { event, clock, heardAt } }: { entry: TimelineEntry }) {
  const clockName = clock === 'theirs' ? texts.theirClock : texts.ourClock;
  const heard = clock === 'theirs' ? wholeTime(event.receivedAt) : null;
  return (
    <li data-kind={event.kind}>
      <time
        dateTime={new Date(event.at).toISOString()}
        title={texts.eventTitle(clockName, wholeTime(event.at), heard)}
      >
        {minute.format(event.at)}
      </time>
      <span className={classes.icon} title={texts.eventKinds[event.kind]}>
        <EventIcon event={event} />
      </span>
      <div className={classes.eventText}>
        {event.kind === 'status' ? <b>{event.text}</b> : event.text}
        <div className={classes.second}>
          {[
            event.actor,
            event.kind === 'status' && event.rawStatus !== null && texts.rawStatus(event.rawStatus, null),
            heardAt !== null && texts.heard(minute.format(heardAt)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
    </li>
  );
}

function EventIcon({ event }: { event: JobEvent }) {
  switch (event.kind) {
    case 'status':
      return event.status === null ? (
        <IconPoint size={12} />
      ) : (
        <SeverityMark severity={severityOf(event.status)} slashed={phaseOf(event.status) === 'closed'} />
      );
    case 'command':
      return <IconSend2 size={13} />;
    case 'note':
      return <IconMessage2 size={13} />;
    case 'checkpoint':
      return <IconMapPin size={13} />;
    default:
      return <IconPoint size={12} />;
  }
}

function dayName(startAt: number, today: number): string {
  if (startAt === today) return texts.today;
  // Noon of the day before is a day before on every day of the year, whatever the clocks did.
  if (startAt === midnightOf(today - 12 * 3_600_000)) return texts.yesterday;
  return weekday.format(startAt);
}
