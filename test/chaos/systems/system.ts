// What a system must be able to do so that chaos can order from it (commands.ts): start its simulated provider, give orders
// as a person would, and compare the provider's books with the board. Types, and what several systems say alike.

import type { FaultDial } from '../../../electron/core/practice/faults.ts';
import type { SeededRandom } from '../../../electron/core/practice/seeded-random.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { Client } from '../../support/server-process.ts';
import type { RestartedServer } from '../restarted-server.ts';

export type NewConnection = Parameters<Client['connections']['create']>[0];

/** Each notes one violation in words. */
export interface Wrong {
  refused: (detail: string) => void;
  lost: (detail: string) => void;
  doubled: (detail: string) => void;
  disordered: (detail: string) => void;
  unsettled: (detail: string) => void;
  differing: (detail: string) => void;
}

/** One job, parcel, label, account or opening, and what is ordered for it, one order after the other. */
export interface Thing {
  name: string;
  orders: number;
  /** Gives one order, also when it takes several attempts; what is refused is noted by the caller. */
  give(server: RestartedServer, order: number): Promise<void>;
}

export interface SystemUnderChaos extends AsyncDisposable {
  connections: NewConnection[];
  setFault(dial: FaultDial): void;
  /** Of every request: "200", or the fault it met. */
  outcomes(): string[];
  /** Things with together as many orders as that. */
  plan(orders: number, ids: ConnectionId[], random: SeededRandom): Thing[];
  /** Waits until nothing is open, or notes it after `limitMs`. Answers how often a person had to judge. */
  rest(server: RestartedServer, limitMs: number, wrong: Wrong): Promise<number>;
  /** Their books against the board. Answers how many changes arrived twice. */
  compare(server: RestartedServer, wrong: Wrong): Promise<number>;
}

export type StartSystem = (options: { seed: number; now: () => number }) => Promise<SystemUnderChaos>;

/** Every edit carries a number, in a text that comes back. */
export const marked = (mark: number) => `Chaos mark ${mark}.`;

export function markIn(text: unknown): number | null {
  const found = /^Chaos mark (\d+)\.$/.exec(String(text));
  return found ? Number(found[1]) : null;
}

/** "CHAOS-P-0017": never a part of another name. */
export const nameOf = (letter: string, number: number) =>
  `CHAOS-${letter}-${String(number).padStart(4, '0')}`;

export function notOrdered(marks: number[]): boolean {
  return marks.some((mark, at) => mark < (marks[at - 1] ?? 0));
}

export function repeatedIn(marks: number[]): number {
  return marks.filter((mark, at) => mark === marks[at - 1]).length;
}
