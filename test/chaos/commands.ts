// Part 1: many creates, edits and cancels while everything goes wrong and the process is killed with -9 again and again.
// In the end the provider's books and ours are compared. The seed decides orders, weather and kills; the machine decides
// what they meet.

import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '../../electron/core/practice/seeded-random.ts';
import { type Command, isUnsettled } from '../../shared/domain/command.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { Client } from '../support/server-process.ts';
import { CutOff, type RestartedServer, startRestarted } from './restarted-server.ts';
import { SYSTEMS } from './systems.ts';
import { createTally, type PartOutcome } from './tally.ts';

interface Options {
  commands: number;
  kills: number;
  seed: number;
  say: (line: string) => void;
}

/** How many times faster the clock of server and provider runs. */
const FACTOR = 10;
const AT_ONCE = 10;
/** Real time until everything must have come to rest once the weather is clear: half an hour of the server's. */
const REST_LIMIT_MS = 180_000;

/** A simulated provider has taken in what it was sent, by its clock. */
const PROCESSED_MS = 6_000;

type System = Awaited<ReturnType<(typeof SYSTEMS)[string]>>;

/** What is ordered for one job, and what became of ordering it. */
interface Plan {
  name: string;
  system: System;
  connectionId: ConnectionId;
  edits: number;
  cancelled: boolean;
  jobId: JobId | null;
  /** The newest mark that was acknowledged. */
  mark: number;
}

