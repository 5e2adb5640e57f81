// Part 1: many creates, edits and cancels while everything goes wrong and the process is killed with -9 again and again.
// In the end the provider's books and ours are compared. The seed decides orders, weather and kills; the machine decides
// what they meet.

import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultDial } from '../../electron/core/practice/faults.ts';
import { SeededRandom } from '../../electron/core/practice/seeded-random.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { type RestartedServer, startRestarted } from './restarted-server.ts';
import type { SystemUnderChaos, Thing, Wrong } from './systems/system.ts';
import { SYSTEMS } from './systems.ts';
import { createTally, type PartOutcome } from './tally.ts';

interface Options {
  commands: number;
  kills: number;
  seed: number;
  say: (line: string) => void;
}

/** How many times faster the clock of server and providers runs. */
const FACTOR = 10;
const AT_ONCE = 10;
/** Real time until everything must have come to rest once the weather is clear: half an hour of the server's. */
const REST_LIMIT_MS = 180_000;

/** A simulated provider has taken in what it was sent, by its clock. */
const PROCESSED_MS = 6_000;

/** Ways to go wrong by name; each struck request is one of several. */
const WEATHER: Record<string, FaultDial> = {
  'no answer, nothing done': { kind: 'timeout-before', rate: 0.2 },
  'no answer, done all the same': { kind: 'timeout-after', rate: 0.2 },
  'reset, nothing done': { kind: 'reset-before', rate: 0.5 },
  'reset, done all the same': { kind: 'reset-after', rate: 0.5 },
  '429 with Retry-After': { kind: '429', rate: 0.4, retryAfterS: 2 },
  '429 without Retry-After': { kind: '429', rate: 0.2 },
  '500': { kind: '500', rate: 0.5 },
  '503 with Retry-After': { kind: '503', rate: 0.3, retryAfterS: 1 },
  'a web page with 200': { kind: 'html', rate: 0.5 },
  'an empty body, done': { kind: 'empty', rate: 0.4 },
  'half a body, done': { kind: 'half-body', rate: 0.5 },
  'a garbled body, done': { kind: 'garbage', rate: 0.4 },
  slow: { latencyMs: 80 },
};

export async function commands({ commands: wanted, kills, seed, say }: Options): Promise<PartOutcome> {
  const tally = createTally('commands');
  const wrong: Wrong = {
    refused: tally.never('orders the console refused'),
    lost: tally.never('lost', 'acknowledged, and the provider never got it'),
    doubled: tally.never('doubled', 'two at the provider, or on the board, for one order'),
    disordered: tally.never('out of order', 'an older change arrived after a newer one'),
    unsettled: tally.never('still unsettled at the end'),
    differing: tally.never('differences between board and provider'),
  };
  const random = new SeededRandom(seed, 'orders');
  await using server = await startRestarted(FACTOR);
  await using stack = new AsyncDisposableStack();
  const systems: SystemUnderChaos[] = [];
  const planned: { thing: Thing; place: number }[] = [];
  const shares: { name: string; system: SystemUnderChaos; orders: number; things: number }[] = [];
  for (const [name, { start, share }] of Object.entries(SYSTEMS)) {
    const system = stack.use(await start({ seed, now: server.now }));
    systems.push(system);
    const ids: ConnectionId[] = [];
    for (const connection of system.connections) {
      ids.push((await server.ask((client) => client.connections.create(connection))).id);
    }
    const things = system.plan(Math.round(wanted * share), ids, random);
    planned.push(...things.map((thing) => ({ thing, place: random.next() })));
    const orders = things.reduce((sum, thing) => sum + thing.orders, 0);
    shares.push({ name, system, orders, things: things.length });
  }
  const things = planned.toSorted((a, b) => a.place - b.place).map(({ thing }) => thing);
  const total = shares.reduce((sum, { orders }) => sum + orders, 0);
  let ordered = 0;

  const overcast = new AbortController();
  const storms = new Set<string>();
  const weather = makeWeather(systems, new SeededRandom(seed, 'weather'), overcast.signal, storms);
  const killing = killAtRandom(server, kills, total, () => ordered, new SeededRandom(seed, 'kills'));
  const left = things.values();
  const work = async (worker: number) => {
    const pace = new SeededRandom(seed, 'pace', worker);
    for (const thing of left) {
      for (let order = 0; order < thing.orders; order += 1) {
        await thing
          .give(server, order)
          .catch((error: unknown) => wrong.refused(`${thing.name}, order ${order}: ${String(error)}`));
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
  for (const system of systems) system.setFault({});
  say(`All ${ordered} orders given after ${server.kills()} kills; waiting for rest`);

  const judged = await Promise.all(systems.map((system) => system.rest(server, REST_LIMIT_MS, wrong)));
  await sleep(PROCESSED_MS / FACTOR);
  await server.ask((client) => client.settings.update({ polling: { requestsPerSecond: 50 } }));
  let repeated = 0;
  for (const system of systems) repeated += await system.compare(server, wrong);
  for (const [, words] of server.stderr().matchAll(/"level":"error".*?"message":"(Bug:[^"]*)"/g))
    wrong.differing(`The server noted: ${words}`);
  tally.seen('orders given', ordered, '', `${things.length} jobs, parcels, labels, accounts; seed ${seed}`);
  for (const { name, system, orders, things: count } of shares) {
    const struck = struckOf(system);
    tally.seen(`of these to ${name}`, orders, '', `for ${count}; ${struck} requests went wrong on purpose`);
  }
  tally.seen('kill -9', server.kills());
  tally.seen(
    'requests that went wrong on purpose',
    systems.reduce((sum, system) => sum + struckOf(system), 0),
  );
  tally.seen('kinds of trouble met', storms.size, '', [...storms].sort().join(', '));
  tally.seen(
    'orders that a person had to judge',
    judged.reduce((sum, count) => sum + count, 0),
    '',
    'bookings without an answer after three attempts, registrations that nobody can look up; each rightly',
  );
  tally.seen('changes that arrived twice', repeated, '', 'the same values again, by decision 1: harmless');
  return tally.outcome();
}

function struckOf(system: SystemUnderChaos): number {
  return system.outcomes().filter((outcome) => !/^\d+$/.test(outcome) || /^(429|50[03])$/.test(outcome))
    .length;
}

async function makeWeather(
  systems: SystemUnderChaos[],
  random: SeededRandom,
  until: AbortSignal,
  storms: Set<string>,
): Promise<void> {
  while (!until.aborted) {
    for (const system of systems) {
      if (random.chance(0.25)) {
        system.setFault({});
        continue;
      }
      const [name, dial] = random.pick(Object.entries(WEATHER));
      storms.add(name);
      system.setFault(dial);
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
