// Whatever TwinJet's address answers, nothing throws: each call ends in one of its own outcomes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { command, loopback } from './loopback.ts';
import { OUT_OF_ZONE_ANSWER, STATUS_ANSWER, VALIDATE_ANSWER } from './seed-samples.ts';

const twinjet = loopback();
const ids = { requestId: 'A1B2C3D4E5', externalId: 'SY-1' };
const address = { street_address: '565 Ellis St', city: 'San Francisco', state: 'CA', zip_code: '94109' };

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A good answer in which one place, anywhere, holds something else. */
function damaged(sample: string) {
  const good = JSON.parse(sample) as Json;
  return fc.tuple(fc.constantFrom(...pathsIn(good)), fc.jsonValue({ maxDepth: 2 })).map(([path, value]) => {
    const copy = structuredClone(good);
    put(copy, path, value as Json);
    return JSON.stringify(copy);
  });
}

function pathsIn(value: Json, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))].filter(
    (found) => found.length > 0,
  );
}

function put(target: Json, path: string[], value: Json): void {
  let at = target as Record<string, Json>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, Json>;
  at[path.at(-1) as string] = value;
}

const SAMPLES = [STATUS_ANSWER, VALIDATE_ANSWER, OUT_OF_ZONE_ANSWER];
const bodies = fc.oneof(
  ...SAMPLES.map(damaged),
  ...SAMPLES.map((sample) => fc.nat(sample.length).map((length) => sample.slice(0, length))),
  fc.json(),
  fc.string({ unit: 'binary' }),
);
const statuses = fc.constantFrom(200, 200, 200, 201, 204, 301, 400, 401, 404, 406, 409, 418);

describe('seed 002 · broken answers', () => {
  it('end in an outcome of every call, with a sentence where something failed', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, statuses, async (body, status) => {
        // A 204 has no body.
        twinjet.answer({ status, body: status === 204 ? '' : body });
        const looked = await twinjet.provider.look(
          twinjet.account,
          { ids: { ...NO_IDS, ...ids }, reference: null },
          NOW,
        );
        const quoted = await twinjet.provider.validate(twinjet.account, { pick_address: address }, NOW);
        const sent = await twinjet.provider.send(twinjet.account, command('edit', { tip: 1 }, { ids }), {
          priority: 'command',
        });
        const located = await twinjet.provider.locate(twinjet.account, command('cancel', {}, { ids }), {
          priority: 'command',
        });
        for (const result of [looked, quoted]) {
          if (!result.ok) expect(result.error.sentence).toMatch(/[.!?]$/);
        }
        if ('error' in sent) expect(sent.error.sentence).toMatch(/[.!?]$/);
        expect(['done', 'absent', 'too-late', 'no-answer']).toContain(located.kind);
        if (looked.ok) expect(JSON.parse(JSON.stringify(looked.value))).toEqual(looked.value);
      }),
      { numRuns: 60 },
    );
  });

  it('one bad place in a status answer costs nothing but itself', async () => {
    const elsewhere = JSON.parse(STATUS_ANSWER) as Json;
    const paths = pathsIn(elsewhere).filter((path) => path.join('.').startsWith('job_history.1.'));
    for (const path of paths) {
      put(elsewhere, path, { broken: true });
    }
    twinjet.answer(JSON.stringify(elsewhere));
    const looked = await twinjet.provider.look(
      twinjet.account,
      { ids: { ...NO_IDS, ...ids }, reference: null },
      NOW,
    );
    expect(looked).toMatchObject({
      ok: true,
      value: { status: 'delivered', courier: { key: 'billybiker' }, positions: [{}, {}] },
    });
    const texts = looked.ok ? looked.value.events.map((event) => event.text) : [];
    expect(texts).toHaveLength(4);
    expect(texts.at(-1)).toMatch(/could not be read: job_history\[\]\.courier, job_history\[\]\.date/);
  });
});
