import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { JobId } from '../../shared/domain/ids.ts';
import {
  courier,
  createPageCore,
  createPageLink,
  jobRow,
  type PageCore,
} from '../../test/support/page-core.ts';
import { createDesk, type Desk } from './desk.ts';

let core: PageCore;
let desk: Desk;
let link: ReturnType<typeof createPageLink>;
let stop: () => void;
let frames: (() => void)[];

beforeEach(() => {
  vi.useFakeTimers();
  core = createPageCore([jobRow('a'), jobRow('b')]);
  link = createPageLink(core);
  frames = [];
  desk = createDesk(link.link, (run) => frames.push(run));
  stop = desk.start();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(1_500);
function paint() {
  for (const run of frames.splice(0)) run();
}
const rowOf = (id: string) => {
  const index = desk.board.indexOf(id as JobId);
  return index === undefined ? undefined : desk.board.rowAt(index);
};

test('everything that is on screen is asked for when the link opens', async () => {
  link.open();
  await settle();
  expect(desk.board.store.getState().total).toBe(2);
  expect(desk.stores.counts.getState().counts?.live).toBe(2);
  expect(desk.stores.host.getState().hello?.workspace).toBe('practice');
  expect(desk.stores.settings.getState().loaded).toBe(true);
  expect(desk.stores.connections.getState().loaded).toBe(true);
  expect(desk.stores.outbox.getState().loaded).toBe(true);
  expect(desk.stores.couriers.getState().loaded).toBe(true);
});

test('how the board was left stays while the core still answers the older layout', async () => {
  link.open();
  await settle();
  desk.actions.saveLayout('board', { group: 'none' });
  // Somebody else's change of the settings, within the pause.
  core.app.push({ kind: 'changed', topics: ['settings'] });
  await vi.advanceTimersByTimeAsync(300);
  expect(core.settings.layout).toEqual({});
  expect(desk.stores.settings.getState().settings.layout).toEqual({ board: { group: 'none' } });
  await settle();
  expect(core.settings.layout).toEqual({ board: { group: 'none' } });
  // Once it is kept, what the core says counts again.
  core.settings = { ...core.settings, layout: { board: { group: 'phase' } } };
  core.app.push({ kind: 'changed', topics: ['settings'] });
  await settle();
  expect(desk.stores.settings.getState().settings.layout).toEqual({ board: { group: 'phase' } });
});

test('changes wait for the next frame, and then the newest of each is applied', async () => {
  link.open();
  await settle();
  core.jobs.push({ kind: 'changes', revision: 2, rows: [jobRow('a', 'assigned', { revision: 2 })] });
  core.jobs.push({ kind: 'changes', revision: 3, rows: [jobRow('a', 'picked-up', { revision: 3 })] });
  core.couriersChannel.push({ kind: 'changes', revision: 2, couriers: [courier('k', 1), courier('k', 2)] });
  await vi.advanceTimersByTimeAsync(10);
  expect(rowOf('a')?.status).toBe('accepted');
  expect(frames.length).toBe(1);
  paint();
  expect(rowOf('a')?.status).toBe('picked-up');
  expect([...desk.stores.couriers.getState().byId.values()].map(({ revision }) => revision)).toEqual([2]);
});

test('that nothing changed makes the news younger and nothing else', async () => {
  link.open();
  await settle();
  core.jobs.push({ kind: 'seen', seen: [{ id: 'a' as JobId, receivedAt: 7_000 }] });
  await vi.advanceTimersByTimeAsync(10);
  paint();
  expect(rowOf('a')?.receivedAt).toBe(7_000);
  expect(rowOf('a')?.revision).toBe(1);
});

test('an open job is as young as its row', async () => {
  link.open();
  await settle();
  desk.navigation.openJob('a' as JobId);
  await settle();
  core.jobs.push({
    kind: 'seen',
    seen: [
      { id: 'a' as JobId, receivedAt: 7_000 },
      { id: 'b' as JobId, receivedAt: 9_000 },
    ],
  });
  await vi.advanceTimersByTimeAsync(10);
  paint();
  expect(desk.stores.job.getState().detail?.job.receivedAt).toBe(7_000);
  // An answer that was under way meanwhile knows of an earlier look only.
  core.jobs.push({
    kind: 'changes',
    revision: 2,
    rows: [jobRow('a', 'accepted', { revision: 2, receivedAt: 7_000 })],
  });
  await vi.advanceTimersByTimeAsync(10);
  paint();
  await settle();
  expect(desk.stores.job.getState().detail?.job.receivedAt).toBe(7_000);
});

test('after the link was lost the streams go on from the last revision and the board is asked again', async () => {
  link.open();
  await settle();
  core.jobs.push({ kind: 'changes', revision: 41, rows: [jobRow('a', 'accepted', { revision: 41 })] });
  await settle();
  link.lose();
  expect(desk.stores.link.getState().status.phase).toBe('lost');
  core.rows = [jobRow('c'), jobRow('a')];
  link.open();
  await settle();
  expect(core.sinceRevisions).toEqual([undefined, 41]);
  expect(desk.board.rowAt(0)?.id).toBe('c');
});

test('a gap in the stream makes the board and the open job be asked again', async () => {
  link.open();
  await settle();
  desk.navigation.openJob('a' as JobId);
  await settle();
  core.rows = [jobRow('a', 'picked-up', { revision: 9 })];
  core.jobs.push({ kind: 'reset', revision: 9 });
  await settle();
  expect(rowOf('a')?.status).toBe('picked-up');
  expect(desk.stores.job.getState().detail?.job.status).toBe('picked-up');
});

test('an open job is asked again when one of the same order comes in, and for no other', async () => {
  link.open();
  await settle();
  desk.navigation.openJob('a' as JobId);
  await settle();
  core.rows = [jobRow('a', 'picked-up', { revision: 9 })];
  const comes = async (id: string, reference: string, revision: number) => {
    core.jobs.push({ kind: 'changes', revision, rows: [jobRow(id, 'accepted', { revision, reference })] });
    await vi.advanceTimersByTimeAsync(10);
    paint();
    await settle();
    return desk.stores.job.getState().detail?.job.status;
  };
  expect(await comes('stranger', 'REF-ab', 10)).toBe('accepted');
  expect(await comes('parcel', 'ref-a', 11)).toBe('picked-up');
});

test('a stream that breaks alone is taken up again, the others go on', async () => {
  link.open();
  await settle();
  core.jobs.push({ kind: 'changes', revision: 5, rows: [] });
  await settle();
  core.jobs.end();
  await settle();
  expect(core.sinceRevisions).toEqual([undefined, 5]);
  core.jobs.push({ kind: 'changes', revision: 6, rows: [jobRow('b', 'assigned', { revision: 6 })] });
  await vi.advanceTimersByTimeAsync(10);
  paint();
  expect(rowOf('b')?.status).toBe('assigned');
});

test('topics that changed are asked for once, however often it is said', async () => {
  link.open();
  await settle();
  const before = core.calls.filter((name) => name === 'outbox.list').length;
  for (let times = 0; times < 10; times += 1) core.app.push({ kind: 'changed', topics: ['outbox'] });
  await settle();
  expect(core.calls.filter((name) => name === 'outbox.list').length).toBe(before + 1);
});

test('another workspace leaves nothing of the old one behind', async () => {
  link.open();
  await settle();
  core.jobs.push({ kind: 'changes', revision: 30, rows: [] });
  await settle();
  desk.stores.selection.setState({ marked: new Map([['a' as JobId, jobRow('a')]]) });
  desk.navigation.openJob('a' as JobId);
  core.app.push({
    kind: 'notice',
    key: 'late:a',
    title: 'REF-a is late',
    body: '',
    severity: 'critical',
    opens: { kind: 'job', jobId: 'a' },
  });
  core.workspace = 'live';
  core.rows = [];
  core.couriers = [];
  core.app.push({ kind: 'changed', topics: ['workspace'] });
  await settle();
  expect(desk.board.store.getState().total).toBe(0);
  expect(desk.stores.selection.getState().marked.size).toBe(0);
  expect(desk.stores.screen.getState().panel).toBeNull();
  expect(desk.stores.host.getState().hello?.workspace).toBe('live');
  expect(desk.stores.notice.getState().notice).toBeNull();
  // Its revisions are its own: the streams may not go on from the other's.
  core.jobs.end();
  await settle();
  expect(core.sinceRevisions.at(-1)).toBeUndefined();
});

test('chosen rows are kept as they are now', async () => {
  link.open();
  await settle();
  desk.stores.selection.setState({ marked: new Map([['a' as JobId, jobRow('a')]]) });
  core.jobs.push({ kind: 'changes', revision: 2, rows: [jobRow('a', 'picked-up', { revision: 2 })] });
  await vi.advanceTimersByTimeAsync(10);
  paint();
  expect(desk.stores.selection.getState().marked.get('a' as JobId)?.status).toBe('picked-up');
});

test('something to be told reaches the frame', async () => {
  link.open();
  await settle();
  const notice = {
    kind: 'notice' as const,
    key: 'late',
    title: '2 late',
    body: '',
    severity: 'critical' as const,
    opens: { kind: 'board' as const, filter: 'late' as const },
  };
  core.app.push(notice);
  await settle();
  expect(desk.stores.notice.getState().notice).toMatchObject({ key: 'late', title: '2 late' });
});

test('a list of couriers does not undo newer news of one of them', async () => {
  core.couriers = [courier('k', 3)];
  link.open();
  await settle();
  core.couriersChannel.push({ kind: 'changes', revision: 8, couriers: [courier('k', 8)] });
  await vi.advanceTimersByTimeAsync(10);
  paint();
  core.couriersChannel.push({ kind: 'reset', revision: 8 });
  await settle();
  expect([...desk.stores.couriers.getState().byId.values()].map(({ revision }) => revision)).toEqual([8]);
});
