// A named piece of the shipment's part of the job panel.

import { type ReactNode, useId } from 'react';
import classes from './shipments.module.css';

export function PartSection({
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
    <section className={classes.partSection} aria-labelledby={id}>
      <div className={classes.partHead}>
        <h3 id={id} className={classes.partTitle}>
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
