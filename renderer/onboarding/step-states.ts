// Which step an opening stands at, and how it reads in the list. Pure; read by the screen's components.

import type { Severity } from '../../shared/domain/job-status.ts';
import type { Onboarding } from '../../shared/domain/onboarding.ts';
import { texts } from './texts.ts';

export const STEPS = ['register', 'verify', 'start', 'activate', 'billing', 'payment'] as const;
export type StepName = (typeof STEPS)[number];
type StepState = 'done' | 'now' | 'later';

/** The mail's link and code no longer work. A code that was taken before that still counts. */
export function hasEnded({ step, verifyExpiresAt, codeAccepted }: Onboarding, now: number): boolean {
  return step === 'verifying' && !codeAccepted && verifyExpiresAt !== null && now >= verifyExpiresAt;
}

export function stepState(opening: Onboarding, step: StepName): StepState {
  switch (step) {
    case 'billing':
    case 'payment':
      if (opening.step !== 'active') return 'later';
      return opening[step] === null ? 'now' : 'done';
    default: {
      const order: StepName[] = ['register', 'verify', 'start', 'activate', 'billing'];
      const at = { unconfirmed: 0, verifying: 1, verified: 2, started: 3, active: 4 }[opening.step];
      const own = order.indexOf(step);
      return own < at ? 'done' : own === at ? 'now' : 'later';
    }
  }
}

export interface OpeningWords {
  severity: Severity;
  text: string;
}

export function openingWords(opening: Onboarding, now: number): OpeningWords {
  if (opening.obstacle !== null) return { severity: 'caution', text: texts.states.stuck };
  switch (opening.step) {
    case 'unconfirmed':
      return { severity: 'moving', text: texts.states.sending };
    case 'verifying':
      if (hasEnded(opening, now)) return { severity: 'caution', text: texts.states.ended };
      if (opening.codeLocked) return { severity: 'caution', text: texts.states.locked };
      return { severity: 'steady', text: texts.states.verifying };
    case 'verified':
      return { severity: 'steady', text: texts.states.verified };
    case 'started':
      return { severity: 'steady', text: texts.states.started };
    case 'active':
      return { severity: 'done', text: texts.states.active };
  }
}
