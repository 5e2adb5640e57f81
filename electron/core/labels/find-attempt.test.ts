// Which listed thing is the one whose answer got lost: the wrong one would leave a parcel without its label.

import { expect, it } from 'vitest';
import type { Attempt, Label, Manifest, Pickup } from '../../../shared/contract/labels.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { isThisAccount, isThisLabel, isThisManifest, isThisPickup, markedLabel } from './find-attempt.ts';

const SENT = Date.UTC(2026, 10, 22, 12);
const iso = (at: number) => new Date(at).toISOString();

const attempt = (request: unknown, mark: string | null = null): Attempt => ({
  id: 'a',
  connectionId: 'c' as ConnectionId,
  kind: 'label',
  state: 'unknown',
  mark,
  request,
  sentAt: SENT,
  lookedAt: null,
  problem: null,
});
const label = (over: Partial<Label>): Label => ({
  id: 'l',
  status: 'created',
  tracking_numbers: [],
  references: [],
  files: {},
  ...over,
});

it('a label is known by its mark, wherever AfterShip kept it, and by nothing else', () => {
  const ours = attempt({}, 'SY-AAAA');
  expect(isThisLabel(ours, label({ references: ['PO-1', 'SY-AAAA'] }))).toBe(true);
  expect(isThisLabel(ours, label({ order_number: 'SY-AAAA' }))).toBe(true);
  expect(isThisLabel(ours, label({ references: ['SY-AAAAB'], order_number: 'PO-1' }))).toBe(false);
  expect(isThisLabel(attempt({}, null), label({ references: [] }))).toBe(false);
});

it('the mark goes beside what the dispatcher gave, never over it', () => {
  const request = { references: ['PO-1'], order_number: 'GG-1' } as never;
  expect(markedLabel(request, 'SY-A')).toEqual({ references: ['PO-1', 'SY-A'], order_number: 'GG-1' });
  expect(markedLabel({} as never, 'SY-A')).toEqual({ references: ['SY-A'], order_number: 'SY-A' });
});

it('a manifest is of that account, holds those labels and is not older', () => {
  const ours = attempt({ shipper_account: { id: 'fedex' }, label_ids: ['1', '2'] });
  const there = (over: Partial<Manifest> = {}): Manifest => ({
    id: 'm',
    status: 'manifested',
    shipper_account: { id: 'fedex' },
    labels: [{ id: '1' }, { id: '2', manifested: false }],
    files: {},
    created_at: iso(SENT + 1_000),
    ...over,
  });
  expect(isThisManifest(ours, there())).toBe(true);
  expect(isThisManifest(ours, there({ labels: [{ id: '1' }] }))).toBe(false);
  expect(isThisManifest(ours, there({ shipper_account: { id: 'ups' } }))).toBe(false);
  expect(isThisManifest(ours, there({ created_at: iso(SENT - 3_600_000) }))).toBe(false);
});

it('a pick-up is at that place, in those hours, for those labels and is not older', () => {
  const ours = attempt({
    pickup_start_time: '09:00:00',
    pickup_end_time: '11:00:00',
    pickup_from: { street1: '1 Pier' },
    label_ids: ['1'],
  });
  const there = (over: Partial<Pickup> = {}): Pickup => ({
    id: 'p',
    status: 'created',
    pickup_confirmation_numbers: [],
    pickup_start_time: '09:00:00',
    pickup_end_time: '11:00:00',
    pickup_from: { street1: '1 Pier' },
    label_ids: ['1', '2'],
    created_at: iso(SENT),
    ...over,
  });
  expect(isThisPickup(ours, there())).toBe(true);
  expect(isThisPickup(ours, there({ pickup_from: { street1: '2 Pier' } }))).toBe(false);
  expect(isThisPickup(ours, there({ pickup_end_time: '12:00:00' }))).toBe(false);
  expect(isThisPickup(ours, there({ label_ids: ['2'] }))).toBe(false);
  expect(isThisPickup(ours, there({ created_at: iso(SENT - 3_600_000) }))).toBe(false);
});

it('a shipper account has that courier and name and is not older; clocks may differ by a minute', () => {
  const ours = attempt({ slug: 'ups', description: 'Night' });
  const there = { id: 's', slug: 'ups', status: 'enabled', description: 'Night' };
  expect(isThisAccount(ours, { ...there, created_at: iso(SENT - 60_000) })).toBe(true);
  expect(isThisAccount(ours, there)).toBe(true);
  expect(isThisAccount(ours, { ...there, created_at: iso(SENT - 3_600_000) })).toBe(false);
  expect(isThisAccount(ours, { ...there, description: 'Day' })).toBe(false);
});
