// Shipping Order under chaos: shipments sent, changed, cancelled, and some that could not be placed, mended and retried.

import {
  OPERATIONS,
  PRACTICE_CLIENT,
  startShippingOrderSimulator,
} from '../../../electron/core/practice/shipping-order/start-shipping-order-simulator.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import { byOutbox, commonSteps, type Step } from './by-outbox.ts';
import { marked, markIn, type StartSystem } from './system.ts';

const STATUSES: Record<string, JobStatus> = {
  ORDER_DISPATCHED: 'accepted',
  ORDER_CANCELLED: 'cancelled',
  ORDER_FAILED: 'failed',
};
/** Its postal code is known to nobody: taken into the books, and not placed. */
const NOWHERE = '00000';
const ADDRESS = { street1: '1 Main St', postalCode: '20190' };

const instructions = (said: unknown) =>
  markIn((said as { deliveryInstructions?: unknown }).deliveryInstructions);
const isRetried = (steps: Step[]) => steps.some(({ kind }) => kind === 'retry');

export const shippingOrder: StartSystem = async ({ seed, now }) => {
  // No shipment moves on by itself: it is to be changed.
  const office = await startShippingOrderSimulator({ seed, clock: now, stepMs: 1_000 * 3_600_000 });
  return byOutbox({
    letter: 'S',
    connections: [
      {
        provider: 'shipping-order',
        label: 'Shop',
        baseUrl: office.url,
        options: { tokenUrl: office.tokenUrl },
        secret: { ...PRACTICE_CLIENT },
      },
    ],
    setFault: (dial) => office.setFault({ ...dial, operations: [...OPERATIONS, 'token'] }),
    outcomes: () => office.requests().map(({ outcome }) => outcome),
    steps: (most, random) =>
      most >= 3 && random.chance(0.25)
        ? [{ kind: 'create', mark: 1 }, { kind: 'edit', mark: 2 }, { kind: 'retry' }]
        : commonSteps(most, random, ['cancel']),
    books: () =>
      office.books().map(({ id, orderExternalId, status, received }) => ({
        name: orderExternalId,
        id,
        marks: received.flatMap((said) => instructions(said) ?? []),
        status: STATUSES[status] ?? 'unknown',
      })),
    book: (client, connectionId, name, steps) =>
      client.shipments.create({
        connectionId,
        shipment: {
          orderExternalId: name,
          locationExternalId: 'STORE-7',
          deliveryAddress: isRetried(steps) ? { ...ADDRESS, postalCode: NOWHERE } : ADDRESS,
          deliveryContact: { name: 'Ada Example', phone: '+12025550101' },
          deliveryInstructions: marked(1),
        },
      }),
    give: (client, jobId, step) => {
      if (step.kind === 'edit') {
        const changes = { deliveryInstructions: marked(step.mark), deliveryAddress: ADDRESS };
        return client.shipments.edit({ jobId, changes });
      }
      if (step.kind === 'retry') return client.shipments.retry({ jobId });
      return client.shipments.cancel({ jobId });
    },
    // Placed again once the board says that it was not placed; mended before it ever left, it needs none.
    mustWait: ({ status }, { kind }) => kind === 'retry' && status !== 'failed' && status !== 'accepted',
    isNeedless: ({ status }, { kind }) => kind === 'retry' && status === 'accepted',
    ended: { cancel: 'cancelled' },
    nameOn: ({ externalIds }) => externalIds.externalId,
    idOf: ({ externalIds }) => externalIds.jobId,
    markOf: ({ payload }) => instructions(payload),
    shownMark: (job) => markIn(job.instructions),
    [Symbol.asyncDispose]: () => office.stop(),
  });
};
