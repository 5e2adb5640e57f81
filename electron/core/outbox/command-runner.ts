// The loop that carries commands out: sends what is queued, asks about what is unknown, settles what was answered.
// Made and started by outbox-service.ts. It writes job state only through jobs/.
//
// The invariant: a command is sent only from state `queued`, and `sending` is on disk before the request leaves. What
// is found `sending` after a crash, or got no readable answer, is `unknown`; from there only `locate` leads on. Who is
// asked must be who was told: a create that was sent before its account was changed is never sent again by the machine.

import { setImmediate } from 'node:timers';
import type { Command, CommandProblem } from '../../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { ExternalIds, Job } from '../../../shared/domain/job.ts';
import { isTerminal } from '../../../shared/domain/job-status.ts';
import type { ProviderName } from '../../../shared/domain/provider-name.ts';
import type { Cache, CacheWrite, JobPatch } from '../cache/cache.ts';
import type { ConnectionAccess } from '../connections/connection-service.ts';
import { mergeIds, reconcile, withKnownPositions } from '../jobs/job-service.ts';
import type { Clock, Logger } from '../ports.ts';
import type {
  CommandOutcome,
  JobFacts,
  JobNews,
  Located,
  Provider,
  ProviderAccount,
  ProviderError,
} from '../providers/provider.ts';
import {
  acceptedText,
  audit,
  commandEvent,
  isPastItsWindow,
  joined,
  KIND_WORDS,
  problemOf,
  toSend,
} from './command-record.ts';
import type { OpenCommands } from './open-commands.ts';
import { backOffMs, type OutboxTimes } from './outbox-times.ts';

export interface CommandRunner {
  /** Takes up what an earlier run left, and begins to send. */
  start(): Promise<void>;
  stop(graceMs: number): Promise<void>;
  /** Looks at once for what may move; called after every change from outside. */
  pump(): void;
  wake(connectionId?: ConnectionId): void;
  /** Runs a change of this connection's account while nothing of it is on its way, and before that says who may doubt. */
  whileStill(connectionId: ConnectionId, change: () => Promise<void>): Promise<void>;
}

interface Options {
  open: OpenCommands;
  cache: Cache;
  connections: ConnectionAccess;
  factsOf: (provider: ProviderName, payload: unknown) => JobFacts;
  onSettled: (jobId: JobId) => void;
  clock: Clock;
  log: Logger;
  random: () => number;
  times: OutboxTimes;
}

/** What the machine remembers of a command besides its row; lost at a restart, which only makes it more careful. */
interface Memory {
  /** Attempts that never reached the provider, for the back-off. */
  failures: number;
  /** How often the provider said that it does not know of it. */
  absences: number;
  /** Whether that has been so for long enough; by a timer, since the clock may be set forward meanwhile. */
  absentLong: boolean;
  cancelWait: (() => void) | null;
}

/** On an `unknown` create until it is found, not found, or a person decides. */
const ACCOUNT_CHANGED: CommandProblem = {
  sentence:
    'The token or the address of this connection was changed after this booking was sent. The console asks whether it arrived; it does not send it again by itself.',
  status: null,
  fields: [],
  body: null,
};
const NOT_KNOWN_TO_NEW_ACCOUNT: CommandProblem = {
  ...ACCOUNT_CHANGED,
  sentence:
    'This booking was sent before the token or the address of its connection was changed, and the account that is connected now does not know it. Ask the courier company whether they have it. If they do, discard it here; if not, let the console ask once more, and it is sent again.',
};

/** What would be there twice if it were carried out twice: it must have been absent for long before it is sent again. */
const UNSAFE_TO_REPEAT: ReadonlySet<Command['kind']> = new Set(['create', 'retry']);

const NEVER_FOUND: CommandProblem = {
  ...ACCOUNT_CHANGED,
  sentence:
    'This booking was sent several times without an answer that could be read, and each time the provider did not know it afterwards. It is not sent again by itself. Ask the courier company whether they have it; then discard it here and book it anew if they do not.',
};

