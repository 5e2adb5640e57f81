// Guesses how many jobs a search finds, from the words of a few jobs kept in memory. A guess picks a way of searching;
// it never becomes an answer. Used by row-tests.ts.

import type { SqlFile } from './sql-file.ts';

const RUNS = 50;
const RUN_LENGTH = 40;

/** The sample is drawn anew when there are this many times more jobs. */
const GROWTH = 1.2;

export class WordSample {
  readonly #file: SqlFile;
  #words: string[] = [];
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
    let found = 0;
    for (const words of this.#words) {
      if (beginnings.every((beginning) => words.includes(` ${beginning}`))) found += 1;
    }
    return found / this.#words.length;
  }

  /** Runs of neighbours at even distances, so that few places of the file are read. */
  #draw(): void {
    const lastRow = this.#file.get<{ row: number | null }>('SELECT max(job) AS row FROM job_words')?.row ?? 0;
    if (this.#words.length > 0 && lastRow <= this.#lastRow * GROWTH) return;
    this.#lastRow = lastRow;
    this.#words = [];
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
