// What happens next to a command by itself, and when. Pure.

import { goesBefore, waitsForPerson } from '../../shared/domain/attention.ts';
import { type Command, isUnsettled } from '../../shared/domain/command.ts';

export type NextStep =
  /** At this very moment between here and the provider. */
  | { kind: 'under-way' }
  /** The machine sends it, or asks about it, at `at`. */
  | { kind: 'sends' | 'asks'; at: number }
  /** Another command of the same job goes first. */
  | { kind: 'after'; first: Command }
  /** Nothing, until a person decides. */
  | { kind: 'person' }
  | { kind: 'none' };

export function nextStep(command: Command, all: readonly Command[]): NextStep {
  if (waitsForPerson(command, all)) return { kind: 'person' };
  if (!isUnsettled(command.state)) return { kind: 'none' };
  if (command.state === 'sending') return { kind: 'under-way' };
  const first = goesBefore(command, all);
  if (first !== null) return { kind: 'after', first };
  return { kind: command.state === 'unknown' ? 'asks' : 'sends', at: command.nextAt ?? command.updatedAt };
}
