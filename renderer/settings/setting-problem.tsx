// Why a setting could not be kept, under it.

import classes from './settings.module.css';
import { texts } from './texts.ts';

export function SettingProblem({ problem }: { problem: string | null }) {
  if (problem === null) return null;
  return (
    <p className={classes.problem} role="alert">
      {texts.notSaved} {problem}
    </p>
  );
}
