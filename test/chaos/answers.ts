// Part 2: answers of a provider as its documentation has them, then broken in every way, through the whole core. Never a
// crash, never a wrong job, every refusal names the field, and the same answer a second time is no news. One entry a system.

import fc from 'fast-check';
import { AFTERSHIP_LABEL_ANSWERS } from './answers/aftership-labels.ts';
import { aftershipTrackingAnswers } from './answers/aftership-tracking.ts';
import type { AnsweringDesk, AnsweringSystem } from './answers/answering-desk.ts';
import { JET_DELIVERY_ANSWERS } from './answers/jet-delivery.ts';
import { ORDERLY_HUB_ANSWERS } from './answers/orderly-hub.ts';
import { SHIPPING_ORDER_ANSWERS } from './answers/shipping-order.ts';
import { TWINJET_ANSWERS } from './answers/twinjet.ts';
import { broken } from './broken-json.ts';
import { createTally, type PartOutcome, type Tally } from './tally.ts';

interface Options {
  /** Answers of each kind. */
  runs: number;
  seed: number;
  say: (line: string) => void;
}

export async function answers({ runs, seed, say }: Options): Promise<PartOutcome> {
  const tally = createTally('answers');
  let given = 0;
  const run = async <Desk extends AnsweringDesk>(name: string, system: AnsweringSystem<Desk>) => {
    given += await answersOf(name, system, { runs, seed, say }, tally);
  };
  await run('TwinJet', TWINJET_ANSWERS);
  await run('AfterShip trackings 2024-04', aftershipTrackingAnswers('2024-04'));
  await run('AfterShip trackings 2026-07', aftershipTrackingAnswers('2026-07'));
  await run('AfterShip labels', AFTERSHIP_LABEL_ANSWERS);
  await run('Shipping Order', SHIPPING_ORDER_ANSWERS);
  await run('Orderly Hub', ORDERLY_HUB_ANSWERS);
  await run('Jet Delivery', JET_DELIVERY_ANSWERS);
  tally.seen('answers', given, '', `${runs} of each kind, seed ${seed}`);
  return tally.outcome();
}

/** Each kind on a fresh desk; `check` throws what is wrong. Answers how many were given. */
async function answersOf<Desk extends AnsweringDesk>(
  system: string,
  { openDesk, kinds }: AnsweringSystem<Desk>,
  { runs, seed, say }: Options,
  tally: Tally,
): Promise<number> {
  let given = 0;
  for (const [name, kind] of Object.entries(kinds)) {
    say(`${system}: ${name}`);
    const wrong = tally.never(`${system}, ${name}: answers that did harm`);
    const desk = await openDesk();
    try {
      const details = await fc.check(
        fc.asyncProperty(broken(kind.right), (answer) => kind.check(desk, answer)),
        { seed, numRuns: runs, interruptAfterTimeLimit: 10 * 60_000, endOnFailure: false },
      );
      given += details.numRuns;
      if (details.failed) {
        const [answer] = details.counterexample ?? [];
        wrong(
          `${String(details.errorInstance).slice(0, 600)} · path ${details.counterexamplePath} · ${answer?.text.slice(0, 600)}`,
        );
      }
      if (details.interrupted) wrong(`only ${details.numRuns} answers in ten minutes`);
      for (const error of new Set(desk.hand.errors)) wrong(`noted as an error: ${error.slice(0, 300)}`);
    } finally {
      await desk.hand[Symbol.asyncDispose]();
    }
  }
  return given;
}
