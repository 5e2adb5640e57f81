// Seed 002: a command whose answer was lost is looked for by a status question, never repeated blindly.

import { describe, expect, it } from 'vitest';
import type { CommandKind } from '../../../shared/domain/command.ts';
import { command, loopback, TOKEN } from './loopback.ts';

const twinjet = loopback();

const SENT_AT = Date.UTC(2026, 10, 21, 17, 0, 0);
const MINUTE = 60_000;

function statusAnswer(code: number, history: string[] = []): string {
  return JSON.stringify({
    job_info: { job_id: code >= 50 ? 5265 : undefined, request_id: 'A1B2C3D4E5', external_id: 'SY-1' },
    current_status: { status_code: code, status_time: '2026-11-21T17:00:05.000001' },
    job_history: history.map((date) => ({
      date,
      log: 'Job was created via the TwinJet API v1.',
      user: null,
    })),
  });
}

function locate(kind: CommandKind, payload: object = {}) {
  const ids = kind === 'create' ? { externalId: 'SY-1' } : { requestId: 'A1B2C3D4E5', externalId: 'SY-1' };
  return twinjet.provider.locate(twinjet.account, command(kind, payload, { ids, firstSentAt: SENT_AT }), {
    priority: 'command',
  });
}

describe('seed 002 · a lost New Job', () => {
  it('is asked for by `external_id`, and nothing is changed', async () => {
    twinjet.answer('', 404);
    await locate('create', { external_id: 'ORDER-9' });
    const { method, url, json } = twinjet.only();
    expect([method, url]).toEqual(['POST', '/api/v1/status/']);
    expect(json).toEqual({ api_token: TOKEN, external_id: 'ORDER-9' });
  });

  it('is done when the job is there', async () => {
    twinjet.answer(statusAnswer(50, ['2026-11-21T17:00:01.250000+00:00']));
    expect(await locate('create')).toMatchObject({
      kind: 'done',
      ids: { requestId: 'A1B2C3D4E5', jobId: '5265', externalId: 'SY-1' },
      news: { status: 'accepted' },
    });
  });

  it('is done when the job is still processing and has no history', async () => {
    twinjet.answer(statusAnswer(40));
    expect(await locate('create')).toMatchObject({ kind: 'done', ids: { jobId: null } });
  });

  it.each([
    ['ten minutes early, as clocks differ', -10 * MINUTE, 'done'],
    ['more than that', -10 * MINUTE - 1, 'conflict'],
  ])('a job that began %s', async (_what, offset, kind) => {
    twinjet.answer(statusAnswer(50, ['2026-11-21T17:00:00Z', new Date(SENT_AT + offset).toISOString()]));
    expect((await locate('create')).kind).toBe(kind);
  });

  it('says in a conflict what the person has to do', async () => {
    twinjet.answer(statusAnswer(62, ['2026-11-14T10:00:00Z']));
    const located = await locate('create');
    expect(located.kind === 'conflict' && located.sentence).toMatch(
      /older job under the external id SY-1.*Ask the courier company/,
    );
  });

  it.each([
    [404, ''],
    [400, ''],
    [400, '{"errors":[{"external_id":"No such job"}]}'],
  ])('is absent after %i %s', async (status, body) => {
    twinjet.answer(body, status);
    expect(await locate('create')).toEqual({ kind: 'absent' });
  });

  it.each([
    [400, '{"errors":[{"api_token":"Unknown"}]}', 'signed-out'],
    [401, '', 'signed-out'],
    [500, '', 'provider-down'],
    [200, '', 'bad-answer'],
    [200, '{"job_info":{}}', 'bad-answer'],
  ])('stays open after %i %s', async (status, body, kind) => {
    twinjet.answer(body, status);
    expect(await locate('create')).toMatchObject({ kind: 'no-answer', error: { kind } });
  });

  it('stays open after a cut connection', async () => {
    twinjet.answer({ reset: true });
    expect(await locate('create')).toMatchObject({ kind: 'no-answer', error: { kind: 'unreachable' } });
  });
});

describe('seed 002 · a lost Cancel Job', () => {
  it.each([
    [52, 'done'],
    [61, 'too-late'],
    [62, 'too-late'],
    [63, 'too-late'],
    [30, 'absent'],
    [40, 'absent'],
    [50, 'absent'],
    [51, 'absent'],
    [53, 'absent'],
    [60, 'absent'],
    [77, 'absent'],
  ])('status %i: %s', async (code, kind) => {
    twinjet.answer(statusAnswer(code));
    expect((await locate('cancel')).kind).toBe(kind);
    expect(twinjet.only().json).toEqual({ api_token: TOKEN, request_id: 'A1B2C3D4E5' });
  });

  it('says whom to call when the courier has it', async () => {
    twinjet.answer(statusAnswer(61));
    const located = await locate('cancel');
    expect(located.kind === 'too-late' && located.sentence).toMatch(/Call the courier company/);
  });
});

describe('seed 002 · a lost Edit / Update Job', () => {
  it.each([
    [30, 'too-late'],
    [51, 'too-late'],
    [52, 'too-late'],
    [61, 'too-late'],
    [62, 'too-late'],
    [63, 'too-late'],
    [40, 'absent'],
    [50, 'absent'],
    [53, 'absent'],
    [60, 'absent'],
    [77, 'absent'],
  ])('status %i: %s', async (code, kind) => {
    twinjet.answer(statusAnswer(code));
    expect((await locate('edit', { tip: 1 })).kind).toBe(kind);
    expect(twinjet.only().url).toBe('/api/v1/status/');
  });
});
