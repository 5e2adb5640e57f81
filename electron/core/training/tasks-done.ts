// By what a task of the training sheet is known to be done. Pure; called by training-service.ts.

import type { TrainingTask } from '../../../shared/contract/training.ts';
import type { Command } from '../../../shared/domain/command.ts';

/** A procedure that was answered, as the page called it. Only read as far as each task needs. */
export interface Answered {
  procedure: string;
  input: unknown;
  output: unknown;
}

/** What went before and a later answer depends on. */
export interface Before {
  /** The place a job that was looked at goes to. */
  lookedAt: string | null;
  labelMade: boolean;
}

export const NOTHING_BEFORE: Before = { lookedAt: null, labelMade: false };

export function taskOfAnswer({ procedure, input, output }: Answered, before: Before): TrainingTask | null {
  switch (procedure) {
    case 'twinjet.createJob':
      return before.lookedAt !== null && placeOf(at(input, 'job')) === before.lookedAt ? 'book-again' : null;
    case 'carrierAccounts.fedexVerifyPin':
    case 'carrierAccounts.fedexVerifyInvoice':
      return at(output, 'verified') === true ? 'fedex' : null;
    case 'carrierAccounts.fedexCheck':
      return at(output, 'registration', 'step') === 'done' ? 'fedex' : null;
    case 'onboarding.preRegister':
      return 'jet';
    case 'labels.cancelLabels.create':
      return before.labelMade ? 'label' : null;
    case 'inbox.acknowledge':
    case 'inbox.snooze':
      return lengthOf(at(output, 'ids')) > 0 ? 'inbox' : null;
    default:
      return null;
  }
}

export function afterAnswer({ procedure, output }: Answered, before: Before): Before {
  if (procedure === 'jobs.get') return { ...before, lookedAt: placeOf(at(output, 'job', 'request')) };
  if (procedure === 'labels.create') return { ...before, labelMade: true };
  return before;
}

/** Commands are of a person only: what practice brings along was booked by nobody. */
export function taskOfCommand({ kind, state, provider }: Command): TrainingTask | null {
  if (state !== 'done') return null;
  switch (kind) {
    case 'create':
      return provider === 'twinjet' ? 'book' : provider === 'aftership' ? 'follow' : null;
    case 'cancel':
      return 'cancel';
    case 'retry':
      return 'rescue';
    case 'retrack':
    case 'complete':
      return 'settle-parcel';
    default:
      return null;
  }
}

/** Street and zip of a TwinJet booking: what is typed beside them may differ. */
function placeOf(request: unknown): string | null {
  const street = at(request, 'deliver_address', 'street_address');
  const zip = at(request, 'deliver_address', 'zip_code');
  return typeof street === 'string' && street.trim() !== '' ? `${street.trim()} ${String(zip)}` : null;
}

function at(value: unknown, ...path: string[]): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
