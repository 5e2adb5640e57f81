import { expect, test } from 'vitest';
import { testCommand as command } from './command-for-tests.ts';
import { groupEntries } from './group-entries.ts';

const idsOf = (commands: ReturnType<typeof command>[]) =>
  groupEntries(commands.map((one) => ({ command: one }))).map(({ group, entries }) => [
    group,
    ...entries.map((entry) => entry.command.id),
  ]);

test('what needs a person comes first, what waits oldest first, what is settled newest first', () => {
  expect(
    idsOf([
      command('done-old', 'done', { updatedAt: 2_000 }),
      command('queued-young', 'queued', { createdAt: 9_000 }),
      command('queued-old', 'queued', { createdAt: 3_000 }),
      command('sending', 'sending', { createdAt: 4_000 }),
      command('unknown', 'unknown'),
      command('failed', 'failed'),
      command('done-new', 'discarded', { updatedAt: 8_000 }),
    ]),
  ).toEqual([
    ['needs-you', 'failed'],
    ['unconfirmed', 'unknown'],
    ['waiting', 'queued-old', 'sending', 'queued-young'],
    ['settled', 'done-new', 'done-old'],
  ]);
});

test('a command of unknown fate that the machine has stopped asking about needs a person', () => {
  expect(idsOf([command('held', 'unknown', { nextAt: null })])).toEqual([['needs-you', 'held']]);
});
