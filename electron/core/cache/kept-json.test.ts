// A text that was damaged inside the database: everything else is still read, and nothing of it leaves by itself.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import {
  aCommand,
  aConnection,
  aJob,
  folder,
  jobId,
  NOW,
  newCache,
} from '../../../test/support/cache-fixtures.ts';

const DAMAGED = '{"live":tr\u0001e}';

/** A desk with three bookings, kept, and then changed behind the cache's back. */
async function damaged(sql: string, ...values: string[]) {
  const path = join(folder(), 'cache.sqlite');
  const before = await newCache(path);
  await before.saveConnection(aConnection('downtown'));
  await before.write({
    insertJobs: ['queued', 'sending', 'sound'].map((name) => aJob(name)),
    commands: [
      aCommand('queued', 'queued'),
      aCommand('sending', 'sending', { state: 'sending', attempts: 1, firstSentAt: NOW }),
      aCommand('sound', 'sound'),
    ],
  });
  await before.saveValue('settings', { theme: 'dark' }, NOW);
  await before.close();
  const file = new DatabaseSync(path);
  file.prepare(sql).run(...values);
  file.close();
  return newCache(path);
}

it('a command that cannot be read waits for a person, the others go on', async () => {
  const cache = await damaged("UPDATE commands SET payload = ? WHERE id <> 'sound'", DAMAGED);
  const unsettled = await cache.unsettledCommands();
  expect(unsettled.map(({ id, state, nextAt }) => [id, state, nextAt])).toEqual([
    ['sending', 'unknown', null],
    ['sound', 'queued', NOW],
  ]);
  const [queued] = await cache.commandsOf(jobId('queued'));
  expect(queued).toMatchObject({
    state: 'failed',
    payload: null,
    problem: { sentence: expect.stringMatching(/damaged on the disk/), body: DAMAGED },
  });
  expect(await cache.outbox(0)).toHaveLength(3);
});

it.each([
  ['details', 'UPDATE job_details SET details = ?'],
  ['a pending command', 'UPDATE jobs SET pending = ?'],
])('%s that cannot be read cost the board nothing else', async (_what, sql) => {
  const cache = await damaged(sql, DAMAGED);
  const { rows } = await cache.query({}, 0, 10, NOW);
  expect(rows.map(({ id }) => id).sort()).toEqual(['queued', 'sending', 'sound']);
  expect(await cache.job(jobId('sound'))).toMatchObject({ id: 'sound', reference: aJob('sound').reference });
});

it('a setting that cannot be read is as if it had never been made', async () => {
  const cache = await damaged('UPDATE named_values SET value = ?', DAMAGED);
  expect(await cache.value('settings')).toBeNull();
});
