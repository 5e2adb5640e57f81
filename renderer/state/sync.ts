// The only loop that writes live data. While the link is open it watches the core; what comes is merged by id and
// applied once a frame. After a gap (a lost link, a `reset`, another workspace) it asks again for what is on screen.
// Started by desk.ts; a failed stream is taken up again from the last revision, with a growing pause.

import type { Courier } from '../../shared/domain/courier.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import type { Link } from '../connection/link.ts';
import type { BoardQuery } from './board-query.ts';
import type { JobDetailKeeper } from './job-detail.ts';
import { mergeSettings } from './merge-settings.ts';
import type { Stores } from './stores.ts';

interface Parts {
  link: Link;
  stores: Stores;
  board: BoardQuery;
  job: JobDetailKeeper;
  /** Runs once before the next picture is painted. */
  nextFrame: (run: () => void) => void;
  firstPauseMs?: number;
}

const LONGEST_PAUSE_MS = 5_000;
const ASK_MERGE_MS = 150;

/** Everything that is asked for as a whole when its topic changes. */
type Topic =
  | 'counts'
  | 'outbox'
  | 'inbox'
  | 'zones'
  | 'settings'
  | 'workspace'
  | 'vault'
  | 'couriers'
  | 'onboarding'
  | 'training';

export function startSync(parts: Parts): () => void {
  const { link, stores, board, job, nextFrame, firstPauseMs = 250 } = parts;
  const { client } = link;
  let session: AbortController | null = null;
  let jobsRevision: number | undefined;
  let couriersRevision: number | undefined;

  // What came since the last frame, newest per id: bounded by what can change, not by how often it does.
  let rows = new Map<JobId, JobRow>();
  let seen = new Map<JobId, number>();
  let couriers = new Map<Courier['id'], Courier>();
  let frameAsked = false;

  function applySoon() {
    if (frameAsked) return;
    frameAsked = true;
    nextFrame(() => {
      frameAsked = false;
      const news = { rows, seen, couriers };
      rows = new Map();
      seen = new Map();
      couriers = new Map();
      if (news.rows.size > 0) applyRows(news.rows);
      if (news.seen.size > 0) {
        board.applySeen([...news.seen].map(([id, receivedAt]) => ({ id, receivedAt })));
        job.seen(news.seen);
      }
      if (news.couriers.size > 0) applyCouriers(news.couriers);
    });
  }

  function applyRows(changed: Map<JobId, JobRow>) {
    board.applyRows([...changed.values()]);
    job.changed(changed);
    const { marked } = stores.selection.getState();
    let next: Map<JobId, JobRow> | null = null;
    for (const [id, row] of changed) {
      if (!marked.has(id)) continue;
      next ??= new Map(marked);
      next.set(id, row);
    }
    if (next !== null) stores.selection.setState({ marked: next });
  }

  function applyCouriers(changed: Map<Courier['id'], Courier>) {
    const byId = new Map(stores.couriers.getState().byId);
    for (const [id, courier] of changed) {
      const known = byId.get(id);
      if (known === undefined || courier.revision >= known.revision) byId.set(id, courier);
    }
    stores.couriers.setState({ byId });
  }

  // One question a topic at a time; changes that come meanwhile lead to exactly one more.
  const due = new Map<Topic, ReturnType<typeof setTimeout> | 'asking' | 'again'>();

  function askSoon(topic: Topic, delayMs = ASK_MERGE_MS) {
    const state = due.get(topic);
    if (state === 'asking') due.set(topic, 'again');
    if (state !== undefined) return;
    due.set(
      topic,
      setTimeout(() => void askNow(topic), delayMs),
    );
  }

  async function askNow(topic: Topic) {
    const signal = session?.signal;
    due.set(topic, 'asking');
    try {
      if (signal !== undefined && !signal.aborted) await ask(topic, signal);
    } catch {
      // The next change, or the next link, asks again; that the core is silent is said by the link.
    }
    const again = due.get(topic) === 'again';
    due.delete(topic);
    if (again) askSoon(topic);
  }

  async function ask(topic: Topic, signal: AbortSignal) {
    const options = { signal };
    switch (topic) {
      case 'counts':
        stores.counts.setState({ counts: await client.jobs.counts(undefined, options) });
        board.timePassed();
        return;
      case 'outbox':
        stores.outbox.setState({ entries: await client.outbox.list(undefined, options), loaded: true });
        return;
      case 'inbox': {
        const { entries, counts } = await client.inbox.list(undefined, options);
        stores.inbox.setState({ entries, counts, loaded: true });
        return;
      }
      case 'onboarding':
        stores.onboarding.setState({
          openings: await client.onboarding.list(undefined, options),
          loaded: true,
        });
        return;
      case 'training':
        stores.training.setState(await client.training.get(undefined, options));
        return;
      case 'zones':
        stores.zones.setState({ zones: await client.zones.list(undefined, options) });
        return;
      case 'settings': {
        const settings = await client.settings.get(undefined, options);
        const { unkept } = stores.settings.getState();
        stores.settings.setState({ settings: mergeSettings(settings, { layout: unkept }), loaded: true });
        return;
      }
      case 'vault':
        stores.vault.setState({ status: await client.vault.status(undefined, options) });
        return;
      case 'couriers': {
        const answer = await client.couriers.list(undefined, options);
        const known = stores.couriers.getState().byId;
        const byId = new Map<Courier['id'], Courier>();
        for (const courier of answer.couriers) {
          const newer = known.get(courier.id);
          byId.set(courier.id, newer !== undefined && newer.revision > courier.revision ? newer : courier);
        }
        stores.couriers.setState({ byId, loaded: true });
        couriersRevision = Math.max(couriersRevision ?? 0, answer.revision);
        return;
      }
      case 'workspace': {
        const hello = await client.app.hello(undefined, options);
        const before = stores.host.getState().hello;
        stores.host.setState({ hello });
        if (before !== null && before.workspace !== hello.workspace) forgetWorkspace();
      }
    }
  }

  /** The other workspace has its own jobs, revisions and settings: nothing of the old one may stay on screen. */
  function forgetWorkspace() {
    jobsRevision = undefined;
    couriersRevision = undefined;
    rows.clear();
    seen.clear();
    couriers.clear();
    stores.couriers.setState({ byId: new Map(), loaded: false });
    stores.outbox.setState({ entries: [], loaded: false });
    stores.inbox.setState({ entries: [], counts: null, loaded: false });
    stores.onboarding.setState({ openings: [], loaded: false });
    stores.zones.setState({ zones: [] });
    stores.counts.setState({ counts: null });
    stores.selection.setState({ cursor: null, marked: new Map(), hoveredJob: null, hoveredCourier: null });
    stores.screen.setState({ panel: null });
    stores.alerts.setState({ byTopic: {} });
    stores.notice.setState({ notice: null });
    job.open(null);
    board.reset(true);
    askAll();
  }

  /** How the board is arranged and what stands above it at once; the rest does not keep its rows waiting. */
  function askAll() {
    for (const topic of ['settings', 'counts'] as const) askSoon(topic, 0);
    for (const topic of ['couriers', 'outbox', 'zones', 'vault', 'onboarding', 'training'] as const)
      askSoon(topic);
  }

  function watchJobs(signal: AbortSignal) {
    return follow(
      signal,
      () => client.jobs.watch(since(jobsRevision), { signal }),
      (item) => {
        if (item.kind === 'seen') {
          for (const { id, receivedAt } of item.seen) seen.set(id, receivedAt);
        } else {
          jobsRevision = item.revision;
          if (item.kind === 'reset') {
            board.reset(false);
            job.askAgain();
            askSoon('counts');
            return;
          }
          for (const row of item.rows) rows.set(row.id, row);
        }
        applySoon();
      },
    );
  }

  function watchCouriers(signal: AbortSignal) {
    return follow(
      signal,
      () => client.couriers.watch(since(couriersRevision), { signal }),
      (item) => {
        couriersRevision = item.revision;
        if (item.kind === 'reset') {
          askSoon('couriers', 0);
          return;
        }
        for (const courier of item.couriers) couriers.set(courier.id, courier);
        applySoon();
      },
    );
  }

  function watchConnections(signal: AbortSignal) {
    return follow(
      signal,
      () => client.connections.watch(undefined, { signal }),
      ({ connections }) => stores.connections.setState({ connections, loaded: true }),
    );
  }

  /** Its own stream ends with the workspace, and is then taken up in the other. */
  function watchInbox(signal: AbortSignal) {
    return follow(
      signal,
      () => client.inbox.watch(undefined, { signal }),
      (counts) => {
        stores.inbox.setState({ counts });
        askSoon('inbox', 0);
      },
    );
  }

  function watchApp(signal: AbortSignal) {
    return follow(
      signal,
      () => client.app.watch(undefined, { signal }),
      (item) => {
        if (item.kind === 'notice') stores.notice.setState({ notice: item });
        else for (const topic of item.topics) askSoon(topic, topic === 'workspace' ? 0 : ASK_MERGE_MS);
      },
    );
  }

  /** Reads a stream until the session ends; one that breaks alone is taken up again after a pause. */
  async function follow<Item>(
    signal: AbortSignal,
    open: () => Promise<AsyncIterable<Item>>,
    take: (item: Item) => void,
  ) {
    let failures = 0;
    while (!signal.aborted) {
      try {
        for await (const item of await open()) {
          if (signal.aborted) return;
          failures = 0;
          take(item);
        }
      } catch {
        // Whether the link or only this stream broke, the way on is the same.
      }
      if (signal.aborted) return;
      await sleep(Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** Math.min(failures, 8)), signal);
      failures += 1;
    }
  }

  function begin() {
    session?.abort();
    session = new AbortController();
    const { signal } = session;
    // The board first: rows are what the person waits for.
    board.reset(false);
    askSoon('workspace', 0);
    askAll();
    void watchJobs(signal);
    void watchConnections(signal);
    void watchCouriers(signal);
    void watchApp(signal);
    void watchInbox(signal);
    job.askAgain();
  }

  const unsubscribe = link.subscribe((status) => {
    stores.link.setState({ status });
    if (status.phase === 'open') begin();
    else session?.abort();
  });
  stores.link.setState({ status: link.status() });
  if (link.status().phase === 'open') begin();

  return () => {
    unsubscribe();
    session?.abort();
    for (const timer of due.values()) if (typeof timer !== 'string') clearTimeout(timer);
    due.clear();
  };
}

function since(revision: number | undefined) {
  return revision === undefined ? undefined : { sinceRevision: revision };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
