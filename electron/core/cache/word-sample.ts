// Guesses how many jobs a search finds, from the words of a few jobs kept in memory. A guess picks a way of searching;
// it never becomes an answer. Used by row-tests.ts.

import type { SqlFile } from './sql-file.ts';

const RUNS = 50;
const RUN_LENGTH = 40;

/** The sample is drawn anew when there are this many times more jobs. */
const GROWTH = 1.2;

const KEPT_SHARES = 200;

export class WordSample {
  readonly #file: SqlFile;
  #words: string[] = [];
  readonly #shares = new Map<string, number>();
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
    this.#draw();
    if (this.#words.length === 0) return 0;
    const key = beginnings.join(' ');
    let share = this.#shares.get(key);
    if (share === undefined) {
      const asked = beginnings.map((beginning) => ` ${beginning}`);
      share =
        this.#words.filter((words) => asked.every((word) => words.includes(word))).length /
        this.#words.length;
      if (this.#shares.size >= KEPT_SHARES) this.#shares.clear();
      this.#shares.set(key, share);
    }
    return share;
  }

  /** Runs of neighbours at even distances, so that few places of the file are read. */
  #draw(): void {
    const lastRow = this.#file.get<{ row: number | null }>('SELECT max(job) AS row FROM job_words')?.row ?? 0;
    if (this.#words.length > 0 && lastRow <= this.#lastRow * GROWTH) return;
    this.#lastRow = lastRow;
    this.#words = [];
    this.#shares.clear();
    for (let run = 0; run < RUNS; run++) {
      const from = Math.floor((lastRow * run) / RUNS);
      const to = Math.min(from + RUN_LENGTH, Math.floor((lastRow * (run + 1)) / RUNS));
      for (const { words } of this.#file.all<{ words: string }>(
        'SELECT words FROM job_words WHERE job > ? AND job <= ? ORDER BY job',
        from,
        to,
      )) {
        this.#words.push(words);
      }
    }
  }
}
