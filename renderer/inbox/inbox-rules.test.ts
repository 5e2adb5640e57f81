import { describe, expect, it, test } from 'vitest';
import type { InboxEntry, InboxReason, InboxSubject } from '../../shared/contract/inbox.ts';
import type { Command } from '../../shared/domain/command.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { entryWords } from './entry-words.ts';
import { groupEntries } from './group-entries.ts';
import { nextActs, placeOf } from './next-acts.ts';
import { snoozeUntil } from './snooze-times.ts';

function row(over: Partial<JobRow> = {}): JobRow {
  return {
    id: 'job-1',
    provider: 'twinjet',
    connectionId: 'connection-1',
    status: 'accepted',
    reference: 'BILL-7',
    recipient: 'L. Bluejeans',
    to: '560 Mission St',
    courierName: null,
    externalIds: { requestId: null, jobId: null, externalId: null, trackingId: null },
    rawStatus: '50',
    rawStatusText: null,
    trouble: null,
    ...over,
  } as JobRow;
}

function entry(subject: InboxSubject, reasons: InboxReason[], over: Partial<InboxEntry> = {}): InboxEntry {
  const about = `${subject.kind}:1`;
  return {
    id: `${about} ${reasons.join(' ')}`,
    about,
    reasons,
    severity: 'critical',
    sinceAt: 0,
    detail: null,
    subject,
    mark: null,
    ...over,
  };
}

const job = (reasons: InboxReason[], over: Partial<JobRow> = {}) =>
  entry({ kind: 'job', job: row(over) }, reasons);
const command = (over: Partial<Command>) =>
  entry(
    {
      kind: 'command',
      command: { kind: 'create', state: 'failed', provider: 'twinjet', ...over } as Command,
      job: row(),
    },
    [over.state === 'unknown' ? 'command-held' : 'command-refused'],
  );
const connection = (reason: InboxReason, provider: 'twinjet' | 'jet-delivery' = 'twinjet') =>
  entry({ kind: 'connection', connectionId: 'c' as never, provider, label: 'TCB' }, [reason]);

test('a click on its name opens what it is about, whatever the next step is', () => {
  expect(placeOf(job(['late']))).toBe('open-job');
  expect(placeOf(connection('signed-out'))).toBe('connections');
});

test('the next step is the one that helps', () => {
  expect(nextActs(job(['failed'], { status: 'failed' }))[0]).toBe('book-again');
  const shipment = { provider: 'shipping-order' as const, rawStatus: 'ESTIMATES_FAILED' };
  expect(nextActs(job(['failed'], { ...shipment, status: 'failed' }))[0]).toBe('edit-and-retry');
  expect(nextActs(job(['undeliverable'], { ...shipment, status: 'undeliverable' }))[0]).toBe('book-again');
  expect(nextActs(job(['exception'], { status: 'exception', provider: 'aftership' }))[0]).toBe('open-job');
  expect(nextActs(job(['late']))).toEqual(['open-job', 'ask-job']);
  expect(nextActs(job(['courier-lost']))[0]).toBe('ask-job');
  expect(nextActs(command({}))[0]).toBe('edit-and-send');
  expect(nextActs(command({ kind: 'cancel' }))[0]).toBe('send-again');
  expect(nextActs(command({ state: 'unknown' }))[0]).toBe('ask-command');
  expect(nextActs(connection('signed-out'))[0]).toBe('replace-secret');
  expect(nextActs(connection('signed-out', 'jet-delivery'))).toEqual(['connections']);
  expect(nextActs(connection('vault-locked'))).toEqual(['connections']);
  expect(nextActs(connection('unreachable'))[0]).toBe('test');
});

describe('an entry is called', () => {
  it('by what is wrong, with what, and what else is', () => {
    const words = entryWords(job(['late', 'courier-lost'], { courierName: '411 Billy' }));
    expect(words).toMatchObject({
      reason: 'Late',
      name: 'BILL-7',
      more: 'L. Bluejeans, 560 Mission St',
      detail: 'It is: Accepted, with 411 Billy. Also: courier not seen.',
    });
  });

  it('in their words where they have said something', () => {
    const said = { ...command({}), detail: 'The zip code is not served.' };
    expect(entryWords(said)).toMatchObject({
      reason: 'Booking refused',
      detail: 'The zip code is not served.',
    });
    expect(entryWords(job(['unknown'], { status: 'unknown', rawStatusText: 'Teleported' })).detail).toContain(
      '“Teleported”',
    );
  });

  it('without saying the name twice that begins the address', () => {
    expect(entryWords(job(['late'], { to: 'L. Bluejeans, 560 Mission St' })).more).toBe(
      'L. Bluejeans, 560 Mission St',
    );
  });

  it('by the kind of its form, where it is a draft', () => {
    const draft = (key: string) => entryWords(entry({ kind: 'draft', key }, ['quote-stale'])).name;
    expect([draft('compose'), draft('edit:job-1'), draft('duplicate:job-1')]).toEqual([
      'New job',
      'Change of a job',
      'Job like another',
    ]);
  });
});

test('groups stand in the order of urgency, without empty ones', () => {
  const soon = { ...job(['not-ready']), severity: 'caution' as const };
  const left = entry({ kind: 'draft', key: 'compose' }, ['quote-stale'], { severity: 'caution' });
  const put = { ...job(['failed']), mark: { kind: 'snoozed' as const, at: 1, untilAt: 2 } };
  const now = job(['late']);
  expect(groupEntries([left, put, soon, now])).toEqual([
    { group: 'now', entries: [now] },
    { group: 'soon', entries: [soon] },
    { group: 'left', entries: [left] },
    { group: 'snoozed', entries: [put] },
  ]);
});

test('tomorrow at seven is by the calendar, also when clocks change in the night', () => {
  const evening = new Date(2026, 9, 31, 22, 30);
  const morning = new Date(snoozeUntil('morning', evening.getTime()));
  expect([morning.getMonth(), morning.getDate(), morning.getHours(), morning.getMinutes()]).toEqual([
    10, 1, 7, 0,
  ]);
  expect(snoozeUntil('quarter', 1_000)).toBe(901_000);
  expect(snoozeUntil('hour', 1_000)).toBe(3_601_000);
});
