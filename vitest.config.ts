// Which tests exist and how each kind runs. Read by vitest; scripts/test.mjs starts it and counts.
import { defineConfig } from 'vitest/config';

/** Tests that start servers or browsers: one file at a time, and patient, so that a slow machine is not a failure. */
const wholeProgram = {
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000 } },
};

export default defineConfig({
  test: {
    // Nothing may depend on the zone or the language of the machine it runs on.
    env: { TZ: 'America/Los_Angeles', LANG: 'en_US.UTF-8' },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{shared,electron,renderer,scripts}/**/*.test.{ts,tsx}'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'architecture',
          include: ['test/architecture/**/*.test.ts'],
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'chaos',
          include: ['test/chaos/**/*.test.ts'],
          ...wholeProgram,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/{e2e,bench}/**/*.test.ts'],
          ...wholeProgram,
          // A browser, a server and simulators on a shared machine: one more try, and scripts/test.mjs names who needed it.
          retry: process.env.CI ? 1 : 0,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
