// What the procedures of sections `inbox` and `training` must do, whichever way they are reached. Read by rows.ts.

import { expect } from 'vitest';
import { TRAINING_TASKS } from '../../shared/contract/training.ts';
import { type Desk, eventually } from './desk.ts';
import type { Row } from './rows.ts';

const MINUTE = 60_000;
const fields = (...names: string[]) => ({
  fields: names.map((field) => expect.objectContaining({ field })),
});

/** A job that was promised to the moment before. */
async function lateJob(desk: Desk) {
  const at = (offsetMs: number) => new Date(Date.now() + offsetMs).toISOString();
  const { jobId } = await desk.book({
    ready_time: at(-90 * MINUTE),
    deliver_from_time: at(-90 * MINUTE),
    deliver_to_time: at(-MINUTE),
  });
  return eventually(async () => entryOf(desk, `job:${jobId}`));
}

async function entryOf({ client }: Desk, about: string) {
  const { entries } = await client.inbox.list();
  return entries.find((entry) => entry.about === about);
}

export const inboxRows: Record<string, Row> = {
  'inbox.list': {
    async works(desk) {
      const entry = await lateJob(desk);
      expect(entry).toMatchObject({
        reasons: ['late'],
        severity: 'critical',
        subject: { kind: 'job', job: { connectionId: desk.connectionId } },
        mark: null,
      });
      const { counts } = await desk.client.inbox.list();
      expect(counts.open).toBeGreaterThanOrEqual(1);
      expect(counts.more).toBe(0);
    },
  },
  'inbox.watch': {
    async works(desk) {
      const giveUp = new AbortController();
      const stream = (await desk.client.inbox.watch(undefined, { signal: giveUp.signal }))[
        Symbol.asyncIterator
      ]();
      const first = await stream.next();
      expect(first.value).toMatchObject({ open: expect.any(Number), critical: expect.any(Number), more: 0 });
      await lateJob(desk);
      expect((await stream.next()).done).toBe(false);
      giveUp.abort();
      await stream.next().catch(() => undefined);
    },
  },
  'inbox.acknowledge': {
    async works(desk) {
      const { id, about } = await lateJob(desk);
      expect(await desk.client.inbox.acknowledge({ ids: [id, 'job:nowhere late'] })).toEqual({ ids: [id] });
      expect((await entryOf(desk, about))?.mark).toEqual({ kind: 'acknowledged', at: expect.any(Number) });
    },
    fails: {
      'no id': {
        code: 'INVALID',
        call: ({ client }) => client.inbox.acknowledge({ ids: [] }),
        data: fields('ids'),
      },
    },
  },
  'inbox.snooze': {
    async works(desk) {
      const { id, about } = await lateJob(desk);
      const untilAt = Date.now() + 15 * MINUTE;
      expect(await desk.client.inbox.snooze({ ids: [id], untilAt })).toEqual({ ids: [id] });
      expect((await entryOf(desk, about))?.mark).toEqual({
        kind: 'snoozed',
        at: expect.any(Number),
        untilAt,
      });
    },
    fails: {
      'a time that is over': {
        code: 'INVALID',
        call: ({ client }) => client.inbox.snooze({ ids: ['x'], untilAt: Date.now() - MINUTE }),
        data: fields('untilAt'),
      },
      'a time that is too far away': {
        code: 'INVALID',
        call: ({ client }) =>
          client.inbox.snooze({ ids: ['x'], untilAt: Date.now() + 40 * 24 * 60 * MINUTE }),
        data: fields('untilAt'),
      },
    },
  },
  'inbox.restore': {
    async works(desk) {
      const { id, about } = await lateJob(desk);
      await desk.client.inbox.acknowledge({ ids: [id] });
      expect(await desk.client.inbox.restore({ ids: [id] })).toEqual({ ids: [id] });
      expect((await entryOf(desk, about))?.mark).toBeNull();
      expect(await desk.client.inbox.restore({ ids: [id] })).toEqual({ ids: [] });
    },
  },

  'training.get': {
    async works({ client }) {
      const { tasks } = await client.training.get();
      expect(tasks.map(({ task }) => task)).toEqual([...TRAINING_TASKS]);
    },
  },
  'training.reset': {
    async works({ client }) {
      // What is done live is no training.
      const { tasks } = await client.training.reset();
      expect(tasks.every(({ doneAt }) => doneAt === null)).toBe(true);
      expect(await client.training.get()).toEqual({ tasks });
    },
  },
};
