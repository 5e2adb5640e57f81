// The bar over the list: which view, counts that filter when clicked, search, filters, how it is displayed.

import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Severity } from '../../shared/domain/job-status.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import classes from './board-bar.module.css';
import type { BoardLayout } from './board-piece.ts';
import type { ColumnId } from './columns.ts';
import { DisplayMenu } from './display-menu.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { showAll, showLate, showLive, showTrouble } from './quick-filters.ts';
import { texts } from './texts.ts';
import { type QuickFilter, quickFilterOf, withText } from './view-filters.ts';
import { ViewsMenu } from './views-menu.tsx';

interface Props {
  grid: RefObject<HTMLDivElement | null>;
  layout: BoardLayout;
  /** Columns that have no room now. */
  hidden: readonly ColumnId[];
  onArrange: (change: Partial<BoardLayout>) => void;
  onExport: () => void;
}

export function BoardBar({ grid, layout, hidden, onArrange, onExport }: Props) {
  const { board } = useDesk();
  const counts = useDeskStore('counts', (state) => state.counts);
  const quick = useStore(board.store, (state) => quickFilterOf(state.view));

  const count = (
    name: QuickFilter,
    change: typeof showAll,
    number: number | undefined,
    severity: Severity | null,
  ) => (
    <button
      type="button"
      className={classes.count}
      aria-pressed={quick === name}
      onClick={() => board.setView(quick === name ? showAll : change)}
    >
      {severity !== null && number !== undefined && number > 0 && (
        <SeverityMark severity={severity} size={10} />
      )}
      {texts.bar[name]} <b>{number?.toLocaleString('en-US') ?? '–'}</b>
    </button>
  );

  return (
    <div className={classes.bar} role="toolbar" aria-label={texts.keys.group}>
      <ViewsMenu layout={layout} onArrange={onArrange} onExport={onExport} />
      <div className={classes.counts}>
        {count('live', showLive, counts?.live, null)}
        {count('late', showLate, counts?.late, 'critical')}
        {count('trouble', showTrouble, counts?.trouble, 'caution')}
      </div>
      <Search grid={grid} />
      <FilterMenu />
      <DisplayMenu layout={layout} hidden={hidden} onArrange={onArrange} />
    </div>
  );
}

function Search({ grid }: { grid: RefObject<HTMLDivElement | null> }) {
  const { board } = useDesk();
  const kept = useStore(board.store, (state) => state.view.text ?? '');
  const [typed, setTyped] = useState(kept);
  const input = useRef<HTMLInputElement>(null);
  // Cleared or set elsewhere: a chip, a view, a quick filter.
  useEffect(() => setTyped((now) => (now.trim() === kept ? now : kept)), [kept]);

  useShortcut({
    keys: '/',
    label: texts.keys.search,
    group: texts.keys.group,
    run: () => {
      input.current?.focus();
      input.current?.select();
    },
  });

  function search(text: string) {
    setTyped(text);
    board.setView((view) => withText(view, text.trim()));
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      if (typed === '') grid.current?.focus();
      else search('');
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') grid.current?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <TextInput
      ref={input}
      className={classes.search}
      aria-label={texts.bar.search}
      placeholder={texts.bar.search}
      aria-keyshortcuts="/"
      spellCheck={false}
      autoComplete="off"
      leftSection={<IconSearch size={14} />}
      rightSection={
        typed === '' ? (
          <KeyHint keys="/" />
        ) : (
          <CloseButton aria-label={texts.bar.clear} onClick={() => search('')} />
        )
      }
      value={typed}
      onChange={(event) => search(event.currentTarget.value)}
      onKeyDown={press}
    />
  );
}
