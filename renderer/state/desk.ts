// Puts the page's state together over one link: stores, the board's window, the open job, actions and the sync loop.
// Made once by main.tsx; components reach it with useDesk().

import type { JobId } from '../../shared/domain/ids.ts';
import type { Link } from '../connection/link.ts';
import { type Actions, createActions } from './actions.ts';
import { type BoardQuery, createBoardQuery } from './board-query.ts';
import { createJobDetail } from './job-detail.ts';
import { createNavigation, type Navigation } from './navigation.ts';
import { createStores, type Stores } from './stores.ts';
import { startSync } from './sync.ts';

export interface Desk {
  stores: Stores;
  board: BoardQuery;
  actions: Actions;
  /** What is on screen: screens, panels, the open job. */
  navigation: Navigation;
  /** Tries the link to the core now. */
  retryLink(): void;
  /** Begins to watch the core; answers how to stop. */
  start(): () => void;
}

export function createDesk(link: Link, nextFrame: (run: () => void) => void): Desk {
  const stores = createStores(link.status());
  const board = createBoardQuery(link.client);
  const job = createJobDetail(link.client, stores.job);
  const actions = createActions({ client: link.client, stores, board, job });
  const navigation = createNavigation(stores, (id: JobId | null) => job.open(id));
  return {
    stores,
    board,
    actions,
    navigation,
    retryLink: () => link.retryNow(),
    start: () => startSync({ link, stores, board, job, nextFrame }),
  };
}
