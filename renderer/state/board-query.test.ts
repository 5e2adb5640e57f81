import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { JobView } from '../../shared/contract/jobs.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { createPageCore, jobRow, type PageCore } from '../../test/support/page-core.ts';
import { asAsked, type BoardQuery, createBoardQuery, PAGE_ROWS } from './board-query.ts';

const flat: JobView = { group: 'none' };

let core: PageCore;
let board: BoardQuery;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A board over these rows, answered once. */
async function boardOver(rows: PageCore['rows'], view: JobView = flat) {
  core = createPageCore(rows);
  board = createBoardQuery(core.client);
  board.store.setState({ view });
  board.reset(false);
  await settle();
}

/** Lets everything that is due happen: answers, merged questions. */
const settle = () => vi.advanceTimersByTimeAsync(1_000);
/** Lets answers arrive, but no merged question be asked. */
const answers = () => vi.advanceTimersByTimeAsync(1);

const state = () => board.store.getState();
const shown = () =>
  [...state().pages.entries()].toSorted(([a], [b]) => a - b).flatMap(([, rows]) => rows.map(({ id }) => id));
const many = (count: number) => Array.from({ length: count }, (_, index) => jobRow(`j${index}`));
const keptRows = () => [...state().pages.values()].reduce((sum, rows) => sum + rows.length, 0);

test('asks for what can be seen and a little more, not for the list', async () => {
  await boardOver(many(10_000));
  expect(core.questions).toEqual([{ view: flat, offset: 0, limit: 2 * PAGE_ROWS }]);
  expect(state().total).toBe(10_000);
  board.setWindow(5_000, 5_030);
  await settle();
  expect(board.rowAt(5_010)?.id).toBe('j5010');
});

test('what is kept does not grow with what was looked at', async () => {
  await boardOver(many(20_000));
  let most = 0;
  for (let first = 0; first < 20_000; first += 400) {
    board.setWindow(first, first + 40);
    await answers();
    most = Math.max(most, keptRows());
  }
  expect(board.rowAt(19_620)?.id).toBe('j19620');
  expect(most).toBeLessThanOrEqual(14 * PAGE_ROWS);
});

test('a view without any row is asked once', async () => {
  await boardOver([]);
  expect(core.questions.length).toBe(1);
  expect(state()).toMatchObject({ total: 0, problem: null });
});

test('moving within what is there asks nothing', async () => {
  await boardOver(many(10_000));
  const asked = core.questions.length;
  board.setWindow(3, 30);
  board.setWindow(0, 29);
  await settle();
  expect(core.questions.length).toBe(asked);
});

test('the same view again asks nothing', async () => {
  await boardOver([jobRow('a')]);
  const asked = core.questions.length;
  board.setView((view) => ({ ...view }));
  await settle();
  expect(core.questions.length).toBe(asked);
});

test('an answer to an older question is dropped', async () => {
  await boardOver(many(3));
  const slow = Promise.withResolvers<void>();
  core.gate = slow.promise;
  board.setView((view) => ({ ...view, text: 'first' }));
  await answers();
  core.gate = Promise.resolve();
  core.rows = [jobRow('second')];
  board.setView((view) => ({ ...view, text: 'second' }));
  await answers();
  expect(shown()).toEqual(['second']);
  slow.resolve();
  await settle();
  expect(shown()).toEqual(['second']);
  expect(state().answered?.text).toBe('second');
});

test('a changed row is replaced where it stands, and older news of it is ignored', async () => {
  await boardOver([jobRow('a'), jobRow('b', 'accepted', { revision: 5 }), jobRow('c')]);
  board.applyRows([jobRow('b', 'accepted', { revision: 6, rawStatusText: 'newer' })]);
  expect(board.rowAt(1)?.rawStatusText).toBe('newer');
  board.applyRows([jobRow('b', 'accepted', { revision: 4, rawStatusText: 'older' })]);
  expect(board.rowAt(1)?.rawStatusText).toBe('newer');
});

test('nothing is asked again when a row changed in a way that cannot move it', async () => {
  await boardOver([jobRow('a'), jobRow('b')]);
  const asked = core.questions.length;
  board.applyRows([jobRow('b', 'accepted', { revision: 2, rawStatusText: 'same place' })]);
  await settle();
  expect(core.questions.length).toBe(asked);
});

test('many changes that may move rows lead to one question', async () => {
  await boardOver(many(20));
  const asked = core.questions.length;
  for (let index = 0; index < 20; index += 1)
    board.applyRows([jobRow(`j${index}`, 'assigned', { revision: 2 })]);
  await settle();
  expect(core.questions.length).toBe(asked + 1);
});

test('a row that is not there yet comes with the next answer', async () => {
  await boardOver([jobRow('a')]);
  core.rows = [jobRow('new'), jobRow('a')];
  board.applyRows([jobRow('new')]);
  await settle();
  expect(shown()).toEqual(['new', 'a']);
});

test('news that came while the question was under way survives the answer that does not know it', async () => {
  await boardOver([jobRow('a', 'accepted', { revision: 1 })]);
  const slow = Promise.withResolvers<void>();
  core.gate = slow.promise;
  board.askAgain();
  await answers();
  board.applyRows([jobRow('a', 'assigned', { revision: 2 })]);
  expect(board.rowAt(0)?.status).toBe('assigned');
  slow.resolve();
  await answers();
  expect(board.rowAt(0)?.status).toBe('assigned');
});

