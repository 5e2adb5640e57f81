// Part 2: answers of a provider as its documentation has them, then broken in every way, through the whole core. Never a
// crash, never a wrong job, every refusal names the field, and the same answer a second time is no news. One entry a system.

import fc from 'fast-check';
import { broken } from './broken-json.ts';
import { createTally, type PartOutcome } from './tally.ts';
import { TWINJET_ANSWERS } from './twinjet-answers.ts';

interface Options {
  /** Answers of each kind. */
  runs: number;
  seed: number;
  say: (line: string) => void;
}

/** A system answers on a fresh desk for each kind; `check` throws what is wrong. */
const SYSTEMS = { twinjet: TWINJET_ANSWERS };

export async function answers({ runs, seed, say }: Options): Promise<PartOutcome> {
  const tally = createTally('answers');
  for (const [system, { openDesk, kinds }] of Object.entries(SYSTEMS)) {
    for (const [name, kind] of Object.entries(kinds)) {
      say(`${system}: ${name}`);
      const wrong = tally.never(`${system}, ${name}: answers that did harm`);
      const desk = await openDesk();
      try {
        const details = await fc.check(
          fc.asyncProperty(broken(kind.right), (answer) => kind.check(desk, answer)),
          { seed, numRuns: runs, interruptAfterTimeLimit: 10 * 60_000, endOnFailure: false },
        );
        if (details.failed) {
          const [answer] = details.counterexample ?? [];
          wrong(
            `${String(details.errorInstance).slice(0, 600)} · path ${details.counterexamplePath} · ${answer?.text.slice(0, 600)}`,
          );
        }
        for (const error of new Set(desk.hand.errors)) wrong(`noted as an error: ${error.slice(0, 300)}`);
        tally.seen(`${system}, ${name}`, details.numRuns, 'answers', `seed ${seed}`);
      } finally {
        await desk.hand[Symbol.asyncDispose]();
      }
    }
  }
  return tally.outcome();
}
