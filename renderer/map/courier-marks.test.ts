import { expect, test } from 'vitest';
import type { Courier } from '../../shared/domain/courier.ts';
import type { ConnectionId, CourierId, JobId } from '../../shared/domain/ids.ts';
import { createCourierMarks } from './courier-marks.ts';
import { worldX } from './mercator.ts';

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const STALE_MS = 5 * MINUTE;

function courier(id: string, part: Partial<Courier> = {}): Courier {
  return {
    id: id as CourierId,
    connectionId: 'connection' as ConnectionId,
    name: '411 Billy Bikeracer',
    position: { lat: 37.77, lng: -122.42 },
    positionAt: NOW,
    heading: null,
    jobIds: [],
    revision: 1,
    ...part,
  };
}
const store = (...couriers: Courier[]) => new Map(couriers.map((one) => [one.id, one]));

test('news moves a mark in place', () => {
  const marks = createCourierMarks(STALE_MS);
  marks.take(store(courier('a')), NOW);
  const mark = marks.byId.get('a' as CourierId);
  const moved = courier('a', { position: { lat: 37.78, lng: -122.4 }, revision: 2 });
  expect(marks.take(store(moved), NOW)).toEqual({ changed: true });
  expect(marks.byId.get('a' as CourierId)).toBe(mark);
  expect(mark?.position).toEqual({ lat: 37.78, lng: -122.4 });
  expect(mark?.x).toBe(worldX(-122.4));
});

test('the same couriers once more are no change', () => {
  const marks = createCourierMarks(STALE_MS);
  const [a, b] = [courier('a'), courier('b')];
  marks.take(store(a, b), NOW);
  expect(marks.take(store(a, b), NOW)).toEqual({ changed: false });
});

test('who is gone, or has no position any more, leaves the map; who never had one does not come', () => {
  const marks = createCourierMarks(STALE_MS);
  const [a, b, c] = [courier('a'), courier('b'), courier('c', { position: null, positionAt: null })];
  marks.take(store(a, b, c), NOW);
  expect([...marks.byId.keys()]).toEqual(['a', 'b']);
  expect(marks.take(store(b, c), NOW)).toEqual({ changed: true });
  expect([...marks.byId.keys()]).toEqual(['b']);
  expect(marks.take(store(courier('b', { position: null }), c), NOW)).toEqual({ changed: true });
  expect(marks.byId.size).toBe(0);
});

test('a position that is no place on earth is not drawn', () => {
  const marks = createCourierMarks(STALE_MS);
  marks.take(store(courier('a', { position: { lat: Number.NaN, lng: 500 } })), NOW);
  expect(marks.byId.size).toBe(0);
});

test('time alone makes a position old, then lost with its age', () => {
  const marks = createCourierMarks(STALE_MS);
  marks.take(store(courier('a')), NOW);
  const mark = marks.byId.get('a' as CourierId);
  expect(marks.grow(NOW + 4 * MINUTE, STALE_MS)).toBe(false);
  expect(mark?.freshness).toBe('live');
  expect(marks.grow(NOW + 6 * MINUTE, STALE_MS)).toBe(true);
  expect([mark?.freshness, mark?.age]).toEqual(['stale', null]);
  expect(marks.grow(NOW + 16 * MINUTE, STALE_MS)).toBe(true);
  expect([mark?.freshness, mark?.age]).toEqual(['lost', '16 min']);
  expect(marks.grow(NOW + 16.5 * MINUTE, STALE_MS)).toBe(false);
});

test('who has no open job is drawn for an hour after the last position, who has one for as long as it is open', () => {
  const marks = createCourierMarks(STALE_MS);
  const jobIds = ['open' as JobId];
  const idle = courier('idle', { positionAt: NOW - 59 * MINUTE });
  const home = courier('home', { positionAt: NOW - 61 * MINUTE });
  const silent = courier('silent', { positionAt: NOW - 600 * MINUTE, jobIds });
  marks.take(store(idle, home, silent), NOW);
  expect([...marks.byId.keys()]).toEqual(['idle', 'silent']);
  expect(marks.grow(NOW + 2 * MINUTE, STALE_MS)).toBe(true);
  expect([...marks.byId.keys()]).toEqual(['silent']);
  expect(marks.take(store(idle, home, courier('silent', { positionAt: NOW - 600 * MINUTE })), NOW)).toEqual({
    changed: true,
  });
  expect(marks.byId.has('silent' as CourierId)).toBe(false);
});

test('another limit in the settings is heeded at once', () => {
  const marks = createCourierMarks(STALE_MS);
  marks.take(store(courier('a', { positionAt: NOW - 2 * MINUTE })), NOW);
  expect(marks.grow(NOW, MINUTE)).toBe(true);
  expect(marks.byId.get('a' as CourierId)?.freshness).toBe('stale');
});

test('trouble that is known first colours a courier that comes later', () => {
  const marks = createCourierMarks(STALE_MS);
  marks.takeTroubled(new Map([['late' as JobId, 'critical']]));
  marks.take(store(courier('a', { jobIds: ['late' as JobId] })), NOW);
  const mark = marks.byId.get('a' as CourierId);
  expect(mark?.severity).toBe('critical');
  marks.takeTroubled(new Map());
  expect(mark?.severity).toBe('moving');
});
