// How long data stays on this computer. Fewer days take something away for good, so that is asked first.

import { useDeskStore } from '../state/use-desk.ts';
import { readNumber } from './read-typed.ts';
import { texts } from './texts.ts';
import { TypedSetting } from './typed-setting.tsx';

export function KeepingSection() {
  const { jobDays, positionDays } = useDeskStore('settings', (state) => state.settings.keeping);
  const days = (min: number, max: number) => (text: string) =>
    readNumber(text, { min, max, decimals: 0, unit: texts.keeping.unit });
  const fewer = (what: keyof typeof texts.keeping.fewer, present: number) => (wanted: number) =>
    wanted >= present
      ? null
      : {
          sentence: texts.keeping.fewer[what](wanted),
          doIt: texts.keeping.remove(wanted),
          keepIt: texts.keeping.leave(present),
        };
  return (
    <>
      <TypedSetting
        label={texts.keeping.jobs}
        hint={texts.keeping.jobsHint}
        unit={texts.keeping.unit}
        value={jobDays}
        read={days(7, 3650)}
        change={(wanted) => ({ keeping: { jobDays: wanted } })}
        warning={fewer('jobs', jobDays)}
      />
      <TypedSetting
        label={texts.keeping.positions}
        hint={texts.keeping.positionsHint}
        unit={texts.keeping.unit}
        value={positionDays}
        read={days(1, 365)}
        change={(wanted) => ({ keeping: { positionDays: wanted } })}
        warning={fewer('positions', positionDays)}
      />
    </>
  );
}
