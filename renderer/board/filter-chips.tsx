// The filters in force, each with a way to take it away. A quick filter of the bar shows there and not again here.

import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import classes from './filter-chips.module.css';
import { showAll } from './quick-filters.ts';
import { texts } from './texts.ts';
import { filtersOf, quickFilterOf } from './view-filters.ts';

export function FilterChips() {
  const { board } = useDesk();
  const view = useStore(board.store, (state) => state.view);
  const connections = useDeskStore('connections', (state) => state.connections);
  const filters = filtersOf(view, connections);
  // What is typed into the search field stands there already.
  const alone = quickFilterOf(view) !== null || filters.every(({ key }) => key === 'text');
  if (alone) return null;
  return (
    <div className={classes.chips}>
      {filters.map(({ key, label, without }) => (
        <button
          key={key}
          type="button"
          className={classes.chip}
          aria-label={texts.filter.remove(label)}
          onClick={() => board.setView(without)}
        >
          {label}
          <IconX size={12} aria-hidden="true" />
        </button>
      ))}
      <Button size="compact-xs" variant="subtle" onClick={() => board.setView(showAll)}>
        {texts.bar.clear}
      </Button>
    </div>
  );
}
