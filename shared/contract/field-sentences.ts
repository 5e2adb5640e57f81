// What is said about a field where a schema has no sentence of its own: for people, not for programmers.
// Called once by whoever checks input (core/rpc, the page's forms); a schema's own message always wins.

import { z } from 'zod';

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
};

/** Makes zod speak in sentences, everywhere in this process. */
export function speakInSentences(): void {
  z.config({ customError: sentenceOf });
}

function sentenceOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return 'This is missing.';
      return `This must be ${KINDS[issue.expected] ?? 'something else'}.`;
    case 'too_small':
      if (issue.origin === 'string') {
        return Number(issue.minimum) <= 1 ? 'This is missing.' : `Use at least ${issue.minimum} characters.`;
      }
      return issue.origin === 'array' ? `Give at least ${issue.minimum}.` : `Use ${issue.minimum} or more.`;
    case 'too_big':
      if (issue.origin === 'string') return `Use at most ${issue.maximum} characters.`;
      return issue.origin === 'array' ? `Give at most ${issue.maximum}.` : `Use ${issue.maximum} or less.`;
    case 'invalid_value':
      return `Choose one of: ${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `This cannot be given here: ${issue.keys.join(', ')}.`;
    case 'invalid_format':
      return 'This is not written in the right form.';
    default:
      return 'This cannot be used as it is.';
  }
}
