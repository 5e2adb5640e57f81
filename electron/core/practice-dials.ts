// The dials of practice in the words of the contract, turned into those of the simulated TwinJet. Made by practice-desk.ts
// for its simulator; a person turns them through rpc/practice.ts.

import type { PracticeChange, PracticeDials, PracticeFault } from '../../shared/contract/practice.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
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

interface Options {
  simulator: TwinJetSimulator;
  connections: ConnectionService;
  tokenOf: ReadonlyMap<ConnectionId, string>;
  begin: Pick<PracticeDials, 'speed' | 'arrivalsPerHour'>;
  log: Logger;
}

/** What the simulator does for each fault; cutting the network is another dial. */
const FAULTS: Record<Exclude<PracticeFault, 'network-cut'>, FaultDial> = {
  none: {},
  'no-answer': { kind: 'timeout-before' },
  // A status that is lost as well would never tell what became of the command.
  'answer-lost': { kind: 'reset-after', paths: ['/api/v1/jobs'] },
  // Longer than anybody waits within one request, so that it is told at once.
  'too-many-requests': { kind: '429', retryAfterS: 40 },
  'server-errors': { kind: '500' },
  slow: {},
  garbage: { kind: 'garbage' },
};

export function createPracticeDials(options: Options): PracticeControls {
  const { simulator, connections, tokenOf, begin, log } = options;
  const revoked = new Set<ConnectionId>();
  let standing: Omit<PracticeDials, 'tokens'> = {
    ...begin,
    paused: false,
    fault: { kind: 'none', rate: 1, latencyMs: 0 },
  };

  async function dials(): Promise<PracticeDials> {
    const tokens = (await connections.list())
      .filter(({ id }) => tokenOf.has(id))
      .map(({ id, label }) => ({ connectionId: id, label, revoked: revoked.has(id) }));
    return { ...standing, tokens };
  }

  async function setFault({ kind, rate, latencyMs }: PracticeDials['fault']): Promise<void> {
    if (kind === 'network-cut') return simulator.cutNetwork(true);
    simulator.setFault({ ...FAULTS[kind], rate, latencyMs });
    await simulator.cutNetwork(false);
  }

  return {
    dials,
    async set({ speed, paused, arrivalsPerHour, fault }) {
      if (speed !== undefined) simulator.setSpeed(speed);
      if (paused !== undefined) simulator.pauseLife(paused);
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
