// Guesses how many jobs a search finds, from the words of a few jobs kept in memory. A guess picks a way of searching;
// it never becomes an answer. Used by row-tests.ts.

import type { SqlFile } from './sql-file.ts';

const RUNS = 50;
const RUN_LENGTH = 40;

/** The sample is drawn anew when there are this many times more jobs. */
const GROWTH = 1.2;

const KEPT_SHARES = 200;

interface Guess {
  share: number;
  together: boolean;
}

const NOTHING: Guess = { share: 0, together: false };

export class WordSample {
  readonly #file: SqlFile;
  /** Words of neighbouring jobs. */
  #runs: string[][] = [];
  readonly #guesses = new Map<string, Guess>();
  #lastRow = 0;

  constructor(file: SqlFile) {
    this.#file = file;
  }

  /** How many jobs there are, more or less. */
  jobs(): number {
    this.#draw();
    return this.#lastRow;
  }

  /** The part of all jobs that has words with all these beginnings, between 0 and 1. */
  share(beginnings: readonly string[]): number {
    return this.#guess(beginnings).share;
  }

  /**
   * Whether those jobs are neighbours, as with the beginning of a number that is counted up: then the share is a guess
   * from one place, and they may all come last in any order.
   */
  standTogether(beginnings: readonly string[]): boolean {
    return this.#guess(beginnings).together;
  }

  #guess(beginnings: readonly string[]): Guess {
    this.#draw();
    if (this.#runs.length === 0) return NOTHING;
    const key = beginnings.join(' ');
    let guess = this.#guesses.get(key);
    if (guess === undefined) {
      const asked = beginnings.map((beginning) => ` ${beginning}`);
      const found = this.#runs.map(
        (run) => run.filter((words) => asked.every((word) => words.includes(word))).length,
      );
      const all = this.#runs.reduce((sum, run) => sum + run.length, 0);
      const share = found.reduce((sum, some) => sum + some, 0) / all;
      // Spread evenly, they would be met in about so many runs.
      const runsIfSpread = this.#runs.length * (1 - (1 - share) ** RUN_LENGTH);
      const together = found.filter((some) => some > 0).length < runsIfSpread / 2;
      guess = { share, together };
      if (this.#guesses.size >= KEPT_SHARES) this.#guesses.clear();
      this.#guesses.set(key, guess);
    }
    return guess;
  }

  /** Runs of neighbours at even distances, so that few places of the file are read. */
  #draw(): void {
    const lastRow = this.#file.get<{ row: number | null }>('SELECT max(job) AS row FROM job_words')?.row ?? 0;
    if (this.#runs.length > 0 && lastRow <= this.#lastRow * GROWTH) return;
    this.#lastRow = lastRow;
    this.#runs = [];
    this.#guesses.clear();
    for (let run = 0; run < RUNS; run++) {
      const from = Math.floor((lastRow * run) / RUNS);
      const to = Math.min(from + RUN_LENGTH, Math.floor((lastRow * (run + 1)) / RUNS));
      const rows = this.#file.all<{ words: string }>(
        'SELECT words FROM job_words WHERE job > ? AND job <= ? ORDER BY job',
        from,
        to,
      );
      if (rows.length > 0) this.#runs.push(rows.map(({ words }) => words));
    }
  }
}
