// A part of the screen with a list, a form for a new one and one thing on its own: manifests and pick-ups are like that, and
// without a form rates and cancellations. What a row, the form and the thing look like is the caller's.

import { Button, NativeSelect } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { Outcome } from '../state/problem.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import parts from '../ui/screen-parts.module.css';
import { PageList, PERIODS, type Period, since } from './page-list.tsx';
import { texts } from './texts.ts';
import { type Page, usePages } from './use-pages.ts';

interface Wanted {
  created_at_min: string;
  next_token?: string;
}

interface ListProps<Item> {
  /** Must stay the same while the question does. */
  ask: (wanted: Wanted, signal: AbortSignal) => Promise<Outcome<Page<Item>>>;
  /** `newOne`: what the button for a new one says. */
  words: { list: string; newOne?: string; none: string; noneWhy: string };
  row: (item: Item, open: () => void) => ReactNode;
}

interface Props<Item> extends ListProps<Item> {
  /** The form is open at once. */
  startNew?: boolean;
  /** Absent where nothing is made in this part. */
  form?: (onMade: (id: string, note: string) => void, onCancel: () => void) => ReactNode;
  /** `note`: what is good to know about how it came to be. */
  one: (id: string, note: string | null) => ReactNode;
}

type Shown = { kind: 'list' } | { kind: 'new' } | { kind: 'one'; id: string; note: string | null };

export function ListedPart<Item extends { id: string }>(props: Props<Item>) {
  const { startNew = false, form, one, ...list } = props;
  const [shown, setShown] = useState<Shown>({ kind: startNew ? 'new' : 'list' });
  const toList = () => setShown({ kind: 'list' });
  if (shown.kind === 'new' && form !== undefined)
    return form((id, note) => setShown({ kind: 'one', id, note }), toList);
  if (shown.kind === 'one') {
    return (
      <>
        <div>
          <Button onClick={toList}>{texts.back}</Button>
        </div>
        {one(shown.id, shown.note)}
      </>
    );
  }
  return (
    <List
      {...list}
      onOpen={(id) => setShown({ kind: 'one', id, note: null })}
      onNew={() => setShown({ kind: 'new' })}
    />
  );
}

function List<Item extends { id: string }>({
  ask,
  words,
  row,
  onOpen,
  onNew,
}: ListProps<Item> & { onOpen: (id: string) => void; onNew: () => void }) {
  const [period, setPeriod] = useState<Period>('7');
  const askPage = useCallback(
    (next_token: string | undefined, signal: AbortSignal) =>
      ask({ created_at_min: since(period), ...(next_token === undefined ? {} : { next_token }) }, signal),
    [ask, period],
  );
  const pages = usePages(askPage);
  return (
    <div className={parts.stack}>
      <div className={parts.bar}>
        <NativeSelect
          size="xs"
          label={texts.period}
          value={period}
          data={PERIODS.map((value) => ({ value, label: texts.periods[value] }))}
          onChange={(event) => setPeriod(event.currentTarget.value as Period)}
        />
        <Button onClick={pages.reload}>{texts.refresh}</Button>
        {words.newOne !== undefined && (
          <Button variant="filled" onClick={onNew}>
            {words.newOne}
          </Button>
        )}
      </div>
      <PageList
        pages={pages}
        label={words.list}
        empty={<EmptyState title={words.none}>{words.noneWhy}</EmptyState>}
        row={(item) => row(item, () => onOpen(item.id))}
      />
    </div>
  );
}
