import { beforeEach, expect, it, vi } from 'vitest';
import { app, powerMonitor, resetElectron } from '../../test/support/electron-double.ts';
import type { Logger } from '../core/ports.ts';
import { installOrderlyQuit } from './orderly-quit.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

let errors: string[];
const log: Logger = { debug() {}, info() {}, warn() {}, error: (message) => void errors.push(message) };
beforeEach(() => {
  resetElectron();
  errors = [];
});

function install(limitMs?: number) {
  const rest = Promise.withResolvers<void>();
  const stop = vi.fn(() => rest.promise);
  const quit = installOrderlyQuit({ stop, log, ...(limitMs !== undefined && { limitMs }) });
  return { quit, stop, rest };
}

it('ends only after everything is at rest, and asks for that once', async () => {
  const { quit, stop, rest } = install();
  expect(quit.hasBegun()).toBe(false);
  app.quit();
  app.quit();
  await new Promise((resolve) => setImmediate(resolve));
  expect({ begun: quit.hasBegun(), ended: app.ended }).toEqual({ begun: true, ended: null });
  rest.resolve();
  await vi.waitFor(() => expect(app.ended).toBe('quit'));
  expect(stop).toHaveBeenCalledTimes(1);
});

it('does not wait for ever', async () => {
  install(20);
  app.quit();
  await vi.waitFor(() => expect(app.ended).toBe('quit'));
  expect(errors).toEqual(['Stopping took too long.']);
});

it('ends also where stopping fails', async () => {
  const { rest } = install();
  app.quit();
  rest.reject(new Error('the disk is gone'));
  await vi.waitFor(() => expect(app.ended).toBe('quit'));
  expect(errors).toEqual(['Switchyard did not stop in order.']);
});

it('takes the same way out with an exit code', async () => {
  const { quit, stop, rest } = install();
  const leaving = quit.exit(1);
  expect(quit.hasBegun()).toBe(true);
  expect(app.ended).toBe(null);
  rest.resolve();
  await leaving;
  expect(app.ended).toBe(1);
  expect(stop).toHaveBeenCalledTimes(1);
});

it('quits when the machine is shut down', async () => {
  const { rest } = install();
  app.makeReady();
  await vi.waitFor(() => expect(powerMonitor.listenerCount('shutdown')).toBe(1));
  powerMonitor.emit('shutdown');
  rest.resolve();
  await vi.waitFor(() => expect(app.ended).toBe('quit'));
});
