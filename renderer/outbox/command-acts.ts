// What a person may do to a command now. Pure.

import type { Command } from '../../shared/domain/command.ts';

export interface CommandActs {
  /** What "retry" does here; null where there is nothing to do again. */
  retry: 'send-again' | 'send-now' | 'ask-now' | null;
  /** The booking can be corrected in the form and sent again. */
  edit: boolean;
  /** `blocked`: on its way at this moment, so it cannot be taken back. Null: it is settled. */
  discard: 'possible' | 'blocked' | null;
}

export function commandActs({ state, kind, provider }: Command): CommandActs {
  switch (state) {
    case 'queued':
      return { retry: 'send-now', edit: false, discard: 'possible' };
    case 'sending':
      return { retry: null, edit: false, discard: 'blocked' };
    case 'unknown':
      return { retry: 'ask-now', edit: false, discard: 'possible' };
    case 'failed':
      return {
        retry: 'send-again',
        edit: kind === 'create' && provider === 'twinjet',
        discard: 'possible',
      };
    case 'done':
    case 'discarded':
      return { retry: null, edit: false, discard: null };
  }
}

/** What discarding would mean: nothing ever left, the provider certainly did not take it, or nobody knows. */
export type DiscardMeaning = 'unsent' | 'refused' | 'unknown';

export function discardMeaning({ state, attempts }: Pick<Command, 'state' | 'attempts'>): DiscardMeaning {
  if (state === 'unknown') return 'unknown';
  return state === 'queued' && attempts === 0 ? 'unsent' : 'refused';
}
