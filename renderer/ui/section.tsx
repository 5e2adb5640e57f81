// A named part of the details panel, under a line; beside its name there is room for a button or a word.

import { type ReactNode, useId } from 'react';
import classes from './section.module.css';

export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h3 id={id} className={classes.title}>
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
