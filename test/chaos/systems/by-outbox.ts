// A system whose orders go through the outbox: given once, carried out whenever it can be. Gives them as a person would,
// waits for the outbox, and compares. Used by twinjet.ts, aftership-trackings.ts and shipping-order.ts.

import { setTimeout as sleep } from 'node:timers/promises';
import type { SeededRandom } from '../../../electron/core/practice/seeded-random.ts';
import { type Command, type CommandKind, isUnsettled } from '../../../shared/domain/command.ts';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import type { Client } from '../../support/server-process.ts';
import { CutOff, type RestartedServer } from '../restarted-server.ts';
import { nameOf, notOrdered, repeatedIn, type SystemUnderChaos, type Thing, type Wrong } from './system.ts';

/** One job as the provider has it. */
export interface Booked {
  /** The name it was ordered under. */
  name: string;
  /** Their id, as the console should know it. */
  id: string;
  /** The marks of the create and of every edit, in the order in which they arrived. */
  marks: number[];
  /** What the board should say. */
  status: JobStatus;
}

export type Step =
  | { kind: 'create' | 'edit'; mark: number }
  | { kind: Exclude<CommandKind, 'create' | 'edit'> };

interface ByOutbox
  extends Pick<SystemUnderChaos, 'connections' | 'setFault' | 'outcomes' | typeof Symbol.asyncDispose> {
  letter: string;
  /** The orders of one job, of at most `most`. */
  steps(most: number, random: SeededRandom): Step[];
  books(): Booked[];
  /** Gives the order; null where it turned out that there is nothing to order. */
  give(client: Client, jobId: JobId, step: Step): Promise<unknown>;
  book(client: Client, connectionId: ConnectionId, name: string, steps: Step[]): Promise<{ jobId: JobId }>;
  /** Whether a person would wait before this order, looking at the board. */
  mustWait?(job: Job, step: Step): boolean;
  /** Whether the board shows that this order is not needed any more. */
  isNeedless?(job: Job, step: Step): boolean;
  /** How a job ends by each order that ends one. */
  ended: Partial<Record<CommandKind, JobStatus>>;
  /** By which of the job's ids it is found on the board. */
  nameOn(job: Pick<Job, 'externalIds'>): string | null;
  idOf(job: Job): string | null;
  /** The mark that a command carries, if any. */
  markOf(command: Command): number | null;
  /** The mark of the job as the board shows it. */
  shownMark(job: Job): number | null;
}

/** What is ordered for one job, and what became of ordering it. */
interface Plan {
  name: string;
  connectionId: ConnectionId;
  steps: Step[];
  jobId: JobId | null;
  /** The newest mark that was acknowledged. */
  mark: number;
}

/** So long a person looks at the board for what they wait for. */
const PATIENCE_MS = 120_000;

