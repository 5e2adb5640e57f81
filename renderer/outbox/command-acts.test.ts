import { expect, test } from 'vitest';
import { commandActs, discardMeaning } from './command-acts.ts';
import { testCommand as command } from './command-for-tests.ts';

test('only a refused booking is edited and sent again, and nothing on its way is discarded', () => {
  expect(commandActs(command('a', 'failed'))).toEqual({
    retry: 'send-again',
    edit: true,
    discard: 'possible',
  });
  expect(commandActs(command('a', 'failed', { kind: 'cancel' })).edit).toBe(false);
  expect(commandActs(command('a', 'unknown')).retry).toBe('ask-now');
  expect(commandActs(command('a', 'sending')).discard).toBe('blocked');
  expect(commandActs(command('a', 'done'))).toEqual({ retry: null, edit: false, discard: null });
});

test('discarding is harmless only while nothing has left', () => {
  expect(discardMeaning({ state: 'queued', attempts: 0 })).toBe('unsent');
  expect(discardMeaning({ state: 'queued', attempts: 2 })).toBe('refused');
  expect(discardMeaning({ state: 'failed', attempts: 1 })).toBe('refused');
  expect(discardMeaning({ state: 'unknown', attempts: 1 })).toBe('unknown');
});
