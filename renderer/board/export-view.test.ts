import { expect, it } from 'vitest';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { jobRow } from '../../test/support/page-core.ts';
import { csvOf, rowsOfView } from './export-view.ts';

/** RFC 4180 read back, by a reader that knows nothing of the writer. */
function read(csv: string): Record<string, string>[] {
  const lines: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 1; at < csv.length; at += 1) {
    const sign = csv[at] ?? '';
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (csv[at + 1] === '"') {
        cell += sign;
        at += 1;
      } else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',' || sign === '\n') {
      lines.at(-1)?.push(cell.replace(/\r$/, ''));
      cell = '';
      if (sign === '\n') lines.push([]);
    } else cell += sign;
  }
  const [head = [], ...rows] = lines.slice(0, -1);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}

const none = new Map<ConnectionId, string>();
const rows = (count: number) => Array.from({ length: count }, (_, index) => jobRow(`j${index}`));
/** A core with so many jobs, asked as the page asks it. */
function core(all: readonly JobRow[]) {
  const asked: number[] = [];
  const ask: Parameters<typeof rowsOfView>[0] = async ({ offset, limit, view }) => {
    asked.push(offset);
    expect(view.folded).toEqual([]);
    const page = { rows: all.slice(offset, offset + limit), total: all.length, totalIsExact: true };
    return { ok: true, value: { ...page, groups: [], revision: 1 } };
  };
  return { ask, asked };
}

it('writes what a row says, in words and on this clock', () => {
  const promiseAt = new Date(2026, 7, 4, 9, 5, 7).getTime();
  const [line] = read(
    csvOf(
      [
        jobRow('a', 'picked-up', {
          recipient: 'Büro, "Nord"\nzweiter Stock',
          promiseAt,
          price: { minor: 805, currency: 'USD' },
          tags: ['vip', 'cold'],
        }),
      ],
      new Map([['c1' as ConnectionId, 'Downtown']]),
    ),
  );
  expect(line).toMatchObject({
    Status: 'Picked up',
    Reference: 'REF-a',
    Recipient: 'Büro, "Nord"\nzweiter Stock',
    Promised: '2026-08-04 09:05:07',
    Provider: 'TwinJet',
    Connection: 'Downtown',
    Price: '8.05',
    Currency: 'USD',
    Tags: 'vip cold',
    From: 'own location',
  });
});

it('begins with the mark by which spreadsheets know UTF-8', () => {
  expect(csvOf([], none).codePointAt(0)).toBe(0xfeff);
});

it.each([
  '=HYPERLINK("http://example.com";"open")',
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '  =1+1',
  '\r=1',
])('makes no formula of %j', (recipient) => {
  const [line] = read(csvOf([jobRow('a', 'accepted', { recipient })], none));
  expect(line?.Recipient).toBe(`'${recipient}`);
});

it('shows the raw word of an unknown status', () => {
  const [line] = read(csvOf([jobRow('a', 'unknown', { rawStatus: '=77' })], none));
  expect(line?.Status).toBe("'=77");
});

it('reads the whole view a page at a time', async () => {
  const { ask, asked } = core(rows(1_200));
  const outcome = await rowsOfView(ask, { group: 'phase', folded: ['done'] });
  expect(outcome.ok && outcome.value.rows.map(({ id }) => id)).toEqual(rows(1_200).map(({ id }) => id));
  expect(outcome.ok && outcome.value.more).toBe(false);
  expect(asked).toEqual([0, 500, 1_000]);
});

it('has a job once that moved to a later page while it was read', async () => {
  const all = rows(600);
  const { ask } = core([...all.slice(0, 500), ...all.slice(0, 1), ...all.slice(500)]);
  const outcome = await rowsOfView(ask, {});
  expect(outcome.ok && outcome.value.rows).toHaveLength(600);
});

it('ends at the most and says that there is more', async () => {
  const outcome = await rowsOfView(core(rows(1_300)).ask, {}, 700);
  expect(outcome).toMatchObject({ ok: true, value: { more: true } });
  expect(outcome.ok && outcome.value.rows).toHaveLength(700);
});

it('hands a failure on', async () => {
  const problem = { ok: false, problem: { sentence: 'The core is gone.' } } as never;
  expect(await rowsOfView(async () => problem, {})).toBe(problem);
});
