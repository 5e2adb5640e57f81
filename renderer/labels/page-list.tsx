// A list of AfterShip's on screen: asking, nothing there, could not be asked, more of it. The rows are the caller's.

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SideNote } from '../ui/side-note.tsx';
import classes from './labels.module.css';
import { texts } from './texts.ts';
import type { Pages } from './use-pages.ts';

interface Props<Item> {
  pages: Pages<Item>;
  label: string;
  empty: ReactNode;
  row: (item: Item) => ReactNode;
}

export function PageList<Item extends { id: string }>({ pages, label, empty, row }: Props<Item>) {
  const { items, problem, loading, unreadable, more, reload } = pages;
  return (
    <>
      {problem !== null && <ProblemNote problem={problem} onRetry={reload} />}
      {items === null && loading && <p className={classes.second}>{texts.loading}</p>}
      {unreadable > 0 && <SideNote kind="caution">{texts.unreadable(unreadable)}</SideNote>}
      {items !== null && items.length === 0 && empty}
      {items !== null && items.length > 0 && (
        <ul className={parts.list} aria-label={label} aria-busy={loading}>
          {items.map((item) => (
            <li key={item.id}>{row(item)}</li>
          ))}
        </ul>
      )}
      {more !== null && (
        <div>
          <Button loading={loading} onClick={more}>
            {texts.more}
          </Button>
        </div>
      )}
    </>
  );
}

export const PERIODS = ['1', '7', '30'] as const;
export type Period = (typeof PERIODS)[number];

/** From when on, as AfterShip wants it: without it, only the last 24 hours are listed. */
export function since(period: Period): string {
  return new Date(Date.now() - Number(period) * 24 * 60 * 60_000).toISOString();
}
