// `npm run chaos [-- PART… --seed N --quick --write-docs]`: does to the console what must never happen to it, and says what it
// did not bear. Parts: commands, answers, database, hostile-text, clock, soak. The same seed gives the same orders, faults,
// answers and damage again. Ends with 1 on any violation. Takes about half an hour, most of it the soak.

import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { describeMachine, loadNow } from '../bench/machine.ts';
import { printTable, type Report, writeDocs, writeJson } from '../bench/report.ts';
import { answers } from './answers.ts';
import { clock } from './clock.ts';
import { commands } from './commands.ts';
import { database } from './database.ts';
import { hostileText } from './hostile-text.ts';
import { soak } from './soak.ts';
import type { PartOutcome } from './tally.ts';

const RESULTS = join(import.meta.dirname, '../../chaos-results');
const say = (line: string) => void process.stderr.write(`${line}\n`);

type Run = (seed: number, quick: boolean) => Promise<PartOutcome>;

const PARTS: Record<string, Run> = {
  commands: (seed, quick) => commands({ commands: quick ? 100 : 1_000, kills: quick ? 4 : 20, seed, say }),
  answers: (seed, quick) => answers({ runs: quick ? 60 : 300, seed, say }),
  database: (seed, quick) => database({ rounds: quick ? 6 : 40, seed, say }),
  'hostile-text': () => hostileText({ say }),
  clock: (seed, quick) => clock({ jobs: quick ? 10 : 60, stepMs: quick ? 1_000 : 500, seed, say }),
  soak: (seed, quick) =>
    quick
      ? soak({ jobs: 60, ms: 20_000, speed: 60, seed, say })
      : soak({ jobs: 1_000, ms: 20 * 60_000, speed: 20, seed, say }),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const unknown = positionals.filter((part) => !(part in PARTS));
if (unknown.length > 0 || !Number.isSafeInteger(seed)) {
  say(`The parts are ${Object.keys(PARTS).join(', ')}; a seed is a whole number.`);
  process.exit(2);
}

const report: Report = {
  command: ['npm run chaos --', ...positionals, `--seed ${seed}`, ...(values.quick ? ['--quick'] : [])].join(
    ' ',
  ),
  at: new Date().toISOString().slice(0, 16).replace('T', ' '),
  machine: describeMachine(),
  figures: [],
};
const violations: string[] = [];
for (const [name, run] of Object.entries(PARTS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  say(`— ${name}`);
  const outcome = await run(seed, values.quick);
  report.figures.push(...outcome.figures);
  violations.push(...outcome.violations.map((words) => `${name}: ${words}`));
}
report.machine.loadAfter = loadNow();
process.stdout.write(`${printTable(report)}\n`);
for (const words of violations) say(`VIOLATION ${words}`);
say(`The same as JSON: ${await writeJson({ ...report, violations }, join(RESULTS, 'chaos.json'))}`);
if (values['write-docs']) await writeDocs(report, 'reliability.md', 'chaos');
if (violations.length > 0) say(`${violations.length} violations; seed ${seed} repeats them.`);
process.exit(violations.length > 0 ? 1 : 0);
