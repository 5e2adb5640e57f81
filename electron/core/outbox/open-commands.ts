// The unsettled commands in the order in which they were made, and who has a hand on each: the loop that sends, or a
// person who changes it. Shared by command-runner.ts and outbox-service.ts; every write of a command passes `put`.

import { type Command, isUnsettled } from '../../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { Cache, CacheWrite } from '../cache/cache.ts';
import type { JobService } from '../jobs/job-service.ts';

export interface OpenCommands {
  get(id: CommandId): Command | undefined;
  /** The first unsettled command of each job: only it may move. */
  heads(): Command[];
  all(): Command[];
  /** The other unsettled commands of the same job. */
  followersOf(command: Command): Command[];
  /** Keeps the newest state in memory only: waiting a little longer is not worth a transaction. */
  remember(command: Command): void;
  /**
   * Writes a command, with what its job and its followers learn from it, in one transaction. Null for what is to be written:
   * nothing is, and the answer is false.
   */
  put(command: Command, decide?: (job: Job) => CacheWrite | null): Promise<boolean>;
  isFree(id: CommandId): boolean;
  /** Runs the loop's step; nobody else may change the command meanwhile. */
  whileInFlight(id: CommandId, run: () => Promise<void>): Promise<void>;
  /**
   * Runs a person's change while the loop leaves the command alone; the newest state of it is read after the hold. Where the
   * loop is only looking whether it can leave, that is waited for. Null where it is on its way to the provider at this moment.
   */
  whileHeld<Value>(id: CommandId, run: (command: Command) => Promise<Value>): Promise<Value | null>;
  /** Until nothing is in flight; of one connection where one is named. */
  atRest(connectionId?: ConnectionId): Promise<void>;
  /** Takes the unsettled commands of the file, in their order there, in place of all that is known. */
  takeUp(kept: Command[]): void;
}

export function createOpenCommands(cache: Cache, jobs: JobService): OpenCommands {
  const open = new Map<CommandId, Command>();
  /** Steps of the loop; `decided` once the command is leaving, or the step is over. */
  const inFlight = new Map<CommandId, { step: Promise<void>; decided: PromiseWithResolvers<void> }>();
  const held = new Set<CommandId>();

  function remember(command: Command): void {
    if (isUnsettled(command.state)) open.set(command.id, command);
    else open.delete(command.id);
    if (command.state !== 'queued') inFlight.get(command.id)?.decided.resolve();
  }

  return {
    get: (id) => open.get(id),
    all: () => [...open.values()],
    heads() {
      const first = new Map<JobId, Command>();
      for (const command of open.values()) {
        if (!first.has(command.jobId)) first.set(command.jobId, command);
      }
      return [...first.values()];
    },
    followersOf(command) {
      return [...open.values()].filter((other) => other.jobId === command.jobId && other.id !== command.id);
    },
    remember,
    async put(command, decide) {
      let written = [command];
      await jobs.change(command.jobId, (job) => {
        const more = decide === undefined ? {} : decide(job);
        written = more === null ? [] : [command, ...(more.commands ?? [])];
        return more === null ? null : { ...more, commands: written };
      });
      for (const one of written) remember(one);
      return written.length > 0;
    },
    isFree: (id) => !inFlight.has(id) && !held.has(id),
    async whileInFlight(id, run) {
      const decided = Promise.withResolvers<void>();
      const step = run().finally(() => {
        inFlight.delete(id);
        decided.resolve();
      });
      inFlight.set(id, { step, decided });
      await step;
    },
    async whileHeld(id, run) {
      if (open.get(id)?.state === 'queued') await inFlight.get(id)?.decided.promise;
      if (inFlight.has(id) || held.has(id)) return null;
      held.add(id);
      try {
        const command = open.get(id) ?? (await cache.command(id));
        return command ? await run(command) : null;
      } finally {
        held.delete(id);
      }
    },
    async atRest(connectionId) {
      const steps = [...inFlight].filter(
        ([id]) => connectionId === undefined || open.get(id)?.connectionId === connectionId,
      );
      await Promise.allSettled(steps.map(([, { step }]) => step));
    },
    takeUp(kept) {
      open.clear();
      for (const command of kept) remember(command);
    },
  };
}
