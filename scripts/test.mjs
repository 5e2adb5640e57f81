// `npm test [-- PROJECT… FILE… --vitest-option]`: runs vitest and closes with the plain line `N passed, N failed` that any
// CI can read. Names of projects (unit, e2e …) select projects, everything else is handed to vitest as it is.
import { parseCLI, startVitest } from 'vitest/node';
import { root } from './local-node.mjs';

process.chdir(root);
const KINDS = ['unit', 'contract', 'conformance', 'architecture', 'chaos', 'e2e'];
const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const kinds = filter.filter((word) => KINDS.includes(word));
const vitest = await startVitest(
  filter.filter((word) => !kinds.includes(word)),
  { ...options, run: true, watch: false, ...(kinds.length > 0 && { project: kinds }) },
);

const count = { passed: 0, failed: 0, skipped: 0 };
const unsteady = /** @type {string[]} */ ([]);
for (const module of vitest.state.getTestModules()) {
  const tests = [...module.children.allTests()];
  for (const test of tests) {
    count[stateOf(test)] += 1;
    if (test.diagnostic()?.flaky) unsteady.push(`${test.module.relativeModuleId}: ${test.fullName}`);
  }
  // A file that could not be loaded, or whose hooks failed, has no failed test of its own.
  if (module.state() === 'failed' && !tests.some((test) => stateOf(test) === 'failed')) count.failed += 1;
}
const unhandled = vitest.state.getUnhandledErrors().length;
count.failed += unhandled;
await vitest.close();

// They count as passed, and are a defect of the test or of the program all the same.
if (unsteady.length > 0)
  process.stdout.write(`\nPassed at the second try only:\n  ${unsteady.join('\n  ')}\n`);
process.stdout.write(
  `\n${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}\n`,
);
if (count.passed + count.failed === 0) process.stderr.write('No test ran.\n');
process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1);

/**
 * A test that never came to an end counts as failed.
 * @param {import('vitest/node').TestCase} test
 */
function stateOf(test) {
  const { state } = test.result();
  return state === 'pending' ? 'failed' : state;
}
