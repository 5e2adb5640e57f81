// Every procedure of the contract over every transport: it works, it fails as typed, its streams end with their signal.

import { isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/contract.ts';
import { type Desk, openDesk } from './desk.ts';
import { rows } from './rows.ts';
import { transports } from './transports.ts';

function procedureNames(part: object, path: string[] = []): string[] {
  if (isContractProcedure(part)) return [path.join('.')];
  return Object.entries(part).flatMap(([name, inside]) => procedureNames(inside as object, [...path, name]));
}

it('has a row for every procedure of the contract, and no other', () => {
  expect(Object.keys(rows).sort()).toEqual(procedureNames(contract).sort());
});

describe.each(transports)('over $name', (transport) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(transport);
  });
  afterAll(async () => {
    await desk.close();
  });

  describe.each(Object.entries(rows))('%s', (_name, row) => {
    it('works', async () => {
      await row.works(desk);
    });

    it.each(row.givesUp ? [row.givesUp] : [])('can be given up', async (giveUp) => {
      await giveUp(desk);
      expect(desk.errors).toEqual([]);
    });

    it.each(Object.entries(row.fails ?? {}))('refuses %s', async (_what, { code, call, data }) => {
      const before = desk.errors.length;
      const error: unknown = await call(desk).then(
        () => new Error('It was not refused'),
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({ defined: true, code, message: expect.stringMatching(/\w.*\.$/) });
      if (data !== undefined) expect((error as { data: unknown }).data).toEqual(data);
      expect(desk.errors.slice(before)).toEqual([]);
    });
  });
});
