// When it is ready and when it is to be delivered: typed times of this computer, with the offset that will be sent.

import { Button } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { currentTime, useTick } from '../ui/clock.ts';
import parts from '../ui/panel-form.module.css';
import { SideNote } from '../ui/side-note.tsx';
import classes from './compose.module.css';
import type { ComposeValues } from './compose-values.ts';
import {
  endDay,
  readyAt,
  type TimeValues,
  timesFrom,
  timesFromNow,
  USUAL_WINDOW_MS,
  windowFrom,
  windowTo,
} from './delivery-window.ts';
import { Field } from './field.tsx';
import { useFixedFields } from './fixed-fields.ts';
import { dayAndTime, nextDay, offsetAt, readTypedTime, zoneNameAt } from './local-time.ts';
import { texts } from './texts.ts';

type TimeField = 'ready_time' | 'deliver_from_time' | 'deliver_to_time';
const STEP_MINUTES = 5;
/** A form that was filled in slowly is not worth a word. */
const READY_GRACE_MS = 10 * 60_000;
const shortDay = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });

export function TimeFields() {
  const { control, getValues, setValue, formState } = useFormContext<ComposeValues>();
  const [ready_day, ready_time, deliver_day, deliver_from_time, deliver_to_time, deliver_to_day] = useWatch({
    control,
    name: [
      'ready_day',
      'ready_time',
      'deliver_day',
      'deliver_from_time',
      'deliver_to_time',
      'deliver_to_day',
    ],
  });
  const values: TimeValues = {
    ready_day,
    ready_time,
    deliver_day,
    deliver_from_time,
    deliver_to_time,
    deliver_to_day,
  };
  const ready = readyAt(values);
  const from = windowFrom(values);
  const to = windowTo(values);
  const lengthMs = from.ok && to.ok && to.at > from.at ? to.at - from.at : USUAL_WINDOW_MS;

  function put(times: Partial<TimeValues>) {
    for (const [field, value] of Object.entries(times) as [keyof TimeValues, string][]) {
      if (getValues(field) === value) continue;
      setValue(field, value, { shouldDirty: true, shouldValidate: formState.isSubmitted });
    }
  }

  /** "1405" becomes 14:05 when the field is left; what cannot be read stays and says so. */
  function tidy(field: TimeField) {
    const clock = readTypedTime(getValues(field));
    if (clock !== null) put({ [field]: clock });
  }

  /** A window that nobody has touched follows the ready time. */
  function leaveReady() {
    tidy('ready_time');
    const { deliver_day: day, deliver_from_time: start, deliver_to_time: end } = formState.dirtyFields;
    const now = readyAt(getValues());
    if (day === true || start === true || end === true || !now.ok || !from.ok) return;
    if (now.at !== from.at) put(timesFrom(now.at, now.at, now.at + lengthMs));
  }

  function step(field: TimeField) {
    return (event: KeyboardEvent<HTMLElement>) => {
      const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
      const clock = readTypedTime(getValues(field));
      if (direction === 0 || clock === null) return;
      event.preventDefault();
      put({ [field]: stepped(clock, direction * STEP_MINUTES) });
    };
  }

  function setLength(ms: number) {
    const start = from.ok ? from.at : ready.ok ? ready.at : null;
    if (start === null) return;
    put({ ...timesFrom(ready.ok ? ready.at : null, start, start + ms), ready_day, ready_time });
  }

  return (
    <section className={parts.block} aria-label={texts.when}>
      <div className={parts.blockHead}>
        <h3 className={parts.blockTitle}>{texts.when}</h3>
        <span className={classes.own}>{zoneLine(ready.ok ? ready.at : null, from.ok ? from.at : null)}</span>
      </div>
      <div className={classes.times}>
        <Field
          name="ready_time"
          label={texts.ready}
          inputMode="numeric"
          onBlur={leaveReady}
          onKeyDown={step('ready_time')}
        />
        <Button className={classes.now} onClick={() => put(timesFromNow(currentTime(), lengthMs))}>
          {texts.readyNow}
        </Button>
        <Field name="ready_day" label={texts.readyDay} type="date" onBlur={leaveReady} />
        <Field
          name="deliver_from_time"
          label={texts.from}
          inputMode="numeric"
          onBlur={() => tidy('deliver_from_time')}
          onKeyDown={step('deliver_from_time')}
        />
        <Field
          name="deliver_to_time"
          label={texts.to}
          inputMode="numeric"
          onBlur={() => tidy('deliver_to_time')}
          onKeyDown={step('deliver_to_time')}
        />
        <Field name="deliver_day" label={texts.day} type="date" />
        {deliver_to_day !== '' && <Field name="deliver_to_day" label={texts.endDay} type="date" />}
      </div>
      <div className={classes.chips}>
        {texts.lengths.map(({ label, ms }) => (
          <button
            key={ms}
            type="button"
            className={classes.chip}
            aria-label={texts.lengthOf(label)}
            aria-pressed={from.ok && to.ok && to.at - from.at === ms}
            onClick={() => setLength(ms)}
          >
            {label}
          </button>
        ))}
        <button
          type="button"
          className={classes.chip}
          onClick={() =>
            put({
              deliver_to_day:
                deliver_to_day === '' ? nextDay(deliver_day || dayAndTime(currentTime()).day) : '',
            })
          }
        >
          {deliver_to_day === '' ? texts.anotherDay : texts.sameDay}
        </button>
      </div>
      <TimeNotes values={values} />
    </section>
  );
}

/** What about these times deserves a second look. None of it stops the booking. */
function TimeNotes({ values }: { values: TimeValues }) {
  const ready = readyAt(values);
  const from = windowFrom(values);
  const to = windowTo(values);
  // A job that is being changed was ready some time ago; a new one should not have been.
  const isNew = useFixedFields().size === 0;
  const over = useTick((now) => to.ok && to.at < now);
  const readyOver = useTick((now) => isNew && ready.ok && ready.at < now - READY_GRACE_MS);
  const notes: string[] = [];
  if (over) notes.push(texts.windowOver);
  else if (readyOver) notes.push(texts.readyOver);
  if (ready.ok && from.ok && from.at < ready.at) notes.push(texts.windowBeforeReady);
  const typed = [
    [values.ready_time, ready],
    [values.deliver_from_time, from],
    [values.deliver_to_time, to],
  ] as const;
  for (const [time, moment] of typed) {
    const note = moment.ok && moment.twice ? texts.twice(time, offsetAt(moment.at)) : null;
    if (note !== null && !notes.includes(note)) notes.push(note);
  }
  const ends = endDay(values);
  return (
    <>
      {to.ok && ends !== values.deliver_day && (
        <p className={parts.hint}>{texts.endsOn(shortDay.format(to.at))}</p>
      )}
      {notes.map((note) => (
        <SideNote key={note} kind="caution">
          {note}
        </SideNote>
      ))}
    </>
  );
}

/** Both offsets where the clocks change between the two. */
function zoneLine(ready: number | null, from: number | null): string {
  const at = from ?? ready ?? currentTime();
  if (ready !== null && from !== null && offsetAt(ready) !== offsetAt(from)) {
    return texts.zones(offsetAt(ready), offsetAt(from));
  }
  return texts.zone(offsetAt(at), zoneNameAt(at));
}

function stepped(clock: string, minutes: number): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const total = (hour * 60 + Math.round(minute / STEP_MINUTES) * STEP_MINUTES + minutes + 1440) % 1440;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}
