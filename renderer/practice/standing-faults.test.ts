import { expect, test } from 'vitest';
import type { PracticeDials } from '../../shared/contract/practice.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { standingFaults } from './standing-faults.ts';

const token = (label: string, revoked = false) => ({ connectionId: label as ConnectionId, label, revoked });
const dials = (part: Partial<PracticeDials> = {}): PracticeDials => ({
  speed: 4,
  paused: false,
  arrivalsPerHour: 12,
  fault: { kind: 'none', provider: null, rate: 1, latencyMs: 0 },
  tokens: [token('Tulip'), token('Bayside')],
  ...part,
});

test('as in life there is nothing to say and nothing to end', () => {
  expect(standingFaults(dials({ speed: 30, arrivalsPerHour: 0 }))).toEqual({
    sentences: [],
    change: null,
    revoked: [],
  });
});

test('each thing that was set is said and ended, and no other', () => {
  const fault = { kind: 'network-cut', provider: 'aftership', rate: 1, latencyMs: 0 } as const;
  expect(standingFaults(dials({ fault }))).toEqual({
    sentences: ['The network is cut (AfterShip), on purpose.'],
    change: { fault: { kind: 'none', provider: 'aftership', rate: 1, latencyMs: 0 } },
    revoked: [],
  });
  const all = standingFaults(
    dials({ fault, paused: true, tokens: [token('Tulip', true), token('Bayside', true)] }),
  );
  expect(all.sentences).toHaveLength(3);
  expect(all.sentences[2]).toBe('Token revoked, on purpose: Tulip, Bayside.');
  expect(all.change).toMatchObject({ paused: false, fault: { kind: 'none' } });
  expect(all.revoked).toEqual(['Tulip', 'Bayside']);
  expect(standingFaults(dials({ tokens: [token('Tulip', true)] })).change).toBeNull();
});
