// Error bodies of every usual shape; TwinJet documents none but the one of validate.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messagesInAnswer } from './field-messages.ts';

describe('messagesInAnswer', () => {
  it.each([
    ['a list of one-key objects', { errors: [{ pick_address: 'Outside' }] }, [['pick_address', 'Outside']]],
    [
      'one object with several keys',
      { errors: [{ pick_address: 'Outside', tip: 'Negative' }] },
      [
        ['pick_address', 'Outside'],
        ['tip', 'Negative'],
      ],
    ],
    ['a list of texts', { errors: ['Closed'] }, [['', 'Closed']]],
    ['field and message by name', { errors: [{ field: 'tip', message: 'Negative' }] }, [['tip', 'Negative']]],
    [
      'a map from fields to lists',
      { ready_time: ['Required.', 'No date.'] },
      [
        ['ready_time', 'Required.'],
        ['ready_time', 'No date.'],
      ],
    ],
    [
      'a map in a map',
      { deliver_address: { zip_code: ['Too long.'] } },
      [['deliver_address.zip_code', 'Too long.']],
    ],
    ['what is about the whole', { non_field_errors: ['No address.'] }, [['', 'No address.']]],
    ['`error` as text', { error: 'Nope' }, [['', 'Nope']]],
    [
      '`error` beside `message`',
      { error: 'Bad Request', message: 'No zip' },
      [
        ['', 'Bad Request'],
        ['', 'No zip'],
      ],
    ],
    ['`error` with a message inside', { error: { code: 7, message: 'Nope' } }, [['', 'Nope']]],
    ['`detail`', { detail: 'Not found.' }, [['', 'Not found.']]],
    ['a bare text', 'Nope', [['', 'Nope']]],
    [
      '`errors` before anything beside it',
      { errors: [{ tip: 'Negative' }], status: 'error' },
      [['tip', 'Negative']],
    ],
    ['nothing', {}, []],
    ['no answer', undefined, []],
    ['numbers', [1, 2], []],
  ])('reads %s', (_what, json, expected) => {
    expect(messagesInAnswer(json).map(({ field, message }) => [field, message])).toEqual(expected);
  });

  it('reads no more than a person could', () => {
    const many = { errors: Array.from({ length: 1000 }, () => 'x'.repeat(10_000)) };
    const messages = messagesInAnswer(many);
    expect(messages.length).toBeLessThanOrEqual(30);
    expect(Math.max(...messages.map(({ message }) => message.length))).toBeLessThanOrEqual(500);
  });

  it('is at a loss for nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const { message } of messagesInAnswer(json)) expect(message).not.toBe('');
      }),
    );
  });
});
