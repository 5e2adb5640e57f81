import { beforeEach, expect, it, vi } from 'vitest';
import {
  app,
  DoubleWebContents,
  dialog,
  electronEvent,
  resetElectron,
} from '../../test/support/electron-double.ts';
import type { Logger } from '../core/ports.ts';
import { recoverPage } from './page-recovery.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

const log: Logger = { debug() {}, info() {}, warn() {}, error() {} };
let now: number;
let contents: DoubleWebContents;
beforeEach(async () => {
  resetElectron();
  now = 1_000_000;
  contents = new DoubleWebContents();
  await contents.loadURL('switchyard-app://console/');
  recoverPage(contents as never, { clock: { now: () => now, setTimeout: () => () => {} }, log });
});

function die(reason: Electron.RenderProcessGoneDetails['reason'] = 'crashed'): void {
  contents.emit('render-process-gone', electronEvent(), { reason, exitCode: 1 });
}

it('loads a page that died again, at once', () => {
  die();
  expect(contents.loads).toBe(2);
  expect(dialog.asked).toEqual([]);
});

it('asks when it dies again soon, and does as it is told', async () => {
  die();
  now += 59_000;
  die('oom');
  expect(contents.loads).toBe(2);
  expect(dialog.asked).toHaveLength(1);
  await vi.waitFor(() => expect(contents.loads).toBe(3));
  expect(app.ended).toBe(null);
});

it('quits where that is the answer', async () => {
  dialog.answer = 1;
  die();
  die();
  await vi.waitFor(() => expect(app.ended).toBe('quit'));
  expect(contents.loads).toBe(2);
});

it('asks nobody when the deaths are far apart', () => {
  die();
  now += 61_000;
  die();
  expect(contents.loads).toBe(3);
  expect(dialog.asked).toEqual([]);
});

it('leaves one that ended in order alone', () => {
  die('clean-exit');
  expect(contents.loads).toBe(1);
});
