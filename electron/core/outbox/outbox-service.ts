// The way of one command: written first, sent once, asked about when nobody answered. Called by rpc/ for a person's
// clicks and by core.ts to start and stop. It never writes job state itself: every change goes through jobs/.
//
// The invariant: a command is sent only from state `queued`, and `sending` is on disk before the request leaves. What
// is found `sending` after a crash, or got no readable answer, is `unknown`; from there only `locate` leads on.

import type { Command, CommandProblem } from '../../../shared/domain/command.ts';
import { isUnsettled } from '../../../shared/domain/command.ts';
import { editObstacle } from '../../../shared/domain/edit-obstacle.ts';
import type { CommandId, ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { ExternalIds, Job, JobEvent, JobRow } from '../../../shared/domain/job.ts';
import type { ProviderName } from '../../../shared/domain/provider-name.ts';
import type { Cache, CacheWrite, JobPatch, JobRecord } from '../cache/cache.ts';
import type { ConnectionAccess } from '../connections/connection-service.ts';
import type { JobService } from '../jobs/job-service.ts';
import { newId } from '../jobs/new-id.ts';
import { reconcile } from '../jobs/reconcile.ts';
import type { Clock, Logger } from '../ports.ts';
import type {
  CommandOutcome,
  CommandToSend,
  JobFacts,
  JobNews,
  Located,
  Provider,
  ProviderAccount,
  ProviderError,
} from '../providers/provider.ts';

import { backOffMs, type OutboxTimes, STANDARD_TIMES } from './outbox-times.ts';

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

export interface Outbox {
  /** Takes up what an earlier run left, and begins to send. */
  start(): Promise<void>;
  /** Sends nothing more; answers when nothing is in flight, or after `graceMs` (what is then in flight becomes unknown). */
  stop(graceMs?: number): Promise<void>;
  /** A new job and its create command, in one transaction. CONFLICT when its external id is taken. */
  book(record: JobRecord, payload: unknown): Promise<{ jobId: JobId; commandId: CommandId }>;
  /** An edit; one that meets a create that never left (or was refused) changes that create instead. */
  edit(jobId: JobId, changes: Record<string, unknown>): Promise<{ jobId: JobId; commandId: CommandId }>;
  /** A cancel; undoes a create that never left without any request. */
  cancel(jobId: JobId): Promise<{ jobId: JobId; commandId: CommandId }>;
  retry(commandId: CommandId): Promise<void>;
  discard(commandId: CommandId, evenIfUnknown: boolean): Promise<void>;
  /** Something that commands waited for may be there now. */
  wake(connectionId?: ConnectionId): void;
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

/** What the machine remembers of a command besides its row; lost at a restart, which only makes it more careful. */
interface Memory {
  /** Attempts that never reached the provider, for the back-off. */
  failures: number;
  /** How often the provider said that it does not know of it, since when. */
  absences: number;
  absentSince: number | null;
}

export function createOutbox(options: Options): Outbox {
  const { cache, jobs, connections, factsOf, onSettled, clock, log } = options;
  const random = options.random ?? Math.random;
  const times: OutboxTimes = { ...STANDARD_TIMES, ...options.times };

  /** Every unsettled command, in the order in which they were made. */
  const open = new Map<CommandId, Command>();
  const memories = new Map<CommandId, Memory>();
  const inFlight = new Map<CommandId, Promise<void>>();
  /** Commands that a person is changing this very moment: the loop keeps its hands off them. */
  const held = new Set<CommandId>();
  /** External ids of bookings that are being written: two clicks in one moment must not both find theirs free. */
  const claims = new Set<string>();
  let cancelTimer = () => {};
  let running = false;
  const stopping = new AbortController();
  const unsubscribe = connections.onUsable((id) => wake(id));

  // ---- the loop -----------------------------------------------------------------------------------------------

  /** The first unsettled command of each job: only it may move. */
  function heads(): Command[] {
    const seen = new Set<JobId>();
    const first: Command[] = [];
    for (const command of open.values()) {
      if (seen.has(command.jobId)) continue;
      seen.add(command.jobId);
      first.push(command);
    }
    return first;
  }

  function pump(): void {
    if (!running) return;
    cancelTimer();
    const now = clock.now();
    const underWay = new Map<ConnectionId, number>();
    for (const id of inFlight.keys()) {
      const connectionId = open.get(id)?.connectionId;
      if (connectionId) underWay.set(connectionId, (underWay.get(connectionId) ?? 0) + 1);
    }
    let nextAt = Number.POSITIVE_INFINITY;
    for (const command of heads()) {
      if (inFlight.has(command.id) || held.has(command.id) || command.nextAt === null) continue;
      // A clock that was set back must not hold a command for the difference.
      if (command.nextAt > now && command.nextAt - now <= times.longestWaitMs) {
        nextAt = Math.min(nextAt, command.nextAt);
        continue;
      }
      const count = underWay.get(command.connectionId) ?? 0;
      if (count >= times.parallelPerConnection) continue;
      underWay.set(command.connectionId, count + 1);
      const run = advance(command)
        .catch((error: unknown) => {
          log.error('A command could not be carried on', { commandId: command.id, error: String(error) });
          const current = open.get(command.id);
          if (current) open.set(command.id, { ...current, nextAt: clock.now() + times.longestWaitMs });
        })
        .finally(() => {
          inFlight.delete(command.id);
          pump();
        });
      inFlight.set(command.id, run);
    }
    if (nextAt < Number.POSITIVE_INFINITY) {
      cancelTimer = clock.setTimeout(pump, Math.max(0, nextAt - now));
    }
  }

  function wake(connectionId?: ConnectionId): void {
    const now = clock.now();
    for (const command of open.values()) {
      if (connectionId !== undefined && command.connectionId !== connectionId) continue;
      if (inFlight.has(command.id) || isHeldByPerson(command)) continue;
      open.set(command.id, { ...command, nextAt: now });
    }
    pump();
  }

  /** An `unknown` that only a person can judge (something else has its id) is left alone by the machine. */
  function isHeldByPerson(command: Command): boolean {
    return command.state === 'unknown' && command.nextAt === null && command.problem !== null;
  }

  /** One step of one command. */
  async function advance(command: Command): Promise<void> {
    const answer = await connections.account(command.connectionId);
    if (!answer.ok) {
      await keepWaiting(command, answer.error.sentence, clock.now() + times.longestWaitMs);
      return;
    }
    if (command.state === 'queued') await sendIt(command, answer.account, answer.provider);
    else await askAboutIt(command, answer.account, answer.provider);
  }

  async function sendIt(command: Command, account: ProviderAccount, provider: Provider): Promise<void> {
    const now = clock.now();
    const job = await cache.job(command.jobId);
    if (!job) throw new Error('The job of a command is gone');
    if (command.kind === 'create' && isPastItsWindow(job, now)) {
      await refuse(command, {
        sentence:
          'Its delivery window passed while it waited here, so it was not sent. Change the window and send it again, or discard it.',
        status: null,
        fields: [],
        body: null,
      });
      return;
    }
    const sending: Command = {
      ...command,
      state: 'sending',
      attempts: command.attempts + 1,
      firstSentAt: command.firstSentAt ?? now,
      updatedAt: now,
      nextAt: now,
      waitingFor: null,
      problem: null,
    };
    await put(sending);
    const outcome = await provider.send(account, toSend(sending, job), {
      priority: 'command',
      signal: stopping.signal,
    });
    await settleOutcome(sending, command, outcome);
  }

  async function settleOutcome(sending: Command, before: Command, outcome: CommandOutcome): Promise<void> {
    connections.report(sending.connectionId, outcome.kind === 'accepted' ? null : outcome.error);
    switch (outcome.kind) {
      case 'accepted':
        await settle(sending, outcome.ids, outcome.news);
        return;
      case 'refused':
        await settleRefusal(sending, outcome.error);
        return;
      case 'not-sent':
        // It never left: as if this attempt had not been.
        await putBack(
          { ...sending, attempts: before.attempts, firstSentAt: before.firstSentAt },
          outcome.error.sentence,
          outcome.error.retryAt,
        );
        return;
      case 'unknown':
        memory(sending.id).absentSince = null;
        await put({
          ...sending,
          state: 'unknown',
          updatedAt: clock.now(),
          nextAt: clock.now() + times.firstAskMs,
          waitingFor: `${outcome.error.sentence} It is not sent again before that is known.`,
          problem: null,
        });
    }
  }

  /** A refusal that time or a new credential can lift puts the command back; any other waits for a person. */
  async function settleRefusal(command: Command, error: ProviderError): Promise<void> {
    if (error.kind === 'limited' || error.kind === 'signed-out') {
      const retryAt = error.kind === 'signed-out' ? clock.now() + times.longestWaitMs : error.retryAt;
      await putBack(command, error.sentence, retryAt);
      return;
    }
    if (error.kind === 'not-found' && command.kind !== 'create') {
      const job = await cache.job(command.jobId);
      if (job && clock.now() - job.createdAt < times.notYetKnownMs) {
        await putBack(command, 'The provider is still creating the job.', clock.now() + times.firstAskMs);
        return;
      }
    }
    await refuse(command, problemOf(error));
    onSettled(command.jobId);
  }

  async function askAboutIt(command: Command, account: ProviderAccount, provider: Provider): Promise<void> {
    const job = await cache.job(command.jobId);
    if (!job) throw new Error('The job of a command is gone');
    const located = await provider.locate(account, toSend(command, job), {
      priority: 'command',
      signal: stopping.signal,
    });
    connections.report(command.connectionId, located.kind === 'no-answer' ? located.error : null);
    await settleLocated(command, located);
  }

  async function settleLocated(command: Command, located: Located): Promise<void> {
    const now = clock.now();
    const remembered = memory(command.id);
    switch (located.kind) {
      case 'done':
        await settle(command, located.ids, located.news);
        return;
      case 'too-late':
        await refuse(
          command,
          { sentence: located.sentence, status: null, fields: [], body: null },
          located.news,
        );
        onSettled(command.jobId);
        return;
      case 'conflict':
        await put({
          ...command,
          updatedAt: now,
          nextAt: null,
          waitingFor: null,
          problem: { sentence: located.sentence, status: null, fields: [], body: null },
        });
        return;
      case 'no-answer':
        remembered.failures += 1;
        await keepWaiting(
          command,
          located.error.sentence,
          located.error.retryAt ?? now + backOffMs(remembered.failures, times, random),
        );
        return;
      case 'absent': {
        remembered.absences += 1;
        remembered.absentSince ??= now;
        const since = now - remembered.absentSince;
        const needed = command.kind === 'create' ? times.absentForCreateMs : times.absentForChangeMs;
        // A clock that was set back only makes this wait longer.
        if (remembered.absences >= 2 && since >= needed) {
          memories.delete(command.id);
          await put({
            ...command,
            state: 'queued',
            updatedAt: now,
            nextAt: now,
            waitingFor: 'The provider never got it; it is sent again.',
          });
          return;
        }
        const pause = Math.min(needed, times.firstAskMs * 2 ** remembered.absences);
        await keepWaiting(
          command,
          'The provider does not know of it yet; asking again before anything is sent twice.',
          now + Math.max(250, Math.min(pause, needed - since)),
        );
      }
    }
  }

  // ---- what is written ----------------------------------------------------------------------------------------

  /** Writes a command alone, or with what its job learns from it, in one transaction. */
  async function put(command: Command, decide?: (job: Job) => CacheWrite): Promise<void> {
    await jobs.change(command.jobId, (job) => {
      const more = decide?.(job) ?? {};
      return { ...more, commands: [command, ...(more.commands ?? [])] };
    });
    remember(command);
  }

  function remember(command: Command): void {
    if (isUnsettled(command.state)) {
      open.set(command.id, command);
    } else {
      open.delete(command.id);
      memories.delete(command.id);
    }
  }

  /** Waits on in the state it has. Only what a person would see is written. */
  async function keepWaiting(command: Command, waitingFor: string, nextAt: number): Promise<void> {
    const waiting = { ...command, waitingFor, nextAt };
    if (command.waitingFor === waitingFor) remember(waiting);
    else await put({ ...waiting, updatedAt: clock.now() });
  }

  async function putBack(command: Command, waitingFor: string, retryAt: number | null): Promise<void> {
    const remembered = memory(command.id);
    remembered.failures += 1;
    const now = clock.now();
    await put({
      ...command,
      state: 'queued',
      updatedAt: now,
      nextAt: retryAt ?? now + backOffMs(remembered.failures, times, random),
      waitingFor,
      problem: null,
    });
  }

  async function settle(command: Command, ids: Partial<ExternalIds>, news: JobNews | null): Promise<void> {
    const now = clock.now();
    const done: Command = {
      ...command,
      state: 'done',
      updatedAt: now,
      nextAt: null,
      waitingFor: null,
      problem: null,
    };
    await put(done, (job) => {
      const set: JobPatch['set'] =
        command.kind === 'cancel' ? {} : { ...factsOf(command.provider, command.payload), trouble: null };
      set.externalIds = withIds(job.externalIds, ids);
      if (command.kind === 'edit')
        set.request = { ...(job.request as object), ...(command.payload as object) };
      if (job.status === 'queued' || job.status === 'draft') set.status = 'submitted';
      const write: CacheWrite = {
        patchJobs: [{ id: job.id, set: { ...set, changedAt: now } }],
        events: [commandEvent(done, now, acceptedText(done, ids))],
        audit: [audit(done, now, 'accepted')],
      };
      return news ? joined(write, reconcile({ ...job, ...set }, news)) : write;
    });
    onSettled(command.jobId);
  }

  async function refuse(command: Command, problem: CommandProblem, news?: JobNews): Promise<void> {
    const now = clock.now();
    const failed: Command = {
      ...command,
      state: 'failed',
      updatedAt: now,
      nextAt: null,
      waitingFor: null,
      problem,
    };
    const followers = command.kind === 'create' ? followersOf(command) : [];
    await put(failed, (job) => {
      const write: CacheWrite = {
        commands: followers.map((follower) => ({
          ...follower,
          state: 'discarded' as const,
          updatedAt: now,
          nextAt: null,
          waitingFor: 'The job it was for was never made.',
        })),
        events: [commandEvent(failed, now, `${KIND_WORDS[command.kind]} refused: ${problem.sentence}`)],
        audit: [audit(failed, now, 'refused')],
      };
      if (command.kind === 'create') {
        write.patchJobs = [
          { id: job.id, set: { status: 'failed', trouble: problem.sentence, changedAt: now } },
        ];
      }
      return news ? joined(write, reconcile(job, news)) : write;
    });
    for (const follower of followers) open.delete(follower.id);
  }

  function followersOf(command: Command): Command[] {
    return [...open.values()].filter((other) => other.jobId === command.jobId && other.id !== command.id);
  }

  function memory(id: CommandId): Memory {
    let found = memories.get(id);
    if (!found) {
      found = { failures: 0, absences: 0, absentSince: null };
      memories.set(id, found);
    }
    return found;
  }

  function newCommand(job: JobRecord | Job, kind: Command['kind'], payload: unknown, now: number): Command {
    return {
      id: newId<CommandId>('command'),
      jobId: job.id,
      connectionId: job.connectionId,
      provider: job.provider,
      kind,
      state: 'queued',
      payload,
      createdAt: now,
      updatedAt: now,
      attempts: 0,
      firstSentAt: null,
      nextAt: now,
      waitingFor: null,
      problem: null,
    };
  }

  /**
   * Runs a person's change of a command while the loop leaves it alone; the newest state of it is read after the hold.
   * Null where it is on its way to the provider at this moment.
   */
  async function whileHeld<Value>(
    id: CommandId,
    run: (command: Command) => Promise<Value>,
  ): Promise<Value | null> {
    if (inFlight.has(id) || held.has(id)) return null;
    held.add(id);
    try {
      const command = open.get(id) ?? (await cache.command(id));
      return command ? await run(command) : null;
    } finally {
      held.delete(id);
      pump();
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

  async function addCommand(job: Job, kind: 'edit' | 'cancel', payload: unknown): Promise<Command> {
    const now = clock.now();
    const command = newCommand(job, kind, payload, now);
    await put(command, () => ({
      events: [commandEvent(command, now, `${KIND_WORDS[kind]} written to the outbox`)],
      audit: [audit(command, now, 'ordered')],
    }));
    pump();
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
    await put(amended, (job) => ({
      patchJobs: [
        {
          id: job.id,
          set: {
            ...factsOf(create.provider, payload),
            request: payload,
            status: 'queued',
            trouble: null,
            changedAt: now,
          },
        },
      ],
      events: [commandEvent(amended, now, 'Booking changed before it was accepted')],
      audit: [audit(amended, now, 'changed')],
    }));
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
    await put(discarded, () => ({
      events: [commandEvent(discarded, now, `${KIND_WORDS[command.kind]} discarded`)],
      audit: [audit(discarded, now, 'discarded')],
    }));
  }

  /** Undoes a create that the provider never accepted. No request leaves. */
  async function undoCreate(create: Command, more: (now: number) => CacheWrite): Promise<void> {
    const now = clock.now();
    const followers = followersOf(create);
    const discarded: Command = {
      ...create,
      state: 'discarded',
      updatedAt: now,
      nextAt: null,
      waitingFor: null,
    };
    await put(discarded, (job) => {
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
    for (const follower of followers) open.delete(follower.id);
  }

  // ---- what others call ---------------------------------------------------------------------------------------

  return {
    async start() {
      for (const command of await cache.unsettledCommands()) {
        if (command.state === 'sending') {
          await put({
            ...command,
            state: 'unknown',
            nextAt: clock.now(),
            updatedAt: clock.now(),
            waitingFor: 'The console ended while it was being sent; asking whether it arrived.',
          });
        } else {
          // Whatever it waited for may have changed since; a person's decision is still waited for.
          remember(isHeldByPerson(command) ? command : { ...command, nextAt: clock.now() });
        }
      }
      running = true;
      pump();
    },
    async stop(graceMs = 5000) {
      running = false;
      cancelTimer();
      unsubscribe();
      let cancelGrace = () => {};
      const grace = new Promise<void>((resolve) => {
        cancelGrace = clock.setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.allSettled(inFlight.values()), grace]);
      cancelGrace();
      stopping.abort();
      await Promise.allSettled(inFlight.values());
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
        remember(command);
        pump();
        return { jobId: record.id, commandId: command.id };
      } finally {
        claims.delete(claim);
      }
    },
    async edit(jobId, changes) {
      const job = await jobToCommand(jobId);
      const amended = await withUnsentCreate(jobId, (create) => amendCreate(create, changes));
      if (amended) return { jobId, commandId: amended };
      const obstacle = editObstacle(job, 'edit');
      if (obstacle) throw new OutboxRefusal('CONFLICT', obstacle, jobId);
      return { jobId, commandId: (await addCommand(job, 'edit', changes)).id };
    },
    async cancel(jobId) {
      const job = await jobToCommand(jobId);
      const waiting = [...open.values()].find(
        (command) => command.jobId === jobId && command.kind === 'cancel',
      );
      if (waiting) return { jobId, commandId: waiting.id };
      const undone = await withUnsentCreate(jobId, async (create) => {
        const cancelled: Command = {
          ...newCommand(job, 'cancel', {}, clock.now()),
          state: 'done',
          nextAt: null,
        };
        await undoCreate(create, () => ({ commands: [cancelled] }));
        return cancelled.id;
      });
      if (undone) return { jobId, commandId: undone };
      const obstacle = editObstacle(job, 'cancel');
      if (obstacle) throw new OutboxRefusal('CONFLICT', obstacle, jobId);
      return { jobId, commandId: (await addCommand(job, 'cancel', {})).id };
    },
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
      await whileHeld(commandId, async (command) => {
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
        await put(again, (job) => ({
          patchJobs:
            sendsAgain && command.kind === 'create'
              ? [{ id: job.id, set: { status: 'queued', trouble: null, changedAt: now } }]
              : [],
          audit: [audit(again, now, 'retried')],
        }));
      });
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
    wake,
  };
}

const KIND_WORDS: Record<Command['kind'], string> = {
  create: 'Booking',
  edit: 'Change',
  cancel: 'Cancellation',
};

function toSend(command: Command, job: Job): CommandToSend {
  return { command, ids: job.externalIds, reference: job.reference };
}

/** Booked for a time that was still to come, and that time is over: nobody wants it delivered yesterday. */
function isPastItsWindow(job: Job, now: number): boolean {
  return job.promiseAt !== null && job.promiseAt > job.createdAt && now > job.promiseAt;
}

function withIds(known: ExternalIds, said: Partial<ExternalIds>): ExternalIds {
  return {
    requestId: known.requestId ?? said.requestId ?? null,
    jobId: known.jobId ?? said.jobId ?? null,
    externalId: known.externalId ?? said.externalId ?? null,
    trackingId: known.trackingId ?? said.trackingId ?? null,
  };
}

/** Two writes about the same job as one; of doubled fields the second's hold. */
function joined(first: CacheWrite, second: CacheWrite): CacheWrite {
  const [one] = first.patchJobs ?? [];
  const [two] = second.patchJobs ?? [];
  const patch =
    one && two
      ? [{ id: one.id, set: { ...one.set, ...two.set } }]
      : [...(first.patchJobs ?? []), ...(second.patchJobs ?? [])];
  return {
    ...first,
    ...second,
    patchJobs: patch,
    events: [...(first.events ?? []), ...(second.events ?? [])],
    commands: [...(first.commands ?? []), ...(second.commands ?? [])],
  };
}

function externalIdTaken(externalId: string, jobId: JobId | null): OutboxRefusal {
  return new OutboxRefusal(
    'CONFLICT',
    `The external id ${externalId} already belongs to another job of this connection. Choose another, so that a lost answer can never be mistaken.`,
    jobId,
  );
}

function problemOf(error: ProviderError): CommandProblem {
  return { sentence: error.sentence, status: error.status, fields: error.fields, body: error.body };
}

function acceptedText(command: Command, ids: Partial<ExternalIds>): string {
  const as = command.kind === 'create' && ids.requestId ? ` as ${ids.requestId}` : '';
  return `${KIND_WORDS[command.kind]} accepted by the provider${as}`;
}

function commandEvent(command: Command, at: number, text: string): JobEvent {
  return {
    jobId: command.jobId,
    at,
    receivedAt: at,
    kind: 'command',
    text,
    status: null,
    rawStatus: null,
    actor: null,
    position: null,
  };
}

function audit(command: Command, at: number, action: string) {
  return {
    at,
    actor: action === 'ordered' || action === 'changed' || action === 'retried' ? 'person' : 'machine',
    action: `${command.kind} ${action}`,
    jobId: command.jobId,
    connectionId: command.connectionId,
    detail: { commandId: command.id, payload: command.payload, problem: command.problem },
  };
}
