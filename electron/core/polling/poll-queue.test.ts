// The rule of the queue in virtual time, beside other ways of polling on the same desk with the same budget.

import { describe, expect, it } from 'vitest';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import { pollScheduler } from '../../../test/support/poll-scheduler.ts';
import {
  cadenceByStatusAndWindow,
  followDesk,
  makeDesk,
  mean,
  roundRobin,
} from '../../../test/support/virtual-desk.ts';
import type { PollableJob } from '../cache/cache.ts';
import { chooseNext, createEntry, type PollEntry } from './poll-queue.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 7, 4, 15);

describe('the queue under small budgets', () => {
  const desk = makeDesk(11, 400, 4.5);
  const span = { fromMs: 2.5 * HOUR, toMs: 4.5 * HOUR };
  // As 2,000 live jobs with 1, 2, 5 and 10 requests a second.
  const results = [0.2, 0.4, 1, 2].map((perSecond) => ({
    perSecond,
    ours: followDesk(desk, pollScheduler({}), perSecond, span),
    windows: followDesk(desk, cadenceByStatusAndWindow(), perSecond, span),
    inTurn: followDesk(desk, roundRobin(), perSecond, span),
  }));

  it.each(results)('sees changes sooner at $perSecond requests a second', ({ ours, windows, inTurn }) => {
    expect(ours.all.length).toBeGreaterThan(300);
    expect(mean(ours.all)).toBeLessThan(0.7 * mean(windows.all));
    expect(mean(ours.all)).toBeLessThan(0.2 * mean(inTurn.all));
  });

  it.each(results)('never lets jobs under way wait behind booked ones at $perSecond', ({ ours }) => {
    expect(mean(ours.underWay)).toBeLessThan(mean(ours.booked));
  });
});

describe('chooseNext', () => {
  const entry = (id: string, over: Partial<PollableJob>, lookedAt: number): PollEntry => {
    const job: PollableJob = {
      id: id as JobId,
      connectionId: 'connection-1' as ConnectionId,
      status: 'accepted',
      rawStatus: '50',
      readyAt: START,
      windowFromAt: START,
      promiseAt: START + HOUR,
      createdAt: START - 2 * HOUR,
      receivedAt: lookedAt,
      changedAt: START - HOUR,
      externalIds: { requestId: id, jobId: null, externalId: null, trackingId: null },
      reference: null,
      hasCourier: false,
      ...over,
    };
    return createEntry(job, {}, 0.5);
  };
  const ids = (entries: PollEntry[]) => entries.map(({ job }) => job.id);

  it('takes a job that is due to change before one that is booked for the evening', () => {
    const now = START + 10 * MINUTE;
    const soon = entry('soon', {}, now - 3 * MINUTE);
    const evening = entry('evening', { readyAt: START + 9 * HOUR }, now - 12 * MINUTE);
    expect(ids(chooseNext([evening, soon], now, 2).chosen)).toEqual(['soon', 'evening']);
    expect(ids(chooseNext([evening, soon], now, 1).chosen)).toEqual(['soon']);
  });

  it('comes to everybody in the end', () => {
    const now = START + 10 * MINUTE;
    const soon = entry('soon', {}, now - MINUTE);
    const evening = entry('evening', { readyAt: START + 9 * HOUR }, now - 4 * HOUR);
    expect(ids(chooseNext([evening, soon], now, 1).chosen)).toEqual(['evening']);
  });

  it('leaves out what is being asked or not due, and says when the next is', () => {
    const now = START + 10 * MINUTE;
    const asking = { ...entry('asking', {}, now - HOUR), asking: true };
    const later = { ...entry('later', {}, now), dueAt: now + 5_000 };
    const latest = { ...entry('latest', {}, now), dueAt: now + 9_000 };
    expect(chooseNext([asking, latest, later], now, 3)).toEqual({ chosen: [], nextDueAt: now + 5_000 });
  });
});
