// What a person's click on a job becomes: a command, safely written before anything is sent. Called by rpc/ and core.ts.
// command-runner.ts carries the commands out; this file only writes, changes and undoes them.

import { type Act, actObstacle } from '../../../shared/domain/act-obstacle.ts';
import { type Command, isUnsettled } from '../../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { Job, JobRow } from '../../../shared/domain/job.ts';
import type { ProviderName } from '../../../shared/domain/provider-name.ts';
import type { Cache, CacheWrite, JobRecord } from '../cache/cache.ts';
import type { ConnectionAccess } from '../connections/connection-service.ts';
import type { JobService } from '../jobs/job-service.ts';
import type { Clock, Logger } from '../ports.ts';
import type { JobFacts } from '../providers/provider.ts';
import { audit, commandEvent, KIND_WORDS, newCommand } from './command-record.ts';
import { createCommandRunner } from './command-runner.ts';
import { createOpenCommands } from './open-commands.ts';
import { type OutboxTimes, STANDARD_TIMES } from './outbox-times.ts';

/** The command cannot be given: `sentence` says why and what to do. rpc/ turns it into CONFLICT or NOT_FOUND. */
export class OutboxRefusal extends Error {
  override readonly name = 'OutboxRefusal';
  readonly code: 'CONFLICT' | 'NOT_FOUND';
  readonly jobId: JobId | null;
  constructor(code: 'CONFLICT' | 'NOT_FOUND', sentence: string, jobId: JobId | null = null) {
    super(sentence);
    this.code = code;
    this.jobId = jobId;
  }
}

/** What is ordered of a job by its name alone; an edit is not: two of them may say different things. */
export type Order = Exclude<Act, 'edit'>;

export interface Ordered {
  jobId: JobId;
  commandId: CommandId;
}

export interface Outbox {
  /** Takes up what an earlier run left, and begins to send. */
  start(): Promise<void>;
  /** Sends nothing more; answers when nothing is in flight, or after `graceMs` (what is then in flight becomes unknown). */
  stop(graceMs?: number): Promise<void>;
  /** A new job and its create command, in one transaction. CONFLICT when its external id is taken. */
  book(record: JobRecord, payload: unknown): Promise<Ordered>;
  /** An edit; one that meets a create that never left (or was refused) changes that create instead. */
  edit(jobId: JobId, changes: Record<string, unknown>): Promise<Ordered>;
  /** A cancel; undoes a create that never left without any request. */
  cancel(jobId: JobId): Promise<Ordered>;
  /**
   * Any other command, `payload` in the provider's own words. One that is still unsettled is answered instead of a second
   * one. A delete undoes a create that never left, like a cancel; a retry of a create that was refused sends that again.
   */
  order(jobId: JobId, kind: Order, payload?: Record<string, unknown>): Promise<Ordered>;
  retry(commandId: CommandId): Promise<void>;
  discard(commandId: CommandId, evenIfUnknown: boolean): Promise<void>;
  /** Everything unsettled or refused and what was settled in the last hour, oldest first, each with its job's row. */
  list(): Promise<{ command: Command; job: JobRow | null }[]>;
  /** Something that commands waited for may be there now. */
  wake(connectionId?: ConnectionId): void;
  /**
   * Runs a change of this connection's token or address while nothing of it is on its way. A create of unknown fate is
   * from then on only looked for: that another account does not know it is no proof.
   */
  whileStill(connectionId: ConnectionId, change: () => Promise<void>): Promise<void>;
}

interface Options {
  cache: Cache;
  jobs: JobService;
  connections: ConnectionAccess;
  /** Pure facts of a payload, by provider. */
  factsOf: (provider: ProviderName, payload: unknown) => JobFacts;
  /** After a command was settled or refused: the poller looks at the job soon. */
  onSettled: (jobId: JobId) => void;
  clock: Clock;
  log: Logger;
  /** Uniform in [0, 1); for jitter. */
  random?: () => number;
  times?: Partial<OutboxTimes>;
}

