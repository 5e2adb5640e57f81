import { expect, test } from 'vitest';
import { createLine } from './tile-line.ts';

function standing(mostAtOnce: number) {
  const line = createLine(mostAtOnce);
  const went: string[] = [];
  return { went, join: (name: string) => line.join(() => went.push(name)) };
}

test('so many go at once, and each that leaves lets the next one go, in order', () => {
  const { went, join } = standing(2);
  const [leaveA] = ['a', 'b', 'c', 'd'].map(join);
  expect(went).toEqual(['a', 'b']);
  leaveA?.();
  leaveA?.();
  expect(went).toEqual(['a', 'b', 'c']);
});

test('whoever leaves while waiting never goes and holds nobody up', () => {
  const { went, join } = standing(1);
  const leaveA = join('a');
  const leaveB = join('b');
  const leaveC = join('c');
  leaveB();
  expect(went).toEqual(['a']);
  leaveA();
  expect(went).toEqual(['a', 'c']);
  leaveC();
  join('d');
  expect(went).toEqual(['a', 'c', 'd']);
});
