// Asks FTS5 for jobs by the beginnings of their words, and says beforehand what that costs. Used by row-tests.ts.
//
// FTS5 gathers all jobs of a beginning before it gives the first one; of whole words it reads along. Few beginnings have
// more than some words, so those are asked for instead: several times cheaper, and many times where words are combined.

import type { SqlFile } from './sql-file.ts';
import type { WordSample } from './word-sample.ts';

/** A beginning with more words than these is asked for as a beginning. */
const MOST_WORDS = 12;

/** Of beginnings this short job_search keeps all jobs ready. */
const KEPT_BEGINNING = 3;

// Microseconds for each job, measured with a million jobs in the file.
const READ_ALONG = 0.06;
const GATHER_KEPT = 0.05;
const GATHER = 0.17;
const GATHER_LETTER = 0.35;

/** Some of the words asked for, to be looked up together. */
export interface LookUp {
  words: readonly string[];
  match: string;
  cost: number;
  /** Jobs that it leaves, more or less. */
  left: number;
}

export class WordIndex {
  readonly #file: SqlFile;
  readonly #sample: WordSample;

  constructor(file: SqlFile, sample: WordSample) {
    this.#file = file;
    this.#sample = sample;
    file.db.exec(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.job_terms USING fts5vocab('main', 'job_search', 'instance')",
    );
  }

  /** Ways to look these up: the cheapest words alone, and each time one word more. */
  lookUps(words: readonly string[]): LookUp[] {
    const jobs = this.#sample.jobs();
    const asked = words
      .map((word) => {
        const whole = this.#wholeWords(word);
        return { word, whole, found: this.#sample.share([word]) * jobs };
      })
      .sort((a, b) => Number(b.whole !== null) - Number(a.whole !== null) || a.found - b.found);
    const wholes = asked.filter(({ whole }) => whole !== null).length;
    return asked.flatMap((_, at) => {
      if (at + 1 < wholes) return [];
      const some = asked.slice(0, at + 1);
      const gathered = some.reduce(
        (sum, { word, whole, found }) => sum + (whole === null ? found * gatherCost(word) : 0),
        0,
      );
      const fewest = Math.min(...some.map(({ found }) => found));
      const looked = some.map(({ word }) => word);
      return {
        words: looked,
        match: some.map(({ word, whole }) => expression(word, whole)).join(' AND '),
        cost: gathered + fewest * READ_ALONG,
        left: this.#sample.share(looked) * jobs,
      };
    });
  }

  /** Row numbers, ascending. */
  rows({ match }: LookUp): number[] {
    return this.#file
      .prepare<number>('SELECT rowid FROM job_search WHERE job_search MATCH ?')
      .pluck()
      .all(match);
  }

  /** All the words that begin so; null where there are many, or where the beginning itself is quick. */
  #wholeWords(beginning: string): string[] | null {
    if (beginning.length <= KEPT_BEGINNING) return null;
    const words: string[] = [];
    // A blank comes before everything that words are made of.
    for (let from = beginning; words.length <= MOST_WORDS; ) {
      const term = this.#file
        .prepare<string>('SELECT term FROM temp.job_terms WHERE term >= ? AND term <= ? LIMIT 1')
        .pluck()
        .get(from, `${beginning}\u{10ffff}`);
      if (term === undefined) return words;
      words.push(term);
      from = `${term} `;
    }
    return null;
  }
}

/** Words are letters and digits, so there is nothing in them to escape. */
function expression(beginning: string, whole: readonly string[] | null): string {
  if (whole === null || whole.length === 0) return `"${beginning}"*`;
  return `(${whole.map((word) => `"${word}"`).join(' OR ')})`;
}

function gatherCost(word: string): number {
  if (word.length === 1) return GATHER_LETTER;
  return word.length <= KEPT_BEGINNING ? GATHER_KEPT : GATHER;
}
