// Why something cannot be done to this job now, in words, or null while it can. The rule of shared/domain, plus what
// the outbox knows: a booking that was never accepted can still be corrected, and whatever ends a job is ordered once.

import { type Act, actObstacle } from '../../shared/domain/act-obstacle.ts';
import { type Command, isUnsettled } from '../../shared/domain/command.ts';
import type { Job } from '../../shared/domain/job.ts';

type Changed = Pick<Job, 'status' | 'provider' | 'rawStatus'>;

/** While one of these is under way nothing else is begun with the job. */
const UNDER_WAY: Partial<Record<Command['kind'], string>> = {
  cancel: 'It is being cancelled; wait until the provider has answered.',
  delete: 'It is being removed; wait until the provider has answered.',
  retry: 'It is being placed again; wait until the provider has answered.',
  retrack: 'It is being retracked; wait until the provider has answered.',
  complete: 'It is being completed; wait until the provider has answered.',
};
const NOT_ACCEPTED = 'The provider has not accepted it. Correct it or take it back.';

export function changeObstacle(
  job: Changed,
  commands: readonly Pick<Command, 'kind' | 'state' | 'attempts'>[],
  act: Act,
): string | null {
  for (const { kind, state } of commands) {
    const waiting = isUnsettled(state) ? UNDER_WAY[kind] : undefined;
    if (waiting !== undefined) return waiting;
  }
  if (isNeverAccepted(commands)) return isOfNeverAccepted(job, act) ? null : NOT_ACCEPTED;
  return actObstacle(job, act);
}

/** A correction, the way back, and for a shipment that was refused the same once more: the outbox does these at home. */
function isOfNeverAccepted({ provider, status }: Changed, act: Act): boolean {
  if (act === 'edit') return true;
  if (act === 'retry') return provider === 'shipping-order' && status === 'failed';
  return act === (provider === 'aftership' ? 'delete' : 'cancel');
}

/** Its create was refused, or has not left this computer: a change corrects it, and nothing was booked yet. */
export function isNeverAccepted(commands: readonly Pick<Command, 'kind' | 'state' | 'attempts'>[]): boolean {
  const create = commands.find(({ kind }) => kind === 'create');
  return create?.state === 'failed' || (create?.state === 'queued' && create.attempts === 0);
}