test('a steady stream of changes over a slow core neither starves nor piles up', async () => {
  await boardOver([jobRow('a'), jobRow('b')]);
  const slow = Promise.withResolvers<void>();
  core.gate = slow.promise;
  const asked = core.questions.length;
  for (let turn = 0; turn < 20; turn += 1) {
    board.applyRows([jobRow('a', turn % 2 === 0 ? 'assigned' : 'accepted', { revision: 10 + turn })]);
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(core.questions.length).toBe(asked + 1);
  core.rows = [jobRow('b'), jobRow('a', 'delivered', { revision: 99 })];
  core.gate = Promise.resolve();
  slow.resolve();
  await settle();
  expect(shown()).toEqual(['b', 'a']);
});

test('while rows are held they keep their places, and what came in is counted', async () => {
  const grouped: JobView = { group: 'phase', folded: [] };
  await boardOver([jobRow('a', 'assigned'), jobRow('b', 'accepted')], grouped);
  board.hold();
  core.rows = [jobRow('a', 'assigned'), jobRow('n', 'assigned'), jobRow('b', 'delivered', { revision: 2 })];
  board.applyRows([jobRow('n', 'assigned'), jobRow('b', 'delivered', { revision: 2 })]);
  await settle();
  expect(shown()).toEqual(['a', 'b']);
  expect(board.rowAt(1)?.status).toBe('delivered');
  expect(Object.fromEntries(state().news)).toEqual({ moving: 1, done: 1 });
  board.release();
  await settle();
  expect(shown()).toEqual(['a', 'n', 'b']);
  expect(state().news.size).toBe(0);
});

test('a group that gains one and loses one still says that one came in', async () => {
  await boardOver([jobRow('a', 'accepted'), jobRow('b', 'assigned')], { group: 'phase', folded: [] });
  board.hold();
  core.rows = [jobRow('a', 'assigned', { revision: 2 }), jobRow('b', 'delivered', { revision: 2 })];
  board.applyRows(core.rows);
  await settle();
  expect(state().news.get('moving')).toBe(1);
});

test('what the person does is shown at once, held or not', async () => {
  await boardOver([jobRow('a')]);
  board.hold();
  core.rows = [jobRow('mine'), jobRow('a')];
  board.askAgain();
  await answers();
  expect(shown()).toEqual(['mine', 'a']);
});

test('letting go without any change asks nothing', async () => {
  await boardOver([jobRow('a')]);
  const asked = core.questions.length;
  board.hold();
  board.release();
  await settle();
  expect(core.questions.length).toBe(asked);
});

test('a question that fails says so, keeps what is shown, and is asked again on demand', async () => {
  await boardOver([jobRow('a')]);
  core.fails.set('jobs.query', new Error('disk'));
  board.askAgain();
  await settle();
  expect(state().problem?.code).toBe('BUG');
  expect(shown()).toEqual(['a']);
  core.fails.clear();
  board.askAgain();
  await settle();
  expect(state().problem).toBeNull();
});

test('only an age that is sorted by can move a row', async () => {
  await boardOver([jobRow('a'), jobRow('b')]);
  const seen = [{ id: 'a' as JobId, receivedAt: 9_000 }];
  const asked = core.questions.length;
  board.applySeen(seen);
  await settle();
  expect(board.rowAt(0)?.receivedAt).toBe(9_000);
  expect(core.questions.length).toBe(asked);
  board.setView((view) => ({ ...view, sort: { by: 'age', direction: 'asc' } }));
  await settle();
  const askedByAge = core.questions.length;
  board.applySeen(seen);
  await settle();
  expect(core.questions.length).toBe(askedByAge + 1);
});

test('a total that is still being counted grows while the rows stay', async () => {
  core = createPageCore(many(1_000));
  core.totalIsExact = false;
  board = createBoardQuery(core.client);
  board.store.setState({ view: flat });
  board.reset(false);
  await settle();
  const first = state().total;
  expect(state().totalIsExact).toBe(false);
  board.setWindow(90, first - 1);
  await settle();
  expect(state().total).toBeGreaterThan(first);
  expect(board.rowAt(0)?.id).toBe('j0');
  expect(board.rowAt(first - 1)?.id).toBe(`j${first - 1}`);
});

test('rows by their place are asked for anew, folded as they are shown', async () => {
  await boardOver([jobRow('a', 'assigned'), jobRow('b', 'accepted'), jobRow('c', 'delivered')], {
    group: 'phase',
    folded: ['waiting'],
  });
  const rows = await board.rowsBetween(0, 1);
  expect(rows.map(({ id }) => id)).toEqual(['a', 'c']);
});

test('what is looked for is not hidden by folding', () => {
  const folded: JobView = { group: 'phase', folded: ['done', 'closed'] };
  expect(asAsked({ ...folded, text: 'bean' }).folded).toEqual([]);
  expect(asAsked({ ...folded, phases: ['done'] }).folded).toEqual(['closed']);
  expect(asAsked({ ...folded, statuses: ['cancelled'] }).folded).toEqual(['done']);
  expect(asAsked(folded)).toBe(folded);
});
