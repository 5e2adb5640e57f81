// Every rule of the five documents has a test that shows it, and docs/coverage.md says so as it is now.

import { readFileSync } from 'node:fs';
import { isContractProcedure } from '@orpc/contract';
import { expect, test } from 'vitest';
import { contract } from '../../shared/contract/contract.ts';
import { gapsOf, pageOf } from '../coverage/coverage-table.ts';
import { seeds } from '../coverage/seeds.ts';

function procedureNames(part: object, path: string[] = []): string[] {
  if (isContractProcedure(part)) return [path.join('.')];
  return Object.entries(part).flatMap(([name, inside]) => procedureNames(inside as object, [...path, name]));
}

const procedures = new Set(procedureNames(contract));

test('every row names tests that are there and procedures that the contract has', () => {
  expect(gapsOf(seeds, procedures)).toEqual([]);
});

test('a row without a test, with one that is not there, or with an unknown procedure is a gap', () => {
  const row = {
    rule: 'a rule',
    procedures: ['nothing.atAll'],
    shownBy: ['conformance/twinjet/new-job.test.ts: no such title'],
  };
  const none = { rule: 'another', procedures: [], shownBy: [] };
  const made = [{ seed: '999', title: 'None', sections: [{ title: 'part', rows: [row, none] }] }];
  expect(gapsOf(made, procedures)).toEqual([
    'seed 999, part, a rule: no such test: conformance/twinjet/new-job.test.ts: no such title',
    'seed 999, part, a rule: no such procedure: nothing.atAll',
    'seed 999, part, another: no test shows it',
  ]);
});

test('docs/coverage.md is what the rows say: npm run coverage', () => {
  const page = readFileSync(new URL('../../docs/coverage.md', import.meta.url), 'utf8').replaceAll(
    '\r\n',
    '\n',
  );
  expect(page).toBe(pageOf(seeds));
});