const SETTLED_SHOWN_MS = 60 * 60_000;

export function createOutbox(options: Options): Outbox {
  const { cache, jobs, factsOf, clock } = options;
  const open = createOpenCommands(cache, jobs);
  const runner = createCommandRunner({
    ...options,
    open,
    random: options.random ?? Math.random,
    times: { ...STANDARD_TIMES, ...options.times },
  });
  /** External ids of bookings that are being written: two clicks in one moment must not both find theirs free. */
  const claims = new Set<string>();
  /** Orders that are being written, by job and kind: a second click is the same order. */
  const ordering = new Map<string, Promise<Ordered>>();

  /** A person's change of a command that is not on its way; null where it is. */
  async function whileHeld<Value>(
    id: CommandId,
    run: (command: Command) => Promise<Value>,
  ): Promise<Value | null> {
    try {
      return await open.whileHeld(id, run);
    } finally {
      runner.pump();
    }
  }

  /**
   * Runs `run` with the create of this job if that has certainly never been accepted: still here, or refused.
   * Null otherwise.
   */
  async function withUnsentCreate<Value>(
    jobId: JobId,
    run: (create: Command) => Promise<Value>,
  ): Promise<Value | null> {
    const create = (await cache.commandsOf(jobId)).find((command) => command.kind === 'create');
    if (!create) return null;
    return whileHeld(create.id, async (current) => {
      const untouched = current.state === 'queued' && current.attempts === 0;
      return untouched || current.state === 'failed' ? run(current) : null;
    });
  }

  /** A booking that was undone before it was ever accepted has freed its id. */
  async function jobsWithExternalId(connectionId: ConnectionId, externalId: string): Promise<JobRow[]> {
    const rows = await cache.findJobs(connectionId, { externalId });
    return rows.filter((row) => row.status !== 'cancelled' || row.receivedAt !== null);
  }

  async function commandToChange(id: CommandId): Promise<Command> {
    const command = open.get(id) ?? (await cache.command(id));
    if (!command) throw new OutboxRefusal('NOT_FOUND', 'This command is no longer kept here.');
    return command;
  }

  async function jobToCommand(jobId: JobId): Promise<Job> {
    const job = await cache.job(jobId);
    if (!job) throw new OutboxRefusal('NOT_FOUND', 'This job is no longer kept here.');
    return job;
  }

  async function addCommand(job: Job, kind: Act, payload: unknown): Promise<Command> {
    const now = clock.now();
    const command = newCommand(job, kind, payload, now);
    await open.put(command, () => ({
      events: [commandEvent(command, now, `${KIND_WORDS[kind]} written to the outbox`)],
      audit: [audit(command, now, 'ordered')],
    }));
    runner.pump();
    return command;
  }

  /** Changes a create that the provider has never accepted, and lets it go (again). */
  async function amendCreate(create: Command, changes: Record<string, unknown>): Promise<CommandId> {
    const now = clock.now();
    const payload = { ...(create.payload as object), ...changes };
    const amended: Command = {
      ...create,
      state: 'queued',
      payload,
      updatedAt: now,
      nextAt: now,
      waitingFor: null,
      problem: null,
    };
    const written = await open.put(amended, (job) =>
      isAtProvider(job)
        ? null
        : {
            patchJobs: [
              {
                id: job.id,
                set: {
                  ...factsOf(create.provider, changes),
                  request: payload,
                  status: 'queued',
                  trouble: null,
                  changedAt: now,
                },
              },
            ],
            events: [commandEvent(amended, now, 'Booking changed before it was accepted')],
            audit: [audit(amended, now, 'changed')],
          },
    );
    if (!written) throw foundMeanwhile(create.jobId);
    return amended.id;
  }

  async function discardChange(command: Command): Promise<void> {
    const now = clock.now();
    const discarded: Command = {
      ...command,
      state: 'discarded',
      updatedAt: now,
      nextAt: null,
      waitingFor: null,
    };
    await open.put(discarded, () => ({
      events: [commandEvent(discarded, now, `${KIND_WORDS[command.kind]} discarded`)],
      audit: [audit(discarded, now, 'discarded')],
    }));
  }

  /** Undoes a create that the provider never accepted. No request leaves. */
  async function undoCreate(create: Command, more: (now: number) => CacheWrite): Promise<void> {
    const now = clock.now();
    const followers = open.followersOf(create);
    const discarded: Command = {
      ...create,
      state: 'discarded',
      updatedAt: now,
      nextAt: null,
      waitingFor: null,
    };
    const written = await open.put(discarded, (job) => {
      if (isAtProvider(job)) return null;
      const extra = more(now);
      return {
        ...extra,
        patchJobs: [{ id: job.id, set: { status: 'cancelled', trouble: null, changedAt: now } }],
        commands: [
          ...followers.map((follower) => ({
            ...follower,
            state: 'discarded' as const,
            updatedAt: now,
            nextAt: null,
            waitingFor: null,
          })),
          ...(extra.commands ?? []),
        ],
        events: [commandEvent(discarded, now, 'Undone before it reached the provider')],
        audit: [audit(discarded, now, 'discarded')],
      };
    });
    if (!written) throw foundMeanwhile(create.jobId);
  }

  /** Takes a create back that the provider never accepted; null where it may have. */
  async function undoUnsent(job: Job, kind: 'cancel' | 'delete'): Promise<CommandId | null> {
    return withUnsentCreate(job.id, async (create) => {
      const done: Command = { ...newCommand(job, kind, {}, clock.now()), state: 'done', nextAt: null };
      await undoCreate(create, () => ({ commands: [done] }));
      return done.id;
    });
  }

  /** A create that was refused is all there is of this job: it is sent again. Null where it was accepted. */
  async function sendCreateAgain(jobId: JobId): Promise<CommandId | null> {
    return withUnsentCreate(jobId, async (create) => {
      await release(create);
      return create.id;
    });
  }

  async function orderOnce(jobId: JobId, kind: Order, payload: Record<string, unknown>): Promise<Ordered> {
    const job = await jobToCommand(jobId);
    const waiting = open.all().find((command) => command.jobId === jobId && command.kind === kind);
    if (waiting) return { jobId, commandId: waiting.id };
    if (kind === 'cancel' || kind === 'delete') {
      const undone = await undoUnsent(job, kind);
      if (undone) return { jobId, commandId: undone };
    }
    if (kind === 'retry') {
      const again = await sendCreateAgain(jobId);
      if (again) return { jobId, commandId: again };
    }
    const obstacle = actObstacle(job, kind);
    if (obstacle) throw new OutboxRefusal('CONFLICT', obstacle, jobId);
    return { jobId, commandId: (await addCommand(job, kind, payload)).id };
  }

  function order(jobId: JobId, kind: Order, payload: Record<string, unknown> = {}): Promise<Ordered> {
    const key = `${jobId} ${kind}`;
    const same = ordering.get(key);
    if (same) return same;
    const ordered = orderOnce(jobId, kind, payload).finally(() => ordering.delete(key));
    ordering.set(key, ordered);
    return ordered;
  }

  /** Lets a command that waits or was refused go (again); one of unknown fate is asked about first. */
  async function release(command: Command): Promise<void> {
    const now = clock.now();
    const sendsAgain = command.state === 'failed';
    const again: Command = {
      ...command,
      state: sendsAgain ? 'queued' : command.state,
      updatedAt: now,
      nextAt: now,
      waitingFor: null,
      problem: null,
    };
    const isCreateAgain = sendsAgain && command.kind === 'create';
    const written = await open.put(again, (job) =>
      isCreateAgain && isAtProvider(job)
        ? null
        : {
            patchJobs: isCreateAgain
              ? [{ id: job.id, set: { status: 'queued', trouble: null, changedAt: now } }]
              : [],
            audit: [audit(again, now, 'retried')],
          },
    );
    if (!written) throw foundMeanwhile(command.jobId);
  }

  return {
    start: () => runner.start(),
    stop: (graceMs = 5000) => runner.stop(graceMs),
    wake: (connectionId) => runner.wake(connectionId),
    whileStill: (connectionId, change) => runner.whileStill(connectionId, change),
    async list() {
      const kept = await cache.outbox(clock.now() - SETTLED_SHOWN_MS);
      // When it is tried next changes more often than is worth a write: the newest is in memory.
      return kept.map(({ command, job }) => ({ command: open.get(command.id) ?? command, job }));
    },
    async book(record, payload) {
      const { externalId } = record.externalIds;
      const claim = `${record.connectionId} ${externalId}`;
      if (externalId !== null && claims.has(claim)) throw externalIdTaken(externalId, null);
      claims.add(claim);
      try {
        const [taken] = externalId === null ? [] : await jobsWithExternalId(record.connectionId, externalId);
        if (taken) throw externalIdTaken(taken.externalIds.externalId ?? '', taken.id);
        const now = clock.now();
        const command = newCommand(record, 'create', payload, now);
        await jobs.write({
          insertJobs: [record],
          commands: [command],
          events: [commandEvent(command, now, 'Booking written to the outbox')],
          audit: [audit(command, now, 'ordered')],
        });
        open.remember(command);
        runner.pump();
        return { jobId: record.id, commandId: command.id };
      } finally {
        claims.delete(claim);
      }
    },
    async edit(jobId, changes) {
      const job = await jobToCommand(jobId);
      const amended = await withUnsentCreate(jobId, async (create) => {
        // Changes given while it was on its way wait behind it, and would undo this one if it went ahead of them.
        const waits = create.state === 'queued' && open.followersOf(create).length > 0;
        return waits ? null : amendCreate(create, changes);
      });
      if (amended) return { jobId, commandId: amended };
      const obstacle = actObstacle(job, 'edit');
      if (obstacle) throw new OutboxRefusal('CONFLICT', obstacle, jobId);
      return { jobId, commandId: (await addCommand(job, 'edit', changes)).id };
    },
    cancel: (jobId) => order(jobId, 'cancel'),
    order,
    async retry(commandId) {
      const kept = await commandToChange(commandId);
      if (!isUnsettled(kept.state) && kept.state !== 'failed') {
        throw new OutboxRefusal(
          'CONFLICT',
          'This command is settled; there is nothing to do again.',
          kept.jobId,
        );
      }
      // On its way at this moment: that is what was asked for.
      await whileHeld(commandId, release);
    },
    async discard(commandId, evenIfUnknown) {
      const kept = await commandToChange(commandId);
      const discarded = await whileHeld(commandId, async (command) => {
        if (!isUnsettled(command.state) && command.state !== 'failed') return true;
        if (command.state === 'unknown' && !evenIfUnknown) {
          throw new OutboxRefusal(
            'CONFLICT',
            'Nobody knows yet whether it reached the provider. Let the console ask, or look there yourself before you discard it.',
            command.jobId,
          );
        }
        if (command.kind === 'create') await undoCreate(command, () => ({}));
        else await discardChange(command);
        return true;
      });
      if (!discarded) {
        throw new OutboxRefusal(
          'CONFLICT',
          'It is being sent right now. Wait a moment and look again.',
          kept.jobId,
        );
      }
    },
  };
}

/** A create that was refused is sent again, or thrown away, only while the provider has told of no job that it made. */
function isAtProvider({ externalIds: { requestId, jobId } }: Job): boolean {
  return requestId !== null || jobId !== null;
}

function foundMeanwhile(jobId: JobId): OutboxRefusal {
  return new OutboxRefusal(
    'CONFLICT',
    'The provider has it after all, as has just become known, so it is not sent again. Look at the job and go on from there.',
    jobId,
  );
}

function externalIdTaken(externalId: string, jobId: JobId | null): OutboxRefusal {
  return new OutboxRefusal(
    'CONFLICT',
    `The external id ${externalId} already belongs to another job of this connection. Choose another, so that a lost answer can never be mistaken.`,
    jobId,
  );
}
