// A booking that was refused, as far as we were told, and that its provider kept all the same: whether this news is it, and
// what then has to be written. Pure; read by find-job.ts and job-service.ts.

import type { Command } from '../../../shared/domain/command.ts';
import type { CacheWrite } from '../cache/cache.ts';
import type { JobNews } from '../providers/provider.ts';

/** How much earlier than our request it may seem to have been made: clocks differ. */
const CLOCK_SKEW_MS = 10 * 60_000;

/**
 * Asked of news under the order's own number. It was sent, it was given up here, and what stands there was not made before
 * that. News of a system that does not tell when a job was made decides nothing.
 */
export function isKeptAfterAll(create: Command | undefined, { madeAt }: JobNews): create is Command {
  if (create === undefined || create.firstSentAt === null || madeAt === undefined) return false;
  const isGivenUp = create.state === 'failed' || create.state === 'discarded';
  return isGivenUp && (madeAt === null || madeAt >= create.firstSentAt - CLOCK_SKEW_MS);
}

/** The command settled, so that nothing sends it a second time; and the news with the reason that only the refusal told. */
export function keptAfterAll(
  create: Command,
  news: JobNews,
  now: number,
): { write: CacheWrite; news: JobNews } {
  const { jobId, connectionId, problem } = create;
  const settled: Command = {
    ...create,
    state: 'done',
    updatedAt: now,
    nextAt: null,
    waitingFor: null,
    problem: null,
  };
  const detail = { commandId: create.id, payload: create.payload, problem };
  const why = news.status === 'failed' ? news.remarks || problem?.sentence : undefined;
  return {
    write: {
      commands: [settled],
      events: [
        {
          jobId,
          at: now,
          receivedAt: now,
          kind: 'command',
          text: 'Found at the provider after all, although it was refused',
          status: null,
          rawStatus: null,
          actor: null,
          position: null,
        },
      ],
      audit: [{ at: now, actor: 'machine', action: 'create found', jobId, connectionId, detail }],
    },
    news: why === undefined ? news : { ...news, remarks: why },
  };
}
