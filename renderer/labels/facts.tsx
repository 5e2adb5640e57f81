// Names with values, and everything AfterShip said of a thing, folded away.

import type { ReactNode } from 'react';
import parts from '../ui/screen-parts.module.css';
import { texts } from './texts.ts';

export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={parts.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === null || value === '' ? texts.nothing : value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Said({ thing }: { thing: unknown }) {
  return (
    <details className={parts.raw}>
      <summary>{texts.said}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it */}
      <pre tabIndex={0}>{JSON.stringify(thing, null, 2)}</pre>
    </details>
  );
}
