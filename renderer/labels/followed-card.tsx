// One thing of AfterShip's as a card: asked for, asked again while AfterShip works on it, its status, what went wrong with
// it. What else there is to say and do stands inside; labels, manifests and pick-ups are all shown like this.

import type { ReactNode } from 'react';
import type { Outcome } from '../state/problem.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SideNote } from '../ui/side-note.tsx';
import { Said } from './facts.tsx';
import classes from './labels.module.css';
import { Status, Trouble } from './status.tsx';
import { texts } from './texts.ts';
import { type Told, useFollowed } from './use-followed.ts';

interface Props<Thing> {
  /** Must stay the same while it is about the same thing. */
  ask: (signal: AbortSignal | undefined) => Promise<Outcome<Told<Thing>>>;
  /** What is good to know about how it came to be. */
  note: string | null;
  title: (thing: Thing) => string;
  children: (thing: Thing, reload: () => Promise<void>) => ReactNode;
}

export function FollowedCard<Thing extends { status: string }>({ ask, note, title, children }: Props<Thing>) {
  const { told, problem, reload } = useFollowed(ask);
  if (told === null) {
    return problem === null ? (
      <p className={classes.second}>{texts.loading}</p>
    ) : (
      <ProblemNote problem={problem} onRetry={() => void reload()} />
    );
  }
  const { thing, pending } = told;
  return (
    <section className={parts.card} aria-label={title(thing)}>
      <header className={parts.head}>
        <h2>{title(thing)}</h2>
        <Status status={thing.status} />
      </header>
      {note !== null && <SideNote announce>{note}</SideNote>}
      {pending && (
        <p className={classes.second} role="status">
          {texts.underWay}
        </p>
      )}
      <Trouble problem={told.problem} />
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void reload()} />}
      {children(thing, reload)}
      <Said thing={thing} />
    </section>
  );
}
