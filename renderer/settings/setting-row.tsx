// One line of the settings: what it is and what it means at the left, the control at the right, what is wrong under it.

import type { ReactNode } from 'react';
import classes from './settings.module.css';

interface Props {
  /** Of the control, so that a click on the name reaches it; absent where the control names itself. */
  htmlFor?: string;
  /** Ids for the control's aria-labelledby and aria-describedby. */
  id: string;
  label: string;
  hint?: string | undefined;
  /** A small word beside the control: "Kept". */
  status?: ReactNode;
  children: ReactNode;
  /** Under the line. */
  below?: ReactNode;
}

export function SettingRow({ htmlFor, id, label, hint, status, children, below }: Props) {
  return (
    <div className={classes.row}>
      <div className={classes.about}>
        {htmlFor === undefined ? (
          <span id={`${id}-label`} className={classes.label}>
            {label}
          </span>
        ) : (
          <label id={`${id}-label`} className={classes.label} htmlFor={htmlFor}>
            {label}
          </label>
        )}
        {hint !== undefined && (
          <p id={`${id}-hint`} className={classes.hint}>
            {hint}
          </p>
        )}
      </div>
      <div className={classes.control}>
        {children}
        <span className={classes.status} role="status">
          {status}
        </span>
      </div>
      {below != null && below !== false && <div className={classes.below}>{below}</div>}
    </div>
  );
}
