// What Jet Delivery answers while an account is opened (seed 000), and what must come of each answer, however broken: an
// answer succeeded when it says so and only then. Used by answers.ts.

import fc from 'fast-check';
import type { OnboardingId } from '../../../shared/domain/ids.ts';
import {
  type AnsweringDesk,
  type AnsweringSystem,
  asked,
  bytesOf,
  expect,
  expectRefused,
  isObject,
  openAnsweringDesk,
  wordOf,
} from './answering-desk.ts';

const PATH = 'POST /api/v1/accountsetup/';
const REGISTERED = {
  data: {
    result: 'success',
    message: 'Email validation sent',
    wait_idx: '1234567',
    verify_expires: '2026-08-04T18:30:00.0000000Z',
    is_validated: 'N',
  },
};

function isSuccess(json: unknown): json is { data: Record<string, unknown> } {
  return isObject(json) && isObject(json.data) && wordOf(json.data.result)?.toLowerCase() === 'success';
}

const emailOf = ({ number }: AnsweringDesk) => `answers-${number}@tcb-courier.com`;

async function register(desk: AnsweringDesk) {
  desk.number += 1;
  await desk.hand.clock.advance(1_000);
  return asked(
    desk.hand.client.onboarding.preRegister({
      connectionId: desk.connectionId,
      email_address: emailOf(desk),
      password: 'correct-horse-9',
    }),
  );
}

async function verified(desk: AnsweringDesk): Promise<OnboardingId> {
  const { hand, next } = desk;
  next.set(PATH, { bytes: bytesOf(REGISTERED) });
  const came = await register(desk);
  if (came.value === undefined) throw new Error(`not registered: ${came.refused.message}`);
  next.set(PATH, { bytes: bytesOf({ data: { result: 'success', validation_key: 'vk-answers-1234' } }) });
  await hand.clock.advance(1_000);
  await hand.client.onboarding.check({ onboardingId: came.value.onboardingId });
  return came.value.onboardingId;
}

/** So that the list stays short, and nobody asks for ever about what is waited for. */
async function forgetAll({ hand }: AnsweringDesk): Promise<void> {
  for (const { id: onboardingId } of await hand.client.onboarding.list())
    await hand.client.onboarding.remove({ onboardingId });
}

export const JET_DELIVERY_ANSWERS: AnsweringSystem = {
  openDesk: () => openAnsweringDesk({ provider: 'jet-delivery', label: 'Answers' }),
  kinds: {
    'answer to a registration': {
      right: fc.constant(REGISTERED),
      async check(desk, { bytes, json, isDeep }) {
        const { hand, next } = desk;
        next.set(PATH, { bytes });
        const came = await register(desk);
        const openings = await hand.client.onboarding.list();
        const [opening] = openings;
        if (!isDeep) {
          if (isSuccess(json) && wordOf(json.data.wait_idx) !== null) {
            expect(came.value !== undefined, () => `a registration was refused: ${came.refused?.message}`);
            expect(opening?.step === 'verifying', () => `a registration is ${opening?.step}`);
          } else {
            expect(came.refused !== undefined, () => 'a registration without its key was taken');
            if (isSuccess(json)) expectRefused(came, json, 'wait_idx');
          }
        }
        // Whatever came: either it goes on, or it is plainly said that nobody knows, or nothing was begun.
        expect(openings.length <= 1, () => `${openings.length} openings`);
        if (opening && opening.step !== 'verifying')
          expect(opening.step === 'unconfirmed' && opening.obstacle !== null, () => `it is ${opening.step}`);
        await forgetAll(desk);
      },
    },
    'answer to a check': {
      right: fc.constantFrom(
        { data: { result: 'success', validation_key: 'vk-1' } },
        {
          data: {
            result: 'pending',
            message: 'Email not verified yet.',
            is_validated: 'N',
            validation_key: '',
          },
        },
      ),
      async check(desk, { bytes, json, isDeep }) {
        const { hand, next } = desk;
        next.set(PATH, { bytes: bytesOf(REGISTERED) });
        const { value } = await register(desk);
        const onboardingId = value?.onboardingId ?? ('' as OnboardingId);
        next.set(PATH, { bytes });
        await hand.clock.advance(1_000);
        await asked(hand.client.onboarding.check({ onboardingId }));
        const [opening] = await hand.client.onboarding.list();
        const hasKey = isSuccess(json) && wordOf(json.data.validation_key) !== null;
        if (!isDeep)
          expect(
            (opening?.step === 'verified') === hasKey,
            () => `${hasKey ? 'with' : 'without'} a key it is ${opening?.step}`,
          );
        await forgetAll(desk);
      },
    },
    'answer to a start': {
      right: fc.constant({
        data: { result: 'success', customer_no: '51234', frequent_caller_id: '', has_firmographics: 'N' },
      }),
      async check(desk, { bytes, json, isDeep }) {
        const { hand, next } = desk;
        const onboardingId = await verified(desk);
        next.set(PATH, { bytes });
        await hand.clock.advance(1_000);
        const came = await asked(hand.client.onboarding.start({ onboardingId }));
        const [opening] = await hand.client.onboarding.list();
        const number = isSuccess(json) ? wordOf(json.data.customer_no) : null;
        if (!isDeep) {
          if (number === null) {
            expect(came.refused !== undefined, () => 'a start without a customer number was taken');
            if (isSuccess(json)) expectRefused(came, json, 'customer_no');
            expect(opening?.step === 'verified', () => `without a number it is ${opening?.step}`);
          } else {
            expect(opening?.customerNo === number, () => `${number} became ${opening?.customerNo}`);
          }
        }
        await forgetAll(desk);
      },
    },
  },
};
