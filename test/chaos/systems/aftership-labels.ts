// AfterShip's shipping under chaos: labels made and cancelled. A label is money: the machine sends each once, and what has no
// answer waits for a person, who looks for it and sends it again where it is not there.

import { setTimeout as sleep } from 'node:timers/promises';
import { PRACTICE_SHIPPERS } from '../../../electron/core/practice/aftership/shipping/practice-shipping.ts';
import { startAfterShipShippingSimulator } from '../../../electron/core/practice/aftership/shipping/start-aftership-shipping-simulator.ts';
import type { LabelRequest } from '../../../shared/contract/labels.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { RestartedServer } from '../restarted-server.ts';
import { asPerson } from './as-person.ts';
import { nameOf, type StartSystem, type Thing } from './system.ts';

const KEY = 'asat-chaos-labels';
const DAY_MS = 24 * 60 * 60_000;

interface Plan {
  name: string;
  connectionId: ConnectionId;
  cancelled: boolean;
  id: string | null;
  /** How often somebody said that it should be sent. */
  sends: number;
}

export const aftershipLabels: StartSystem = async ({ seed, now }) => {
  const simulator = await startAfterShipShippingSimulator({ apiKeys: [KEY], filled: true, clock: now, seed });
  const plans: Plan[] = [];

  async function make(server: RestartedServer, one: Plan): Promise<void> {
    const { connectionId, name } = one;
    one.id = await asPerson(async (before) => {
      const { attempts } = await server.ask((client) => client.labels.attempts.list({ connectionId }));
      const mine = attempts.find(({ request }) => (request as LabelRequest).references?.includes(name));
      if (mine) {
        const { id } = mine;
        const { foundId } = await server.ask((client) => client.labels.attempts.look({ id }));
        if (foundId !== null) return foundId;
        one.sends += 1;
        return (await server.order((client) => client.labels.attempts.sendAgain({ id }))).madeId;
      }
      if (before !== null) {
        const created_at_min = new Date(now() - DAY_MS).toISOString();
        const { items } = await server.ask((client) =>
          client.labels.list({ connectionId, s: name, created_at_min }),
        );
        if (items[0]) return items[0].id;
      }
      one.sends += 1;
      const made = await server.order((client) =>
        client.labels.create({ connectionId, request: labelFor(name) }),
      );
      return made.label.id;
    });
  }

  async function cancel(server: RestartedServer, { connectionId, id }: Plan): Promise<void> {
    await asPerson(() =>
      server.order((client) => client.labels.cancelLabels.create({ connectionId, label: { id: id ?? '' } })),
    );
  }

  return {
    connections: [
      {
        provider: 'aftership',
        label: 'Labels',
        baseUrl: simulator.url,
        options: { shippingBaseUrl: simulator.url },
        secret: { apiKey: KEY },
      },
    ],
    setFault: simulator.setFault,
    outcomes: () => simulator.requests().map(({ outcome }) => outcome),
    plan(orders, ids, random) {
      const things: Thing[] = [];
      for (let left = orders; left > 0; ) {
        const cancelled = left > 1 && random.chance(0.4);
        left -= cancelled ? 2 : 1;
        const name = nameOf('L', plans.length + 1);
        const one: Plan = { name, connectionId: random.pick(ids), cancelled, id: null, sends: 0 };
        plans.push(one);
        things.push({
          name,
          orders: cancelled ? 2 : 1,
          give: (server, order) => (order === 0 ? make(server, one) : cancel(server, one)),
        });
      }
      return things;
    },

    async rest(server, limitMs, wrong) {
      const until = Date.now() + limitMs;
      const ids = [...new Set(plans.map(({ connectionId }) => connectionId))];
      for (const connectionId of ids) {
        for (;;) {
          const { attempts } = await server.ask((client) => client.labels.attempts.list({ connectionId }));
          if (attempts.length === 0) break;
          if (Date.now() > until) {
            for (const { kind, problem } of attempts) wrong.unsettled(`${kind}: ${problem}`);
            break;
          }
          await sleep(200);
        }
      }
      return 0;
    },

    async compare(server, wrong) {
      const { labels } = simulator.books();
      const asked = simulator.requests().filter(({ line }) => line === 'POST /postmen/v3/labels');
      for (const { name, connectionId, id, cancelled, sends } of plans) {
        if (id === null) continue;
        const theirs = labels.filter(({ references }) => references.includes(name));
        const [first] = theirs;
        if (theirs.length > 1) wrong.doubled(`${name}: ${theirs.length} labels`);
        if (first === undefined) {
          wrong.lost(`${name}: AfterShip has no such label`);
          continue;
        }
        const left = asked.filter(({ body }) => (body as LabelRequest).references?.includes(name)).length;
        if (left > sends) wrong.doubled(`${name}: sent ${left} times, ordered ${sends} times`);
        if (first.id !== id) wrong.differing(`${name}: ${id} here, ${first.id} there`);
        if ((first.status === 'cancelled') !== cancelled)
          wrong.lost(`${name}: ${cancelled ? '' : 'not '}cancelled by us, ${first.status} there`);
        const shown = await server.ask((client) => client.labels.get({ connectionId, id }));
        if (shown.label.status !== first.status)
          wrong.differing(`${name}: ${shown.label.status} here, ${first.status} there`);
      }
      return 0;
    },
    [Symbol.asyncDispose]: () => simulator.stop(),
  };
};

const address = { contact_name: 'Ada', street1: '12 Howard Street', country: 'USA' };

export function labelFor(name: string): LabelRequest {
  return {
    service_type: 'fedex_ground',
    shipper_account: { id: PRACTICE_SHIPPERS[0]?.id ?? '' },
    references: [name],
    shipment: {
      ship_from: address,
      ship_to: address,
      parcels: [
        {
          box_type: 'custom',
          dimension: { width: 1, height: 1, depth: 1, unit: 'cm' },
          weight: { unit: 'kg', value: 1 },
          items: [{ quantity: 1, description: 'Tea' }],
        },
      ],
    },
  };
}
