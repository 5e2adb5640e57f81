// One open workspace with a clock turned by hand: what it does by itself, and what settings change in it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bookedJob } from '../../test/support/booked-job.ts';
import { createVirtualClock, type VirtualClock } from '../../test/support/virtual-clock.ts';
import { openCache } from './cache/open-cache.ts';
import { createMemorySecrets } from './connections/memory-secrets.ts';
import { type ChangeFeed, createChangeFeed } from './feed/change-feed.ts';
import type { Logger } from './ports.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

let folder: string;
let clock: VirtualClock;
let feed: ChangeFeed;
let workspace: Workspace;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-workspace-'));
  clock = createVirtualClock();
  feed = createChangeFeed({ clock });
  const secrets = createMemorySecrets();
  workspace = await openWorkspace({
    name: 'live',
    ports: {
      clock,
      log: silent,
      secrets,
      notifier: { show() {} },
      paths: { dataDir: folder },
      fetch: () => Promise.reject(new TypeError('fetch failed')),
      host: 'server',
      version: '0.0.0',
    },
    feed,
    secrets,
    // In this thread: a clock that is turned by hand waits for no other.
    openCache,
    onFileProblem: () => undefined,
  });
});
afterEach(async () => {
  await workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const connect = (apiToken = 'x') =>
  workspace.connections.create({ provider: 'twinjet', label: 'A', secret: { apiToken } });

it('removes closed jobs that are older than they are to be kept, soon after the start and every day', async () => {
  const connectionId = await connect();
  const closed = (ageDays: number) =>
    bookedJob(connectionId, clock.now() - ageDays * DAY, {
      status: 'delivered',
      receivedAt: clock.now() - ageDays * DAY + MINUTE,
      changedAt: clock.now() - ageDays * DAY,
    });
  const open = bookedJob(connectionId, clock.now() - 200 * DAY, { status: 'queued' });
  await workspace.jobs.adopt([closed(89.9), closed(100), open]);
  const total = async () => (await workspace.board.query({}, 0, 1)).total;
  await workspace.start();
  await clock.advance(MINUTE);
  expect(await total()).toBe(3);
  await clock.advance(2 * MINUTE);
  expect(await total()).toBe(2);
  await clock.advance(DAY);
  expect(await total()).toBe(1);
  await expect(workspace.board.job(open.id)).resolves.toMatchObject({ job: { id: open.id } });
});

it('gives every connection the pace that is set, also one that is made later', async () => {
  const first = await connect();
  await workspace.settings.update({ polling: { requestsPerSecond: 2 } });
  const second = await connect('y');
  for (const id of [first, second]) expect(workspace.connections.health(id).budget.perSecond).toBe(2);
});