export function byOutbox(system: ByOutbox): SystemUnderChaos {
  const plans: Plan[] = [];

  async function give(server: RestartedServer, one: Plan, number: number): Promise<void> {
    const step = one.steps[number];
    const until = Date.now() + PATIENCE_MS;
    while (step !== undefined) {
      try {
        if (step.kind === 'create') {
          one.jobId ??= await server.ask((client) => jobNamed(client, one));
          one.jobId ??= (
            await server.order((client) => system.book(client, one.connectionId, one.name, one.steps))
          ).jobId;
          one.mark = step.mark;
          return;
        }
        const id = one.jobId;
        if (id === null) return;
        const { job, commands } = await server.ask((client) => client.jobs.get({ id }));
        const isGiven = commands.some((command) =>
          step.kind === 'edit' ? system.markOf(command) === step.mark : command.kind === step.kind,
        );
        if (!isGiven && system.mustWait?.(job, step) && Date.now() < until) {
          await sleep(50);
          continue;
        }
        if (!isGiven && !system.isNeedless?.(job, step))
          await server.order((client) => system.give(client, id, step));
        if (step.kind === 'edit') one.mark = step.mark;
        return;
      } catch (error) {
        if (!(error instanceof CutOff)) throw error;
      }
    }
  }

  async function jobNamed(client: Client, { connectionId, name }: Plan): Promise<JobId | null> {
    return (await jobsNamed(client, connectionId, name))[0] ?? null;
  }

  async function jobsNamed(client: Client, connectionId: ConnectionId, name: string): Promise<JobId[]> {
    const view = { text: name, connectionIds: [connectionId] };
    const { rows } = await client.jobs.query({ view, offset: 0, limit: 100 });
    return rows.filter((row) => system.nameOn(row) === name).map(({ id }) => id);
  }

  /** Looked up at the provider, discarded here where it is not there. */
  async function judge(server: RestartedServer, one: Plan, command: Command): Promise<boolean> {
    if (system.books().some(({ name }) => name === one.name)) return false;
    await server.ask((client) => client.outbox.discard({ commandId: command.id, evenIfUnknown: true }));
    return true;
  }

  async function compareOne(server: RestartedServer, one: Plan, wrong: Wrong): Promise<number> {
    const { jobId, name, steps } = one;
    if (jobId === null) return 0;
    const { job, commands, events } = await server.ask((client) => client.jobs.get({ id: jobId }));
    const here = await server.ask((client) => jobsNamed(client, one.connectionId, name));
    if (here.length !== 1) wrong.doubled(`${name}: ${here.length} jobs on the board`);
    const theirs = system.books().filter((booked) => booked.name === name);
    const [first] = theirs;
    const undone = commands.some(({ kind, state }) => kind === 'create' && state === 'discarded');
    for (const command of commands) {
      if (!['done', ...(undone ? ['discarded'] : [])].includes(command.state))
        wrong.unsettled(
          `${name}: ${command.kind} is ${command.state}: ${command.problem?.sentence ?? command.waitingFor}`,
        );
    }
    if (theirs.length > 1) wrong.doubled(`${name}: ${theirs.map(({ id }) => id).join(' and ')}`);
    if (first === undefined) {
      if (!undone) wrong.lost(`${name}: the provider has no such job`);
      return 0;
    }
    const { marks, status, id } = first;
    if (undone) wrong.differing(`${name}: undone here, and ${status} there`);
    if (notOrdered(marks)) wrong.disordered(`${name}: the changes arrived as ${marks.join(', ')}`);
    if (Math.max(...marks) !== one.mark)
      wrong.lost(`${name}: change ${one.mark} was acknowledged; the provider has ${marks.join(', ')}`);
    const end = steps.map(({ kind }) => system.ended[kind]).find((ended) => ended !== undefined);
    const isRight = end === undefined ? !Object.values(system.ended).includes(status) : end === status;
    if (!isRight) wrong.lost(`${name}: ${end ?? 'not ended'} by us, ${status} there`);
    if (system.idOf(job) !== id) wrong.differing(`${name}: ${system.idOf(job)} here, ${id} there`);
    if (job.status !== status) wrong.differing(`${name}: ${job.status} here, ${status} there`);
    if (system.shownMark(job) !== marks.at(-1))
      wrong.differing(`${name}: shows change ${system.shownMark(job)}, the provider has ${marks.at(-1)}`);
    const odd = events.find(({ text }) => text.includes('unexpected'));
    if (odd) wrong.disordered(`${name}: ${odd.text}`);
    return repeatedIn(marks);
  }

  const { connections, setFault, outcomes } = system;
  return {
    connections,
    setFault,
    outcomes,
    plan(orders, ids, random) {
      const things: Thing[] = [];
      for (let left = orders; left > 0; ) {
        const steps = system.steps(left, random);
        left -= steps.length;
        const one: Plan = {
          name: nameOf(system.letter, plans.length + 1),
          connectionId: random.pick(ids),
          steps,
          jobId: null,
          mark: 0,
        };
        plans.push(one);
        things.push({
          name: one.name,
          orders: steps.length,
          give: (server, number) => give(server, one, number),
        });
      }
      return things;
    },

    async rest(server, limitMs, wrong) {
      const until = Date.now() + limitMs;
      const byJob = new Map(plans.map((one) => [one.jobId, one]));
      let handed = 0;
      for (;;) {
        const listed = await server.ask((client) => client.outbox.list());
        const open = listed.filter(({ command }) => isUnsettled(command.state) && byJob.has(command.jobId));
        if (open.length === 0) return handed;
        for (const { command } of open) {
          if (command.state !== 'unknown' || command.nextAt !== null) continue;
          const one = byJob.get(command.jobId);
          if (one && (await judge(server, one, command))) handed += 1;
        }
        if (Date.now() > until) {
          for (const { command } of open)
            wrong.unsettled(`${command.kind} of ${byJob.get(command.jobId)?.name}: ${command.waitingFor}`);
          return handed;
        }
        await sleep(200);
      }
    },

    async compare(server, wrong) {
      await look(server, plans);
      let repeated = 0;
      for (const one of plans) repeated += await compareOne(server, one, wrong);
      for (const { name, id } of system.books()) {
        if (!plans.some((one) => one.name === name)) wrong.doubled(`${id}: nobody ordered ${name}`);
      }
      return repeated;
    },
    [Symbol.asyncDispose]: () => system[Symbol.asyncDispose](),
  };
}

/** Create, up to four edits, and now and then an end. */
export function commonSteps(
  most: number,
  random: SeededRandom,
  ends: readonly Exclude<CommandKind, 'create' | 'edit'>[],
): Step[] {
  const ended = most > 1 && random.chance(0.3);
  const edits = Math.min(Math.floor(random.between(0, 4.5)), most - 1 - (ended ? 1 : 0));
  return [
    { kind: 'create', mark: 1 },
    ...Array.from({ length: edits }, (_, number): Step => ({ kind: 'edit', mark: number + 2 })),
    ...(ended ? [{ kind: random.pick(ends) }] : []),
  ];
}

/** Every job is asked about once more, as with a click on Refresh. */
async function look(server: RestartedServer, plans: Plan[]): Promise<void> {
  const ids = plans.flatMap(({ jobId }) => jobId ?? []);
  for (let from = 0; from < ids.length; from += 60) {
    const some = ids.slice(from, from + 60);
    await server.ask((client) => client.jobs.refresh({ ids: some }));
  }
}
