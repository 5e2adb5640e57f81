// A process that does nothing but write to one cache file, as fast as it can, and says each write that was confirmed. Started,
// killed and read by database.ts: `node writing-process.ts FILE FIRST`. Lines: "ok NUMBER WAL-BYTES", "problem KIND".

import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openCache } from '../../electron/core/cache/open-cache.ts';
import { orderNumbered, statusOfNumbered } from './numbered-jobs.ts';

const silent = () => {};
const [path = '', first = '1'] = process.argv.slice(2);
const say = (line: string) => void process.stdout.write(`${line}\n`);
const cache = await openCache({
  path,
  clock: { now: () => Date.now(), setTimeout: () => silent },
  log: { debug: silent, info: silent, warn: silent, error: silent },
});
const kind = (error: unknown) => (error as { kind?: string }).kind ?? String(error);

for (let number = Number(first); ; ) {
  try {
    await cache.write(orderNumbered(number));
    say(`ok ${number} ${statSync(`${path}-wal`).size}`);
    await cache.write(statusOfNumbered(number));
    number += 1;
  } catch (error) {
    say(`problem ${kind(error)}`);
    await sleep(20);
    // Written all the same, or not at all: a second job of the same number would hide which.
    if (await cache.job(orderNumbered(number).insertJobs[0]?.id as never).catch(() => null)) number += 1;
  }
}
