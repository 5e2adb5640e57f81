import { expect, test } from 'vitest';
import type { ConnectionId, OnboardingId } from '../../shared/domain/ids.ts';
import type { Onboarding } from '../../shared/domain/onboarding.ts';
import { hasEnded, openingWords, STEPS, stepState } from './step-states.ts';

const opening = (more: Partial<Onboarding> = {}): Onboarding => ({
  id: 'onboarding-1' as OnboardingId,
  connectionId: 'connection-1' as ConnectionId,
  emailAddress: 'dispatch@tcb-courier.com',
  createdAt: 0,
  changedAt: 0,
  step: 'verifying',
  verifyExpiresAt: 1_000,
  resent: null,
  wrongCodes: 0,
  codeLocked: false,
  codeAccepted: false,
  checkedAt: null,
  nextCheckAt: null,
  customerNo: null,
  frequentCallerId: null,
  hasFirmographics: null,
  activated: null,
  billing: null,
  payment: null,
  obstacle: null,
  ...more,
});

const states = (more: Partial<Onboarding>) => STEPS.map((step) => stepState(opening(more), step)[0]).join('');

test('one step is to be done at a time, until both that are left may be done or not', () => {
  expect(states({ step: 'unconfirmed' })).toBe('nlllll');
  expect(states({ step: 'verifying' })).toBe('dnllll');
  expect(states({ step: 'verified' })).toBe('ddnlll');
  expect(states({ step: 'started' })).toBe('dddnll');
  expect(states({ step: 'active' })).toBe('ddddnn');
  expect(states({ step: 'active', billing: { state: 'done', at: 1 } })).toBe('dddddn');
});

test('a mail ends at its second; a code that was taken and a mail without an end do not', () => {
  expect(hasEnded(opening(), 999)).toBe(false);
  expect(hasEnded(opening(), 1_000)).toBe(true);
  expect(hasEnded(opening({ codeAccepted: true }), 2_000)).toBe(false);
  expect(hasEnded(opening({ verifyExpiresAt: null }), 2_000)).toBe(false);
  expect(hasEnded(opening({ step: 'verified' }), 2_000)).toBe(false);
});

test('what needs a person is marked, what only waits is not', () => {
  const severity = (more: Partial<Onboarding>, now = 0) => openingWords(opening(more), now).severity;
  expect(severity({})).toBe('steady');
  expect(severity({}, 1_000)).toBe('caution');
  expect(severity({ codeLocked: true })).toBe('caution');
  expect(severity({ obstacle: 'Lost.' })).toBe('caution');
  expect(severity({ step: 'active' })).toBe('done');
});
