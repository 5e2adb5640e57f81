// The ticks of the training sheet: what earns one, and that they outlive the console.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../shared/domain/command.ts';
import { createVirtualClock } from '../../../test/support/virtual-clock.ts';
import type { Logger } from '../ports.ts';
import { createTrainingService, type TrainingService } from './training-service.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const clock = createVirtualClock();
let folder: string;
let training: TrainingService;

const open = () => createTrainingService({ dataDir: folder, clock, log: silent, onChange: () => {} });

async function done(service = training): Promise<string[]> {
  await clock.settle();
  const { tasks } = await service.get();
  return tasks.filter(({ doneAt }) => doneAt !== null).map(({ task }) => task);
}

const command = (over: Partial<Command>) =>
  ({ kind: 'create', state: 'done', provider: 'twinjet', createdAt: clock.now(), ...over }) as Command;

const to = (street_address: string) => ({ deliver_address: { street_address, zip_code: '94105' } });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-training-'));
  training = open();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('commands', () => {
  it('count when the provider took them, not when they are sent', async () => {
    await training.commands([command({ state: 'queued' }), command({ kind: 'cancel', state: 'failed' })]);
    expect(await done()).toEqual([]);
    await training.commands([
      command({}),
      command({ kind: 'cancel' }),
      command({ kind: 'retry', provider: 'shipping-order' }),
      command({ provider: 'aftership' }),
      command({ kind: 'complete', provider: 'aftership' }),
    ]);
    expect(await done()).toEqual(['book', 'cancel', 'rescue', 'follow', 'settle-parcel']);
  });
});

describe('answers', () => {
  const answered = (procedure: string, input: unknown, output: unknown = {}) =>
    training.answered({ procedure, input, output });

  it('count a booking like the job that was looked at, and no other', async () => {
    answered('jobs.get', {}, { job: { request: to('560 Mission St') } });
    answered('twinjet.createJob', { job: to('1 Market St') });
    expect(await done()).toEqual([]);
    answered('twinjet.createJob', { job: to('560 Mission St') });
    expect(await done()).toEqual(['book-again']);
  });

  it('count a label only when one was made and then cancelled', async () => {
    answered('labels.cancelLabels.create', {});
    expect(await done()).toEqual([]);
    answered('labels.create', {});
    answered('labels.cancelLabels.create', {});
    expect(await done()).toEqual(['label']);
  });

  it('count a proof that was taken, an opening that was begun, an entry that was dealt with', async () => {
    answered('carrierAccounts.fedexVerifyPin', {}, { verified: false });
    answered('inbox.acknowledge', {}, { ids: [] });
    expect(await done()).toEqual([]);
    answered('carrierAccounts.fedexVerifyPin', {}, { verified: true });
    answered('onboarding.preRegister', {});
    answered('inbox.snooze', {}, { ids: ['job:1 late'] });
    expect(await done()).toEqual(['fedex', 'jet', 'inbox']);
  });
});

describe('the ticks', () => {
  it('are there after a restart, and gone after a new beginning', async () => {
    await training.commands([command({})]);
    await vi.waitFor(async () => expect(await done(open())).toEqual(['book']));
    clock.jump(1_000);
    await training.reset();
    await training.commands([command({ createdAt: clock.now() - 500 })]);
    expect(await done()).toEqual([]);
    await vi.waitFor(async () => expect(await done(open())).toEqual([]));
  });

  it('cannot be read from a damaged file, and begin again', async () => {
    writeFileSync(join(folder, 'training.json'), '{"since":1,"done":{"bo');
    training = open();
    expect(await done()).toEqual([]);
    await training.commands([command({})]);
    expect(await done()).toEqual(['book']);
  });
});
