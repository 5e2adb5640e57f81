// Loaded into the server by `--import`: on SIGUSR2 says on stderr what the process holds, after a collection of garbage, so
// that what is counted is kept and not merely not thrown away yet. The program itself is unchanged.

import { readdirSync } from 'node:fs';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = /** @type {() => void} */ (runInNewContext('gc'));

process.on('SIGUSR2', () => {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const held = {
    heapMb: (heapUsed + external) / 2 ** 20,
    rssMb: rss / 2 ** 20,
    resources: process.getActiveResourcesInfo().length,
    files: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0,
  };
  process.stderr.write(`chaos ${JSON.stringify(held)}\n`);
});
