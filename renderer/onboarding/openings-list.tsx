// The openings by their address, each with how far it has come; a click shows its steps.

import type { OnboardingId } from '../../shared/domain/ids.ts';
import type { Onboarding } from '../../shared/domain/onboarding.ts';
import { Age } from '../ui/age.tsx';
import { useTick } from '../ui/clock.ts';
import parts from '../ui/screen-parts.module.css';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './onboarding.module.css';
import { openingWords } from './step-states.ts';
import { texts } from './texts.ts';

interface Props {
  openings: readonly Onboarding[];
  chosen: OnboardingId | null;
  onChoose: (id: OnboardingId) => void;
}

export function OpeningsList({ openings, chosen, onChoose }: Props) {
  return (
    <ul className={parts.list} aria-label={texts.list}>
      {openings.map((opening) => (
        <li key={opening.id}>
          <button
            type="button"
            className={classes.entry}
            aria-current={opening.id === chosen || undefined}
            onClick={() => onChoose(opening.id)}
          >
            <State opening={opening} />
            <span className={classes.email}>{opening.emailAddress}</span>
            <span className={classes.second}>
              {texts.begun} <Age at={opening.createdAt} /> {texts.ago}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function State({ opening }: { opening: Onboarding }) {
  const severity = useTick((now) => openingWords(opening, now).severity);
  const text = useTick((now) => openingWords(opening, now).text);
  return (
    <span className={classes.state}>
      <SeverityMark severity={severity} /> {text}
    </span>
  );
}
