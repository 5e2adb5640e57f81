import { describe, expect, it, vi } from 'vitest';
import { installHandClock } from '../../../test/support/hand-clock.ts';
import { createCircuit } from './circuit.ts';
import type { HttpFailureReason, HttpOutcome } from './http-request.ts';

const clock = installHandClock();

function failure(reason: HttpFailureReason): HttpOutcome {
  return { kind: 'failure', reason, reached: 'maybe', detail: '', requestId: 'r' };
}

function answer(status: number): HttpOutcome {
  return {
    kind: 'answer',
    status,
    headers: {},
    text: '',
    json: undefined,
    requestId: 'r',
    sentAt: 0,
    receivedAt: 0,
  };
}

function open() {
  const onChange = vi.fn();
  const circuit = createCircuit(clock, onChange);
  const fail = (outcome = failure('reset')) => circuit.run(async () => outcome);
  return { circuit, fail, onChange };
}

async function opened() {
  const made = open();
  for (let count = 0; count < 5; count += 1) await made.fail();
  return made;
}

describe('the circuit of a connection', () => {
  it('opens after five failures in a row and says until when', async () => {
    const { circuit, fail, onChange } = open();
    for (let count = 0; count < 4; count += 1) await fail();
    expect(circuit.state()).toEqual({ circuit: 'closed' });
    await fail(answer(503));
    expect(circuit.state()).toEqual({ circuit: 'open', openUntil: clock.now() + 2_000 });
    expect(circuit.brokenUntil()).toBe(clock.now() + 2_000);
    expect(onChange).toHaveBeenCalledOnce();
  });

  it('does not run anything while it is open', async () => {
    const { circuit } = await opened();
    const attempt = vi.fn(async () => answer(200));
    expect(await circuit.run(attempt)).toEqual({ brokenUntil: clock.now() + 2_000 });
    expect(attempt).not.toHaveBeenCalled();
  });

  it('starts counting anew after any good answer, also one that says no', async () => {
    const { circuit, fail } = open();
    for (let count = 0; count < 4; count += 1) await fail();
    await fail(answer(404));
    for (let count = 0; count < 4; count += 1) await fail();
    expect(circuit.state().circuit).toBe('closed');
  });

  it.each(['offline', 'aborted', 'too-large', 'redirect', 'bad-url'] as const)(
    'does not open for %s',
    async (reason) => {
      const { circuit, fail } = open();
      for (let count = 0; count < 20; count += 1) await fail(failure(reason));
      expect(circuit.state().circuit).toBe('closed');
    },
  );

  it('lets one request find out, while the others stand back', async () => {
    const { circuit } = await opened();
    clock.advance(2_000);
    expect(circuit.state().circuit).toBe('half-open');
    const probe = Promise.withResolvers<HttpOutcome>();
    const probing = circuit.run(() => probe.promise);
    const second = vi.fn(async () => answer(200));
    expect(await circuit.run(second)).toEqual({ brokenUntil: clock.now() + 1_000 });
    expect(second).not.toHaveBeenCalled();
    probe.resolve(answer(200));
    expect(await probing).toEqual(answer(200));
    expect(circuit.state()).toEqual({ circuit: 'closed' });
  });

  it('opens for longer each time the probe fails, up to half a minute', async () => {
    const { circuit, fail } = await opened();
    const lengths: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      clock.setTo(circuit.brokenUntil() ?? Number.NaN);
      await fail(failure('timeout'));
      lengths.push((circuit.brokenUntil() ?? Number.NaN) - clock.now());
    }
    expect(lengths).toEqual([4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it.each(['offline', 'aborted'] as const)(
    'does not take a probe that ended %s for a recovery',
    async (reason) => {
      const { circuit, fail } = await opened();
      clock.advance(2_000);
      await fail(failure(reason));
      expect(circuit.state().circuit).toBe('open');
    },
  );

  it('is not stuck by a clock that is set back', async () => {
    const { circuit, fail } = await opened();
    clock.setTo(clock.now() - 3_600_000);
    expect(circuit.state().circuit).toBe('closed');
    expect(await fail(answer(200))).toEqual(answer(200));
  });
});
