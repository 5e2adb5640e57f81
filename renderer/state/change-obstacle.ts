// Why this job cannot be changed or cancelled now, in words, or null while it can. The rule of shared/domain, plus what
// the outbox knows: a booking that was never accepted can still be corrected, and a cancellation is ordered once.

import { type Command, isUnsettled } from '../../shared/domain/command.ts';
import { editObstacle } from '../../shared/domain/edit-obstacle.ts';
import type { Job } from '../../shared/domain/job.ts';

type Changed = Pick<Job, 'status' | 'provider'>;

const NOT_FROM_HERE = 'The console cannot change jobs of this provider yet.';
const BEING_CANCELLED = 'It is being cancelled; wait until the provider has answered.';

export function changeObstacle(
  job: Changed,
  commands: readonly Pick<Command, 'kind' | 'state' | 'attempts'>[],
  act: 'edit' | 'cancel',
): string | null {
  if (job.provider !== 'twinjet') return NOT_FROM_HERE;
  if (commands.some(({ kind, state }) => kind === 'cancel' && isUnsettled(state))) return BEING_CANCELLED;
  if (isNeverAccepted(commands)) return null;
  return editObstacle(job, act);
}

/** Its create was refused, or has not left this computer: a change corrects it, and nothing was booked yet. */
export function isNeverAccepted(commands: readonly Pick<Command, 'kind' | 'state' | 'attempts'>[]): boolean {
  const create = commands.find(({ kind }) => kind === 'create');
  return create?.state === 'failed' || (create?.state === 'queued' && create.attempts === 0);
}
