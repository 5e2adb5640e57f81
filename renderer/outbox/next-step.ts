// What happens next to a command by itself, and when. Pure.

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
  if (command.state === 'failed') return { kind: 'person' };
  if (!isUnsettled(command.state)) return { kind: 'none' };
  if (command.state === 'sending') return { kind: 'under-way' };
  const first = all.find(
    (other) =>
      other.jobId === command.jobId &&
      other.id !== command.id &&
      other.createdAt < command.createdAt &&
      isUnsettled(other.state),
  );
  if (first !== undefined) return { kind: 'after', first };
  if (command.nextAt === null) return { kind: 'person' };
  return { kind: command.state === 'unknown' ? 'asks' : 'sends', at: command.nextAt };
}
