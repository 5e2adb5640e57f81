// Orderly Hub under chaos: carrier accounts made, renamed, given other credentials, switched on and off, deleted.

import { startOrderlyHubSimulator } from '../../../electron/core/practice/orderly-hub/start-orderly-hub-simulator.ts';
import type { CarrierAccount, CarrierAccountChanges } from '../../../shared/contract/carrier-accounts.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { RestartedServer } from '../restarted-server.ts';
import { asPerson } from './as-person.ts';
import { nameOf, notOrdered, repeatedIn, type StartSystem, type Thing } from './system.ts';

const KEY = 'oh_chaos';
const SCOPES = ['carrier-accounts:read', 'carrier-accounts:write'];
const WHOLE_PAGE = 100;

interface Plan {
  name: string;
  connectionId: ConnectionId;
  edits: number;
  removed: boolean;
  id: string | null;
  mark: number;
}

/** Every change carries its number beside what it changes. */
function changesFor(name: string, mark: number): CarrierAccountChanges {
  const metadata = { mark };
  switch (mark % 3) {
    case 0:
      return { metadata, name: `${name} renamed ${mark}` };
    case 1:
      return { metadata, credentials: { apiKey: `ct_live_${mark}_${name}` } };
    default:
      return { metadata, status: mark % 2 === 0 ? 'inactive' : 'active' };
  }
}

export const orderlyHub: StartSystem = async ({ seed, now }) => {
  const hub = await startOrderlyHubSimulator({ keys: [{ key: KEY, scopes: SCOPES }], clock: now, seed });
  const plans: Plan[] = [];

  async function named(
    server: RestartedServer,
    { connectionId, name }: Plan,
  ): Promise<CarrierAccount | undefined> {
    for (let page = 1; ; page += 1) {
      const { data, pagination } = await server.ask((client) =>
        client.carrierAccounts.list({ connectionId, page, limit: WHOLE_PAGE }),
      );
      const found = data.find((account) => account.name === name);
      if (found || !pagination.hasMore) return found;
    }
  }

  async function make(server: RestartedServer, one: Plan): Promise<void> {
    const { name, connectionId } = one;
    const made = await asPerson(async (before) => {
      const there = before?.cutOff ? await named(server, one) : undefined;
      if (there) return there;
      const account = {
        name,
        carrier: 'coldtrack',
        credentials: { apiKey: `ct_live_1_${name}` },
        metadata: { mark: 1 },
      };
      return (await server.order((client) => client.carrierAccounts.create({ connectionId, account }))).data;
    });
    one.id = made.id;
    one.mark = 1;
  }

  async function change(server: RestartedServer, one: Plan, mark: number): Promise<void> {
    const { connectionId, id, name } = one;
    const changes = changesFor(name, mark);
    await asPerson(() =>
      server.order((client) => client.carrierAccounts.update({ connectionId, id: id ?? '', changes })),
    );
    one.mark = mark;
  }

  async function remove(server: RestartedServer, { connectionId, id }: Plan): Promise<void> {
    await asPerson(async (before) => {
      // Deleted the first time, and nobody said so.
      if (before?.kind === 'not-found') return;
      await server.order((client) => client.carrierAccounts.remove({ connectionId, id: id ?? '' }));
    });
  }

  return {
    connections: [{ provider: 'orderly-hub', label: 'Hub', baseUrl: hub.url, secret: { apiKey: KEY } }],
    setFault: hub.setFault,
    outcomes: () => hub.requests().map(({ outcome }) => outcome),
    plan(orders, ids, random) {
      const things: Thing[] = [];
      for (let left = orders; left > 0; ) {
        const removed = left > 1 && random.chance(0.3);
        const edits = Math.min(Math.floor(random.between(0, 4.5)), left - 1 - (removed ? 1 : 0));
        left -= 1 + edits + (removed ? 1 : 0);
        const name = nameOf('A', plans.length + 1);
        const one: Plan = { name, connectionId: random.pick(ids), edits, removed, id: null, mark: 0 };
        plans.push(one);
        things.push({
          name,
          orders: 1 + edits + (removed ? 1 : 0),
          give(server, order) {
            if (order === 0) return make(server, one);
            return order <= edits ? change(server, one, order + 1) : remove(server, one);
          },
        });
      }
      return things;
    },

    /** Whoever ordered has waited for the answer. */
    rest: async () => 0,

    async compare(server, wrong) {
      let repeated = 0;
      const books = hub.books();
      for (const one of plans) {
        const { name, connectionId, id, removed } = one;
        if (id === null) continue;
        const theirs = books.filter(({ received }) => (received[0] as { name?: string }).name === name);
        const [booked] = theirs;
        if (theirs.length > 1) wrong.doubled(`${name}: ${theirs.length} accounts`);
        if (booked === undefined) {
          wrong.lost(`${name}: the hub has no such account`);
          continue;
        }
        const marks = booked.received.flatMap(
          (said) => (said as { metadata?: { mark?: number } }).metadata?.mark ?? [],
        );
        repeated += repeatedIn(marks);
        if (notOrdered(marks)) wrong.disordered(`${name}: the changes arrived as ${marks.join(', ')}`);
        if (marks.at(-1) !== one.mark)
          wrong.lost(`${name}: change ${one.mark} was acknowledged; the hub has ${marks.join(', ')}`);
        if (booked.removed !== removed)
          wrong.lost(`${name}: ${removed ? '' : 'not '}deleted by us, ${booked.removed ? '' : 'not '}there`);
        if (booked.id !== id) wrong.differing(`${name}: ${id} here, ${booked.id} there`);
        if (removed) continue;
        const { data } = await server.ask((client) => client.carrierAccounts.get({ connectionId, id }));
        if (data.metadata.mark !== marks.at(-1))
          wrong.differing(`${name}: shows change ${data.metadata.mark}, the hub has ${marks.at(-1)}`);
      }
      const there = new Set(hub.accounts().map(({ id }) => id));
      for (const { id } of plans) if (id !== null) there.delete(id);
      for (const id of there) wrong.doubled(`${id}: nobody ordered this account`);
      return repeated;
    },
    [Symbol.asyncDispose]: () => hub.stop(),
  };
};
