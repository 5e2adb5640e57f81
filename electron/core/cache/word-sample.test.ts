import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { folder, quietLog } from '../../../test/support/cache-fixtures.ts';
import { MIGRATIONS, migrate } from './migrations.ts';
import { openFile } from './open-file.ts';
import { WordSample } from './word-sample.ts';

const JOBS = 5_000;

/** A word that every tenth job has, and a number that is counted up. */
function sampleOf(jobs: number): WordSample {
  const file = openFile(join(folder(), 'cache.sqlite'), quietLog);
  onTestFinished(() => void file.db.close());
  migrate(file, MIGRATIONS, () => {});
  file.db.pragma('foreign_keys = OFF');
  file.transaction(() => {
    for (let job = 1; job <= jobs; job += 1) {
      const words = ` ${job % 10 === 3 ? 'mission' : 'valencia'} sw${String(job).padStart(7, '0')}`;
      file.run('INSERT INTO job_words (job, words) VALUES (?, ?)', job, words);
    }
  });
  return new WordSample(file);
}

it('tells words that are spread over all jobs from numbers whose jobs stand together', () => {
  const sample = sampleOf(JOBS);
  expect(sample.share(['mission'])).toBeCloseTo(0.1, 1);
  expect(sample.standTogether(['mission'])).toBe(false);
  expect(sample.standTogether(['valencia'])).toBe(false);
  expect(sample.standTogether(['sw'])).toBe(false);
  expect(sample.standTogether(['sw00000'])).toBe(true);
  expect(sample.standTogether(['sw0004'])).toBe(true);
});

it('makes nothing of a word that it has not met, and of no jobs at all', () => {
  expect(sampleOf(100).standTogether(['nobody'])).toBe(false);
  const none = sampleOf(0);
  expect([none.jobs(), none.share(['mission']), none.standTogether(['mission'])]).toEqual([0, 0, false]);
});
