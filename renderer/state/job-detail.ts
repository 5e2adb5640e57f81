// Keeps the job that is open in the panel whole and fresh. Opened by actions.ts, told about changes by sync.ts.

import type { StoreApi } from 'zustand/vanilla';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { isLinked } from '../../shared/domain/links.ts';
import type { CoreClient } from '../connection/core-client.ts';
import { describeError, isAbort } from './problem.ts';
import type { JobDetailState } from './stores.ts';

const MERGE_MS = 150;

export interface JobDetailKeeper {
  open(id: JobId | null): void;
  /** These jobs changed or are new; asks again, merged, when the open one or one that belongs to it is among them. */
  changed(rows: ReadonlyMap<JobId, JobRow>): void;
  /** These were looked at and found unchanged: of the open one only the age of the news is new. */
  seen(receivedAt: ReadonlyMap<JobId, number>): void;
  /** Asks again now: after a command, or when changes were missed. */
  askAgain(): void;
}

export function createJobDetail(client: CoreClient, store: StoreApi<JobDetailState>): JobDetailKeeper {
  let asking: AbortController | null = null;
  let mergeTimer: ReturnType<typeof setTimeout> | null = null;

  async function ask(id: JobId) {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    store.setState({ loading: true });
    try {
      const detail = await client.jobs.get({ id }, { signal: mine.signal });
      if (asking !== mine) return;
      // A look that ended while the question was under way is told by the feed alone.
      const before = store.getState().detail?.job.receivedAt ?? 0;
      const receivedAt = Math.max(before, detail.job.receivedAt ?? 0) || null;
      store.setState({
        detail: { ...detail, job: { ...detail.job, receivedAt } },
        problem: null,
        loading: false,
      });
    } catch (error) {
      if (asking === mine && !isAbort(error, mine.signal))
        store.setState({ problem: describeError(error), loading: false });
    }
  }

  return {
    open(id) {
      if (store.getState().id === id) return;
      asking?.abort();
      asking = null;
      store.setState({ id, detail: null, problem: null, loading: false });
      if (id !== null) void ask(id);
    },
    changed(rows) {
      const { id, detail } = store.getState();
      const isMeant =
        id !== null &&
        (rows.has(id) ||
          detail?.linked.some((row) => rows.has(row.id)) === true ||
          (detail !== null && [...rows.values()].some((row) => isLinked(detail.job, row))));
      if (!isMeant || mergeTimer !== null) return;
      mergeTimer = setTimeout(() => {
        mergeTimer = null;
        const open = store.getState().id;
        if (open !== null) void ask(open);
      }, MERGE_MS);
    },
    seen(receivedAt) {
      const { detail } = store.getState();
      const at = detail === null ? undefined : receivedAt.get(detail.job.id);
      if (detail === null || at === undefined || at <= (detail.job.receivedAt ?? 0)) return;
      store.setState({ detail: { ...detail, job: { ...detail.job, receivedAt: at } } });
    },
    askAgain() {
      const { id } = store.getState();
      if (id !== null) void ask(id);
    },
  };
}
