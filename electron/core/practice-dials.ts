// The dials of practice in the words of the contract, turned into those of the simulated systems. Made by practice-desk.ts
// for its simulators; a person turns them through rpc/practice.ts.

import type { PracticeChange, PracticeDials, PracticeFault } from '../../shared/contract/practice.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { PROVIDER_NAMES, type ProviderName } from '../../shared/domain/provider-name.ts';
import type { ConnectionService } from './connections/connection-service.ts';
import type { Logger } from './ports.ts';
import type { FaultDial } from './practice/faults.ts';
import type { TwinJetSimulator } from './practice/twinjet/twinjet-simulator.ts';
import { Refusal } from './refusal.ts';

export interface PracticeControls {
  dials(): Promise<PracticeDials>;
  set(change: PracticeChange): Promise<PracticeDials>;
  /** NOT_FOUND for a connection that is not to this simulator. */
  setToken(connectionId: ConnectionId, revoked: boolean): Promise<PracticeDials>;
}

/** A simulator whose requests can go wrong. */
interface Faulty {
  setFault(dial: FaultDial): void;
  cutNetwork(cut: boolean): Promise<void>;
}

/** A simulator in which something happens by itself. */
interface Living {
  setSpeed(speed: number): void;
  pauseLife(paused: boolean): void;
}

interface Options {
  /** Every simulator of each system. */
  systems: Record<ProviderName, readonly Faulty[]>;
  living: readonly Living[];
  /** Whose jobs arrive by themselves, and whose tokens can be taken. */
  simulator: TwinJetSimulator;
  connections: ConnectionService;
  tokenOf: ReadonlyMap<ConnectionId, string>;
  begin: Pick<PracticeDials, 'speed' | 'arrivalsPerHour'>;
  log: Logger;
}

/** What a simulator does for each fault; cutting the network is another dial. */
const FAULTS: Record<Exclude<PracticeFault, 'network-cut'>, FaultDial> = {
  none: {},
  'no-answer': { kind: 'timeout-before' },
  'answer-lost': { kind: 'reset-after' },
  // Longer than anybody waits within one request, so that it is told at once.
  'too-many-requests': { kind: '429', retryAfterS: 40 },
  'server-errors': { kind: '500' },
  slow: {},
  garbage: { kind: 'garbage' },
};

/** What is ordered. A question that is lost as well would never tell what became of it. */
const ORDERS: Record<ProviderName, FaultDial> = {
  twinjet: { paths: ['/api/v1/jobs'] },
  aftership: { methods: ['POST', 'PUT', 'PATCH', 'DELETE'] },
  'shipping-order': { operations: ['create', 'edit', 'cancel', 'retry'] },
  'orderly-hub': { methods: ['POST', 'PATCH', 'DELETE'] },
  'jet-delivery': { operations: ['pre-register', 'pre-register-resend', 'start', 'step1', 'step2'] },
};
const NO_FAULT: PracticeDials['fault'] = { kind: 'none', provider: null, rate: 1, latencyMs: 0 };

export function createPracticeDials(options: Options): PracticeControls {
  const { systems, living, simulator, connections, tokenOf, begin, log } = options;
  const revoked = new Set<ConnectionId>();
  let standing: Omit<PracticeDials, 'tokens'> = {
    ...begin,
    paused: false,
    fault: NO_FAULT,
  };

  async function dials(): Promise<PracticeDials> {
    const tokens = (await connections.list())
      .filter(({ id }) => tokenOf.has(id))
      .map(({ id, label }) => ({ connectionId: id, label, revoked: revoked.has(id) }));
    return { ...standing, tokens };
  }

  async function setFault(wanted: PracticeDials['fault']): Promise<void> {
    for (const name of PROVIDER_NAMES) {
      const isMeant = wanted.provider === null || wanted.provider === name;
      const { kind, rate, latencyMs } = isMeant ? wanted : NO_FAULT;
      for (const one of systems[name]) {
        if (kind === 'network-cut') {
          await one.cutNetwork(true);
          continue;
        }
        one.setFault({ ...FAULTS[kind], ...(kind === 'answer-lost' ? ORDERS[name] : {}), rate, latencyMs });
        await one.cutNetwork(false);
      }
    }
  }

  return {
    dials,
    async set({ speed, paused, arrivalsPerHour, fault }) {
      for (const one of living) {
        if (speed !== undefined) one.setSpeed(speed);
        if (paused !== undefined) one.pauseLife(paused);
      }
      if (arrivalsPerHour !== undefined) simulator.setArrivals(arrivalsPerHour);
      if (fault !== undefined) await setFault(fault);
      standing = {
        speed: speed ?? standing.speed,
        paused: paused ?? standing.paused,
        arrivalsPerHour: arrivalsPerHour ?? standing.arrivalsPerHour,
        fault: fault ?? standing.fault,
      };
      return dials();
    },
    async setToken(connectionId, wanted) {
      const { label } = connections.get(connectionId);
      const token = tokenOf.get(connectionId);
      if (token === undefined)
        throw new Refusal('NOT_FOUND', `${label} is not one of the practice accounts.`);
      if (wanted) {
        revoked.add(connectionId);
        simulator.revokeToken(token);
      } else {
        revoked.delete(connectionId);
        simulator.renewToken(token, token);
      }
      // So that it is seen at once. Not waited for: another fault may keep the answer away.
      connections.test(connectionId).catch((error: unknown) => {
        log.warn('A practice account could not be tested', { connectionId, error: String(error) });
      });
      return dials();
    },
  };
}
