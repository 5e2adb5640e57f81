// How fast couriers live, whether they do, and how many jobs arrive.

import { Switch } from '@mantine/core';
import type { PracticeChange, PracticeDials } from '../../shared/contract/practice.ts';
import { arrivalPace } from './arrival-pace.ts';
import { GradedDial } from './graded-dial.tsx';
import classes from './practice.module.css';
import { texts } from './texts.ts';

interface Props {
  dials: PracticeDials;
  onTurn: (change: PracticeChange) => void;
}

export function LifeDials({ dials: { speed, paused, arrivalsPerHour }, onTurn }: Props) {
  const pace = arrivalPace(arrivalsPerHour, speed);
  return (
    <section className={classes.group} aria-labelledby="practice-life">
      <h3 id="practice-life">{texts.life}</h3>
      <GradedDial
        label={texts.speed}
        choices={texts.speeds}
        value={speed}
        onChoose={(chosen) => onTurn({ speed: chosen })}
      />
      <GradedDial
        label={texts.arrivals}
        choices={texts.arrivalChoices}
        value={arrivalsPerHour}
        onChoose={(chosen) => onTurn({ arrivalsPerHour: chosen })}
      />
      <p className={classes.hint}>{pace === null ? texts.none : texts.every(pace)}</p>
      <Switch
        label={texts.paused}
        description={texts.pausedHint}
        checked={paused}
        onChange={(event) => onTurn({ paused: event.currentTarget.checked })}
      />
    </section>
  );
}
