// What was sent to AfterShip's shipping once and has no answer yet, as named values in the cache: written before the
// request leaves, removed when its fate is known. Used by labels-service.ts only. Never with credentials.

import { type Attempt, attemptSchema } from '../../../shared/contract/labels.ts';
import type { Cache } from '../cache/cache.ts';

export interface AttemptRecords {
  /** Oldest first. */
  all(): Promise<Attempt[]>;
  get(id: string): Promise<Attempt | null>;
  save(attempt: Attempt): Promise<void>;
  remove(id: string): Promise<boolean>;
}

const PREFIX = 'shipping-attempt:';

export function createAttemptRecords(cache: Cache): AttemptRecords {
  const read = (value: unknown) => {
    const kept = attemptSchema.safeParse(value);
    return kept.success ? kept.data : null;
  };
  return {
    async all() {
      const kept = (await cache.values(PREFIX)).flatMap(({ value }) => read(value) ?? []);
      return kept.toSorted((a, b) => a.sentAt - b.sentAt);
    },
    get: async (id) => read(await cache.value(PREFIX + id)),
    save: (attempt) => cache.saveValue(PREFIX + attempt.id, attempt, attempt.sentAt),
    remove: (id) => cache.removeValue(PREFIX + id),
  };
}