export async function commands({ commands: wanted, kills, seed, say }: Options): Promise<PartOutcome> {
  const tally = createTally('commands');
  const refused = tally.never('orders the console refused');
  const lost = tally.never('lost', 'acknowledged, and the provider never got it');
  const doubled = tally.never('doubled', 'two jobs at the provider for one order');
  const disordered = tally.never('out of order', 'an older change arrived after a newer one');
  const unsettled = tally.never('still unsettled at the end');
  const differing = tally.never('jobs on which board and provider differ');
  const random = new SeededRandom(seed, 'orders');
  await using server = await startRestarted(FACTOR);
  await using stack = new AsyncDisposableStack();
  const plans: Plan[] = [];
  const systems: System[] = [];
  for (const start of Object.values(SYSTEMS)) {
    const system = stack.use(await start({ seed, now: server.now }));
    systems.push(system);
    const ids: ConnectionId[] = [];
    for (const connection of system.connections) {
      ids.push((await server.ask((client) => client.connections.create(connection))).id);
    }
    plans.push(...plan(system, ids, Math.ceil(wanted / Object.keys(SYSTEMS).length), random));
  }
  let ordered = 0;

  const overcast = new AbortController();
  const storms = new Set<string>();
  const weather = makeWeather(systems, new SeededRandom(seed, 'weather'), overcast.signal, storms);
  const killing = killAtRandom(server, kills, wanted, () => ordered, new SeededRandom(seed, 'kills'));
  const left = plans.values();
  const work = async (worker: number) => {
    const pace = new SeededRandom(seed, 'pace', worker);
    for (const one of left) {
      for (let step = 0; step <= one.edits + (one.cancelled ? 1 : 0); step += 1) {
        await order(server, one, step, refused);
        ordered += 1;
        if (ordered % 100 === 0) say(`${ordered} orders given, ${server.kills()} kills`);
        await sleep(pace.between(0, 80));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => work(worker)));
  await killing;
  overcast.abort();
  await weather;
  for (const system of systems) system.clear();
  say(`All ${ordered} orders given after ${server.kills()} kills; waiting for rest`);

  const handed = await comeToRest(server, plans, unsettled);
  await look(server, plans);
  let repeated = 0;
  for (const one of plans) {
    const { jobId, name, system } = one;
    if (jobId === null) continue;
    const { job, commands: given, events } = await server.ask((client) => client.jobs.get({ id: jobId }));
    const theirs = system.books().filter((booked) => booked.name === name);
    const [first] = theirs;
    const undone = given.some(({ kind, state }) => kind === 'create' && state === 'discarded');
    for (const command of given) {
      if (!['done', ...(undone ? ['discarded'] : [])].includes(command.state))
        unsettled(
          `${name}: ${command.kind} is ${command.state}: ${command.problem?.sentence ?? command.waitingFor}`,
        );
    }
    if (theirs.length > 1) doubled(`${name}: ${theirs.map(({ id }) => id).join(' and ')}`);
    if (first === undefined) {
      if (!undone) lost(`${name}: the provider has no such job`);
      continue;
    }
    if (undone) differing(`${name}: undone here, and ${first.status} there`);
    repeated += first.marks.filter((mark, at) => mark === first.marks[at - 1]).length;
    if (first.marks.some((mark, at) => mark < (first.marks[at - 1] ?? 0)))
      disordered(`${name}: the changes arrived as ${first.marks.join(', ')}`);
    if (Math.max(...first.marks) !== one.mark)
      lost(`${name}: change ${one.mark} was acknowledged; the provider has ${first.marks.join(', ')}`);
    if (one.cancelled !== (first.status === 'cancelled'))
      lost(`${name}: ${one.cancelled ? '' : 'not '}cancelled by us, ${first.status} there`);
    if (job.externalIds.requestId !== first.id)
      differing(`${name}: ${job.externalIds.requestId} here, ${first.id} there`);
    if (job.status !== first.status) differing(`${name}: ${job.status} here, ${first.status} there`);
    if (system.shownMark(job) !== first.marks.at(-1))
      differing(`${name}: shows change ${system.shownMark(job)}, the provider has ${first.marks.at(-1)}`);
    const odd = events.find(({ text }) => text.includes('unexpected'));
    if (odd) disordered(`${name}: ${odd.text}`);
  }
  for (const system of systems) {
    for (const { name, id } of system.books()) {
      if (!plans.some((one) => one.name === name)) doubled(`${id}: nobody ordered ${name}`);
    }
  }
  for (const [, words] of server.stderr().matchAll(/"level":"error".*?"message":"(Bug:[^"]*)"/g))
    differing(`The server noted: ${words}`);
  tally.seen('orders given', ordered, '', `${plans.length} jobs, seed ${seed}`);
  tally.seen('kill -9', server.kills());
  const struck = systems.reduce((sum, system) => sum + system.struck(), 0);
  tally.seen('requests that went wrong on purpose', struck);
  tally.seen('kinds of trouble met', storms.size, '', [...storms].sort().join(', '));
  tally.seen(
    'bookings that a person had to judge',
    handed,
    '',
    'three attempts without an answer; each rightly',
  );
  tally.seen('changes that arrived twice', repeated, '', 'the same values again, by decision 1: harmless');
  return tally.outcome();
}

function plan(system: System, ids: ConnectionId[], commands: number, random: SeededRandom): Plan[] {
  const plans: Plan[] = [];
  for (let left = commands; left > 0; ) {
    const cancelled = left > 1 && random.chance(0.3);
    const edits = Math.min(Math.floor(random.between(0, 4.5)), left - 1 - (cancelled ? 1 : 0));
    left -= 1 + edits + (cancelled ? 1 : 0);
    const name = `CHAOS-${plans.length + 1}`;
    plans.push({ name, system, connectionId: random.pick(ids), edits, cancelled, jobId: null, mark: 0 });
  }
  return plans;
}

/** Gives one order as a person would: cut off, they look whether it is there and otherwise give it again. */
async function order(
  server: RestartedServer,
  one: Plan,
  step: number,
  refused: (detail: string) => void,
): Promise<void> {
  const { system, connectionId, name } = one;
  for (;;) {
    try {
      if (step === 0) {
        one.jobId ??= await server.ask((client) => jobNamed(client, connectionId, name));
        one.jobId ??= (await server.order((client) => system.book(client, connectionId, name, 1))).jobId;
        one.mark = 1;
        return;
      }
      const id = one.jobId;
      if (id === null) return;
      const { commands: given } = await server.ask((client) => client.jobs.get({ id }));
      if (step <= one.edits) {
        const mark = step + 1;
        if (!given.some((command) => system.markOf(command) === mark))
          await server.order((client) => system.edit(client, id, mark));
        one.mark = mark;
      } else if (!given.some(({ kind }) => kind === 'cancel')) {
        await server.order((client) => system.cancel(client, id));
      }
      return;
    } catch (error) {
      if (error instanceof CutOff) continue;
      refused(`${name}, order ${step}: ${String(error)}`);
      return;
    }
  }
}

async function jobNamed(client: Client, connectionId: ConnectionId, name: string): Promise<JobId | null> {
  const { rows } = await client.jobs.query({
    view: { text: name, connectionIds: [connectionId] },
    offset: 0,
    limit: 100,
  });
  return rows.find(({ externalIds }) => externalIds.externalId === name)?.id ?? null;
}

async function makeWeather(
  systems: System[],
  random: SeededRandom,
  until: AbortSignal,
  storms: Set<string>,
): Promise<void> {
  while (!until.aborted) {
    for (const { weather, clear } of systems) {
      if (random.chance(0.25)) {
        clear();
        continue;
      }
      const [name, strike] = random.pick(Object.entries(weather));
      storms.add(name);
      strike();
    }
    await sleep(random.between(50, 500), undefined, { signal: until }).catch(() => undefined);
  }
}

/** Spread over the orders, and a few more when all are given and much is still on its way. */
async function killAtRandom(
  server: RestartedServer,
  kills: number,
  orders: number,
  ordered: () => number,
  random: SeededRandom,
): Promise<void> {
  const after = Array.from({ length: kills }, () => random.between(0, orders)).sort((a, b) => a - b);
  for (const count of after) {
    while (ordered() < count) await sleep(5);
    await sleep(random.between(0, 150));
    await server.kill();
  }
  while (ordered() < orders) await sleep(20);
  for (let late = 0; late < Math.ceil(kills / 4); late += 1) {
    await sleep(random.between(100, 1_500));
    await server.kill();
  }
}

/**
 * Waits until nothing is unsettled. What the machine hands to a person is judged as its sentence asks: looked up at the
 * provider, discarded here, booked anew under the same name. Answers how many that were.
 */
async function comeToRest(
  server: RestartedServer,
  plans: Plan[],
  unsettled: (detail: string) => void,
): Promise<number> {
  const until = Date.now() + REST_LIMIT_MS;
  let handed = 0;
  for (;;) {
    const listed = await server.ask((client) => client.outbox.list());
    const open = listed.filter(({ command }) => isUnsettled(command.state));
    if (open.length === 0) return handed;
    for (const { command } of open) {
      if (command.state !== 'unknown' || command.nextAt !== null) continue;
      const one = plans.find(({ jobId }) => jobId === command.jobId);
      if (one && (await judge(server, one, command))) handed += 1;
    }
    if (Date.now() > until) {
      for (const { command } of open) unsettled(`${command.kind} of ${command.jobId}: ${command.waitingFor}`);
      return handed;
    }
    await sleep(200);
  }
}

async function judge(server: RestartedServer, one: Plan, command: Command): Promise<boolean> {
  if (one.system.books().some(({ name }) => name === one.name)) return false;
  await server.ask((client) => client.outbox.discard({ commandId: command.id, evenIfUnknown: true }));
  return true;
}

/** Every job is asked about once more, as with a click on Refresh, when providers are through with the last of them. */
async function look(server: RestartedServer, plans: Plan[]): Promise<void> {
  await sleep(PROCESSED_MS / FACTOR);
  await server.ask((client) => client.settings.update({ polling: { requestsPerSecond: 50 } }));
  const ids = plans.flatMap(({ jobId }) => jobId ?? []);
  for (let from = 0; from < ids.length; from += 60) {
    const some = ids.slice(from, from + 60);
    await server.ask((client) => client.jobs.refresh({ ids: some }));
  }
}
