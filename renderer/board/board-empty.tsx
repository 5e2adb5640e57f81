// What stands in an empty list: why it is empty, and the next step. While the first answer is on its way, a skeleton,
// but only when that takes long.

import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './board-empty.module.css';
import { showAll } from './quick-filters.ts';
import { texts } from './texts.ts';
import { filtersOf, quickFilterOf } from './view-filters.ts';

export function BoardEmpty() {
  const { board, actions, navigation } = useDesk();
  const view = useStore(board.store, (state) => state.view);
  const answered = useStore(board.store, (state) => state.answered !== null);
  const problem = useStore(board.store, (state) => state.problem !== null);
  const connections = useDeskStore('connections', (state) => state.connections);
  const connectionsLoaded = useDeskStore('connections', (state) => state.loaded);
  const live = useDeskStore('host', (state) => state.hello?.workspace === 'live');

  if (!answered) return problem ? null : <Skeleton />;

  const filters = filtersOf(view, connections);
  if (filters.length > 0) {
    const quick = quickFilterOf(view);
    if (quick === 'late' || quick === 'trouble') {
      return (
        <EmptyState
          title={quick === 'late' ? texts.empty.quietLate : texts.empty.quietTrouble}
          actions={<Button onClick={() => board.setView(showAll)}>{texts.empty.all}</Button>}
        >
          {texts.empty.quietWhy}
        </EmptyState>
      );
    }
    return (
      <EmptyState
        title={texts.empty.noMatch}
        actions={<Button onClick={() => board.setView(showAll)}>{texts.empty.clear}</Button>}
      >
        {texts.empty.noMatchWhy} {filters.map(({ label }) => label).join(', ')}
      </EmptyState>
    );
  }
  if (connectionsLoaded && connections.length === 0) {
    return (
      <EmptyState
        title={texts.empty.noConnection}
        actions={
          <>
            <Button variant="filled" onClick={navigation.addConnection}>
              {texts.empty.connect}
            </Button>
            {live && (
              <Button onClick={() => void actions.openWorkspace('practice')}>{texts.empty.practice}</Button>
            )}
          </>
        }
      >
        {texts.empty.noConnectionWhy}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={texts.empty.noJobs}
      actions={
        <>
          <Button variant="filled" onClick={() => navigation.compose({ kind: 'new' })}>
            {texts.empty.newJob}
          </Button>
          <Button onClick={() => navigation.compose({ kind: 'follow' })}>{texts.empty.follow}</Button>
        </>
      }
    >
      {texts.empty.noJobsWhy}
    </EmptyState>
  );
}

const SKELETON_ROWS = Array.from({ length: 14 }, (_, index) => `${40 + ((index * 37) % 45)}%`);

function Skeleton() {
  return (
    <div className={classes.skeleton} aria-hidden="true">
      {SKELETON_ROWS.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing else
        <span key={index} style={{ width }} />
      ))}
    </div>
  );
}
