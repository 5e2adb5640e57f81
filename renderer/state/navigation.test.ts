import { expect, test } from 'vitest';
import type { JobId } from '../../shared/domain/ids.ts';
import { createNavigation, parseRoute, routeOf } from './navigation.ts';
import { createStores } from './stores.ts';

test('addresses lead somewhere, foreign ones nowhere', () => {
  expect(parseRoute('#/job/a%2Fb')).toEqual({ kind: 'job', jobId: 'a/b' });
  expect(parseRoute('#/map')).toEqual({ kind: 'desk', mode: 'map' });
  expect(parseRoute('#/outbox')).toEqual({ kind: 'screen', screen: 'outbox' });
  expect(parseRoute('#/late')).toEqual({ kind: 'filter', filter: 'late' });
  expect(parseRoute('#/new')).toEqual({ kind: 'new' });
  expect(parseRoute('')).toEqual({ kind: 'desk', mode: null });
  for (const hash of ['#/job', '#/job/', '#/job/%E0%A4%A', '#/nowhere', '#javascript:alert(1)'])
    expect(parseRoute(hash)).toBeNull();
});

test('what is on screen has an address that leads back to it', () => {
  const stores = createStores({ phase: 'open', since: 0 });
  const opened: (JobId | null)[] = [];
  const navigation = createNavigation(stores, (id) => opened.push(id));
  navigation.openJob('a/b' as JobId);
  expect(routeOf(stores)).toBe('#/job/a%2Fb');
  expect(stores.selection.getState().cursor).toBe('a/b');
  navigation.closePanel();
  expect(opened).toEqual(['a/b', null]);
  navigation.setMode('map');
  expect(routeOf(stores)).toBe('#/map');
  navigation.addConnection();
  expect(routeOf(stores)).toBe('#/connections');
  expect(stores.screen.getState().addConnection).toBe(true);
  navigation.show('settings');
  expect(stores.screen.getState().addConnection).toBe(false);
});

test('a form about a job brings that job along, another one none', () => {
  const stores = createStores({ phase: 'open', since: 0 });
  const opened: (JobId | null)[] = [];
  const navigation = createNavigation(stores, (id) => opened.push(id));
  navigation.compose({ kind: 'edit', jobId: 'a' as JobId });
  expect(opened).toEqual(['a']);
  expect(stores.selection.getState().cursor).toBe('a');
  expect(stores.screen.getState().panel).toEqual({ kind: 'compose', intent: { kind: 'edit', jobId: 'a' } });
  navigation.compose({ kind: 'new' });
  expect(opened).toEqual(['a', null]);
  expect(stores.selection.getState().cursor).toBe('a');
});
