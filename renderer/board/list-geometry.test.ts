import { expect, test } from 'vitest';
import { groupRanges } from '../state/group-ranges.ts';
import { itemAtLine, lineOfHead, lineOfRow, listGeometry, rowsBetween, topOfLine } from './list-geometry.ts';

const measures = { row: 32, head: 30 };
const ranges = groupRanges(
  [
    { phase: 'attention', total: 2 },
    { phase: 'moving', total: 0 },
    { phase: 'waiting', total: 500 },
    { phase: 'done', total: 3 },
  ],
  ['waiting'],
);
const grouped = listGeometry(ranges, 5, measures);

test('folded groups keep their heading and lose their rows, empty ones are not there', () => {
  expect(grouped.sections.map(({ group, shown }) => [group?.phase, shown])).toEqual([
    ['attention', 2],
    ['waiting', 0],
    ['done', 3],
  ]);
  expect(grouped.height).toBe(3 * 30 + 5 * 32);
  expect(grouped.lines).toBe(8);
});

test('every line is found again from its row or heading', () => {
  for (let line = 0; line < grouped.lines; line += 1) {
    const item = itemAtLine(grouped, line);
    if (item?.kind === 'row') expect(lineOfRow(grouped, item.index)).toBe(line);
    else expect(item && lineOfHead(grouped, item.phase)).toBe(line);
  }
  expect(itemAtLine(grouped, 3)).toEqual({ kind: 'head', phase: 'waiting' });
  expect(itemAtLine(grouped, 5)).toEqual({ kind: 'row', index: 2 });
});

test('lines follow one another without gap or overlap', () => {
  let top = 0;
  for (let line = 0; line < grouped.lines; line += 1) {
    expect(topOfLine(grouped, line)).toBe(top);
    top += itemAtLine(grouped, line)?.kind === 'row' ? 32 : 30;
  }
  expect(top).toBe(grouped.height);
});

test('a row that is not shown has no line', () => {
  expect(lineOfRow(grouped, 5)).toBe(-1);
  expect(lineOfHead(grouped, 'moving')).toBe(-1);
});

test('the window over a section holds the rows it touches and no others', () => {
  const flat = listGeometry(null, 1_000_000, measures);
  const section = flat.sections[0]!;
  expect(rowsBetween(section, 0, 320, measures)).toEqual({ first: 0, last: 9 });
  expect(rowsBetween(section, 33, 330, measures)).toEqual({ first: 1, last: 10 });
  expect(rowsBetween(section, 31_999_999, 40_000_000, measures)).toEqual({ first: 999_999, last: 999_999 });
  const attention = grouped.sections[0]!;
  expect(rowsBetween(attention, 0, 30, measures)).toBeNull();
  expect(rowsBetween(attention, 200, 400, measures)).toBeNull();
});
