// Section `jobs`.

import { Refusal } from '../refusal.ts';
import type { Desk, Implementer } from './context.ts';

export function jobsSection(os: Implementer, desk: Desk) {
  const open = () => desk.workspace();
  return {
    query: os.jobs.query.handler(async ({ input }) =>
      (await open()).board.query(input.view, input.offset, input.limit),
    ),
    counts: os.jobs.counts.handler(async () => (await open()).board.counts()),
    places: os.jobs.places.handler(async ({ input }) => (await open()).board.places(input.view, input.limit)),
    get: os.jobs.get.handler(async ({ input }) => (await open()).board.job(input.id)),
    watch: os.jobs.watch.handler(({ input, signal }) => desk.feed.watchJobs(input?.sinceRevision, signal)),
    refresh: os.jobs.refresh.handler(async ({ input }) => ({
      results: await (await open()).poller.pollNow(input.ids),
    })),
    follow: os.jobs.follow.handler(async ({ input: { connectionId, ...ids }, signal }) => ({
      jobId: await (await open()).following.follow(connectionId, ids, signal),
    })),
    note: os.jobs.note.handler(async ({ input }) => {
      if (!(await (await open()).jobs.note(input.id, input.note))) {
        throw new Refusal('NOT_FOUND', 'This job is no longer kept here.');
      }
      return { id: input.id };
    }),
    tag: os.jobs.tag.handler(async ({ input }) => ({
      changed: await (await open()).jobs.tag(input.ids, input.add ?? [], input.remove ?? []),
    })),
    archive: os.jobs.archive.handler(async ({ input }) => ({
      changed: await (await open()).jobs.archive(input.ids, input.archived),
    })),
    recentAddresses: os.jobs.recentAddresses.handler(async ({ input }) =>
      (await open()).board.recentAddresses(input),
    ),
  };
}