const NEVER_PLACED: CommandProblem = {
  ...ACCOUNT_CHANGED,
  sentence:
    'This was sent several times without an answer that could be read, and each time nothing had come of it afterwards. It is not sent again by itself. Look there what became of it, then discard it here, and order it anew if it is still needed.',
};

export function createCommandRunner(options: Options): CommandRunner {
  const { open, cache, connections, factsOf, onSettled, clock, log, random, times } = options;
  const memories = new Map<CommandId, Memory>();
  /** Connections whose account is being changed: nothing of them sets out. */
  const still = new Set<ConnectionId>();
  /** Woken while they were being looked at: what they wait for may have come since. */
  const woken = new Set<CommandId>();
  let cancelTimer = () => {};
  let running = false;
  const stopping = new AbortController();
  const unsubscribe = connections.onUsable((id) => wake(id));

  function pump(): void {
    if (!running) return;
    cancelTimer();
    const now = clock.now();
    const underWay = new Map<ConnectionId, number>();
    const count = (id: ConnectionId) => underWay.get(id) ?? 0;
    for (const command of open.all()) {
      if (!open.isFree(command.id)) underWay.set(command.connectionId, count(command.connectionId) + 1);
    }
    let nextAt = Number.POSITIVE_INFINITY;
    for (const command of open.heads()) {
      if (!open.isFree(command.id) || command.nextAt === null || still.has(command.connectionId)) continue;
      // A clock that was set back must not hold a command for the difference.
      if (command.nextAt > now && command.nextAt - now <= times.longestWaitMs) {
        nextAt = Math.min(nextAt, command.nextAt);
        continue;
      }
      if (count(command.connectionId) >= times.parallelPerConnection) continue;
      underWay.set(command.connectionId, count(command.connectionId) + 1);
      woken.delete(command.id);
      open
        .whileInFlight(command.id, () => advance(command))
        .catch((error: unknown) => {
          log.error('A command could not be carried on', { commandId: command.id, error: String(error) });
          const current = open.get(command.id);
          if (current) open.remember({ ...current, nextAt: clock.now() + times.longestWaitMs });
        })
        .finally(pumpInTurn);
    }
    if (nextAt < Number.POSITIVE_INFINITY) cancelTimer = clock.setTimeout(pump, Math.max(0, nextAt - now));
  }

  /**
   * Steps that wait for nothing (all refused by an open circuit) would follow each other without a pause: with many of
   * them, neither the answer that closes the circuit nor anything else would ever get its turn.
   */
  function pumpInTurn(): void {
    setImmediate(pump);
  }

  function wake(connectionId?: ConnectionId): void {
    const now = clock.now();
    for (const command of open.all()) {
      if (connectionId !== undefined && command.connectionId !== connectionId) continue;
      if (!open.isFree(command.id)) woken.add(command.id);
      else if (!isHeldByPerson(command)) open.remember({ ...command, nextAt: now });
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
      const waiting = open.get(command.id);
      if (waiting && woken.delete(command.id)) open.remember({ ...waiting, nextAt: clock.now() });
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
    await open.put(sending);
    const outcome = await provider.send(account, toSend(sending, job), {
      priority: 'command',
      signal: stopping.signal,
    });
    await settleOutcome(sending, command, outcome);
  }

  async function settleOutcome(sending: Command, before: Command, outcome: CommandOutcome): Promise<void> {
    connections.report(sending.connectionId, outcome.kind === 'accepted' ? null : outcome.error);
    // It certainly did nothing: as if this attempt had not been, so that a cancel can still undo it without a request.
    const unattempted = { ...sending, attempts: before.attempts, firstSentAt: before.firstSentAt };
    switch (outcome.kind) {
      case 'accepted':
        await settle(sending, outcome.ids, outcome.news);
        return;
      case 'refused':
        await settleRefusal(sending, unattempted, outcome.error);
        return;
      case 'not-sent':
        await putBack(unattempted, outcome.error.sentence, outcome.error.retryAt);
        return;
      case 'unknown':
        forget(sending.id);
        await open.put({
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
  async function settleRefusal(command: Command, unattempted: Command, error: ProviderError): Promise<void> {
    if (error.kind === 'limited' || error.kind === 'signed-out') {
      const retryAt = error.kind === 'signed-out' ? clock.now() + times.longestWaitMs : error.retryAt;
      await putBack(unattempted, error.sentence, retryAt);
      return;
    }
    if (error.kind === 'not-found' && command.kind !== 'create') {
      // It may have waited here for long: it is young to the provider since that took it, which changed the job.
      const job = await cache.job(command.jobId);
      if (job && clock.now() - job.changedAt < times.notYetKnownMs) {
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
        await holdForPerson(command, { sentence: located.sentence, status: null, fields: [], body: null });
        return;
      case 'no-answer':
        remembered.failures += 1;
        await keepWaiting(
          command,
          located.error.sentence,
          Math.ceil(located.error.retryAt ?? now + backOffMs(remembered.failures, times, random)),
        );
        return;
      case 'absent': {
        if (command.problem !== null) {
          await holdForPerson(command, NOT_KNOWN_TO_NEW_ACCOUNT);
          return;
        }
        remembered.absences += 1;
        const unsafe = UNSAFE_TO_REPEAT.has(command.kind);
        const needed = unsafe ? times.absentForCreateMs : times.absentForChangeMs;
        remembered.cancelWait ??= clock.setTimeout(() => absentLongEnough(command.id), needed);
        if (remembered.absences >= 2 && remembered.absentLong) {
          forget(command.id);
          // One who takes bookings and cannot find them afterwards must not be given the same one all day.
          if (unsafe && command.attempts >= times.mostCreateAttempts) {
            await holdForPerson(command, command.kind === 'create' ? NEVER_FOUND : NEVER_PLACED);
            return;
          }
          await open.put({
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
          now + pause,
        );
      }
    }
  }

  async function holdForPerson(command: Command, problem: CommandProblem): Promise<void> {
    await open.put({ ...command, updatedAt: clock.now(), nextAt: null, waitingFor: null, problem });
  }

  /** A create that may have reached the account of before is from now on only looked for. */
  async function doubt(command: Command): Promise<void> {
    if (command.problem !== null || (command.state !== 'unknown' && command.state !== 'sending')) return;
    const now = clock.now();
    forget(command.id);
    await open.put({
      ...command,
      state: 'unknown',
      nextAt: now,
      updatedAt: now,
      waitingFor: null,
      problem: ACCOUNT_CHANGED,
    });
  }

  /** The last time of asking before it is sent again. */
  function absentLongEnough(id: CommandId): void {
    memory(id).absentLong = true;
    const command = open.get(id);
    if (command?.state === 'unknown' && open.isFree(id) && !isHeldByPerson(command)) {
      open.remember({ ...command, nextAt: clock.now() });
      pump();
    }
  }

  /** Waits on in the state it has. Only what a person would see is written. */
  async function keepWaiting(command: Command, waitingFor: string, nextAt: number): Promise<void> {
    const waiting = { ...command, waitingFor, nextAt };
    if (command.waitingFor === waitingFor) open.remember(waiting);
    else await open.put({ ...waiting, updatedAt: clock.now() });
  }

  async function putBack(command: Command, waitingFor: string, retryAt: number | null): Promise<void> {
    const remembered = memory(command.id);
    remembered.failures += 1;
    const now = clock.now();
    if (retryAt !== null) standBack(command.connectionId, Math.ceil(retryAt));
    await open.put({
      ...command,
      state: 'queued',
      updatedAt: now,
      nextAt: Math.ceil(retryAt ?? now + backOffMs(remembered.failures, times, random)),
      waitingFor,
      problem: null,
    });
  }

  /** What keeps one command keeps all others of its connection that have not left: none needs to find out for itself. */
  function standBack(connectionId: ConnectionId, until: number): void {
    for (const command of open.all()) {
      const waits = command.state === 'queued' && command.nextAt !== null && command.nextAt < until;
      if (waits && command.connectionId === connectionId && open.isFree(command.id))
        open.remember({ ...command, nextAt: until });
    }
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
    await open.put(done, (job) => {
      // A create's facts are on the row since it was booked, with what the quote knew besides.
      const set: JobPatch['set'] =
        command.kind === 'edit' ? withKnownPositions(factsOf(command.provider, command.payload), job) : {};
      if (command.kind !== 'cancel') set.trouble = null;
      set.externalIds = mergeIds(job.externalIds, ids);
      if (command.kind === 'edit')
        set.request = { ...(job.request as object), ...(command.payload as object) };
      const { status, rawStatusText } = statusAfter(command.kind, job);
      if (status !== job.status) Object.assign(set, { status, rawStatusText });
      const write: CacheWrite = {
        patchJobs: [{ id: job.id, set: { ...set, changedAt: now } }],
        events: [commandEvent(done, now, acceptedText(done, ids))],
        audit: [audit(done, now, 'accepted')],
      };
      // The command that is settled here is no longer under way for what its own answer states.
      const after: Job = { ...job, ...set, pending: null };
      // What a removal answers may be how it was before: nothing open is left there to be told or asked about.
      const isNews = news !== null && (command.kind !== 'delete' || isTerminal(news.status));
      return isNews ? joined(write, reconcile(after, news)) : write;
    });
    if (command.kind !== 'delete') onSettled(command.jobId);
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
    const followers = command.kind === 'create' ? open.followersOf(command) : [];
    await open.put(failed, (job) => {
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
  }

  function memory(id: CommandId): Memory {
    let found = memories.get(id);
    if (!found) {
      found = { failures: 0, absences: 0, absentLong: false, cancelWait: null };
      memories.set(id, found);
    }
    return found;
  }

  function forget(id: CommandId): void {
    memories.get(id)?.cancelWait?.();
    memories.delete(id);
  }

  return {
    pump,
    wake,
    async start() {
      for (const command of await cache.unsettledCommands()) {
        if (command.state !== 'sending') continue;
        const now = clock.now();
        await open.put({
          ...command,
          state: 'unknown',
          nextAt: now,
          updatedAt: now,
          waitingFor: 'The console ended while it was being sent; asking whether it arrived.',
        });
      }
      // Read again, and nothing awaited after it: a person may have changed or added some meanwhile.
      const kept = await cache.unsettledCommands();
      const now = clock.now();
      // Whatever it waited for may have changed since; a person's decision is still waited for.
      open.takeUp(kept.map((command) => (isHeldByPerson(command) ? command : { ...command, nextAt: now })));
      running = true;
      pump();
    },
    async whileStill(connectionId, change) {
      still.add(connectionId);
      try {
        await open.atRest(connectionId);
        const creates = (await cache.unsettledCommands()).filter(
          (command) => command.connectionId === connectionId && command.kind === 'create',
        );
        // Before the change: a crash between the two must not leave one that the wrong account is asked about.
        for (const { id } of creates) await open.whileHeld(id, doubt);
        await change();
      } finally {
        still.delete(connectionId);
        pump();
      }
    },
    async stop(graceMs) {
      running = false;
      cancelTimer();
      unsubscribe();
      let cancelGrace = () => {};
      const grace = new Promise<void>((resolve) => {
        cancelGrace = clock.setTimeout(resolve, graceMs);
      });
      await Promise.race([open.atRest(), grace]);
      cancelGrace();
      stopping.abort();
      await open.atRest();
      for (const id of [...memories.keys()]) forget(id);
    },
  };
}

/** What an accepted command alone makes of the job; the provider's next word is believed over it. */
function statusAfter(kind: Command['kind'], job: Job): Pick<Job, 'status' | 'rawStatusText'> {
  const goesOn = { status: 'submitted', rawStatusText: null } as const;
  if (job.status === 'queued' || job.status === 'draft') return goesOn;
  // It begins anew: it must not read as failed, with the same button, until the provider is heard.
  if (kind === 'retry' || kind === 'retrack') return goesOn;
  if (kind === 'delete' && !isTerminal(job.status)) return { status: 'cancelled', rawStatusText: 'Removed' };
  return job;
}
