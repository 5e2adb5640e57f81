import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test.each([
  ['411 Billy Bikeracer', 'BB'],
  ['L. Bluejeans', 'LB'],
  ['Ana', 'AN'],
  ['Øyvind de la Cruz', 'ØC'],
  ['李 小龍', '李小'],
  ['411', '411'],
  ['10411', '411'],
  ['', '?'],
  ['—', '?'],
  ['<b>Eve</b>', 'BB'],
])('%s is %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
