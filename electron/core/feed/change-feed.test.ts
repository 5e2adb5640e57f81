import { describe, expect, it } from 'vitest';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { JobRow } from '../../../shared/domain/job.ts';
import { createVirtualClock } from '../../../test/support/virtual-clock.ts';
import type { WriteResult } from '../cache/cache.ts';
import { createChangeFeed, type JobsChange } from './change-feed.ts';

const row = (id: string, revision: number) => ({ id: id as JobId, revision }) as JobRow;
const result = (revision: number, ...ids: string[]): WriteResult => ({
  revision,
  rows: ids.map((id) => row(id, revision)),
  couriers: [],
  zonesChanged: false,
  commandsChanged: false,
});

function setUp(options: { capacity?: number; revision?: number } = {}) {
  const clock = createVirtualClock();
  const feed = createChangeFeed({ clock, ...(options.capacity ? { capacity: options.capacity } : {}) });
  feed.reset(options.revision ?? 10);
  const stop = new AbortController();
  const said: JobsChange[] = [];
  const follow = async (since?: number) => {
    for await (const change of feed.watchJobs(since, stop.signal)) said.push(change);
  };
  return { clock, feed, stop, said, follow };
}

describe('jobs.watch', () => {
  it('begins with a reset where no revision was given', async () => {
    const { clock, follow, said, stop } = setUp();
    const done = follow();
    await clock.settle();
    expect(said).toEqual([{ kind: 'reset', revision: 10 }]);
    stop.abort();
    await done;
  });

  it('says only the newest of each id, merged, in the order of their revisions', async () => {
    const { clock, feed, follow, said } = setUp();
    void follow(10);
    await clock.settle();
    feed.published(result(11, 'a'));
    feed.published(result(12, 'b'));
    feed.published(result(13, 'a'));
    await clock.advance(150);
    expect(said).toEqual([{ kind: 'changes', revision: 13, rows: [row('b', 12), row('a', 13)] }]);
  });

  it('goes on from a revision it was at before', async () => {
    const { clock, feed, follow, said } = setUp();
    feed.published(result(11, 'a'));
    feed.published(result(12, 'b'));
    void follow(11);
    await clock.advance(150);
    expect(said).toEqual([{ kind: 'changes', revision: 12, rows: [row('b', 12)] }]);
  });

  it('answers a gap with a reset, not with part of the truth', async () => {
    const { clock, feed, follow, said } = setUp({ capacity: 2 });
    for (const [revision, id] of [
      [11, 'a'],
      [12, 'b'],
      [13, 'c'],
    ] as const) {
      feed.published(result(revision, id));
    }
    void follow(10);
    await clock.advance(150);
    expect(said).toEqual([{ kind: 'reset', revision: 13 }]);
  });

  it('resets a watcher that comes from another life of the cache', async () => {
    const { clock, follow, said } = setUp();
    void follow(5000);
    await clock.advance(150);
    expect(said).toEqual([{ kind: 'reset', revision: 10 }]);
  });

  it('resets when another workspace is opened', async () => {
    const { clock, feed, follow, said } = setUp();
    void follow(10);
    await clock.settle();
    feed.reset(3);
    await clock.advance(150);
    expect(said).toEqual([{ kind: 'reset', revision: 3 }]);
  });

  it('says jobs seen unchanged, without a revision, newest only', async () => {
    const { clock, feed, follow, said } = setUp();
    void follow(10);
    await clock.settle();
    feed.seen([{ id: 'a' as JobId, receivedAt: 1 }]);
    feed.seen([{ id: 'a' as JobId, receivedAt: 2 }]);
    await clock.advance(1500);
    expect(said).toEqual([{ kind: 'seen', seen: [{ id: 'a', receivedAt: 2 }] }]);
  });

  it('ends when the watcher goes', async () => {
    const { clock, follow, stop } = setUp();
    const done = follow(10);
    await clock.settle();
    stop.abort();
    await expect(done).resolves.toBeUndefined();
  });
});

describe('app.watch', () => {
  it('merges topics and hands notices over one by one', async () => {
    const { clock, feed, stop } = setUp();
    const said: unknown[] = [];
    const done = (async () => {
      for await (const change of feed.watchApp(stop.signal)) said.push(change);
    })();
    await clock.settle();
    feed.topics('outbox', 'counts');
    feed.topics('outbox');
    feed.notice({
      key: 'k',
      title: 't',
      body: 'b',
      severity: 'critical',
      opens: { kind: 'inbox' },
    });
    await clock.advance(150);
    expect(said).toEqual([
      { kind: 'notice', key: 'k', title: 't', body: 'b', severity: 'critical', opens: { kind: 'inbox' } },
      { kind: 'changed', topics: ['outbox', 'counts'] },
    ]);
    stop.abort();
    await done;
  });
});
