// What was typed into a form and not sent yet, so that a restart loses nothing. Called by rpc/; values are the page's.

import type { Cache } from '../cache/cache.ts';
import type { Clock } from '../ports.ts';
import { invalid } from '../refusal.ts';

export interface Draft {
  key: string;
  value: unknown;
  savedAt: number;
}

export interface DraftService {
  list(): Promise<Draft[]>;
  save(key: string, value: unknown): Promise<number>;
  remove(key: string): Promise<boolean>;
}

const PREFIX = 'draft:';
const LARGEST = 500_000;

export function createDraftService({ cache, clock }: { cache: Cache; clock: Clock }): DraftService {
  return {
    async list() {
      const kept = await cache.values(PREFIX);
      return kept.map((draft) => ({ ...draft, key: draft.key.slice(PREFIX.length) }));
    },
    async save(key, value) {
      if ((JSON.stringify(value) ?? '').length > LARGEST) {
        throw invalid([{ field: 'value', message: 'This draft is too long to be kept.' }]);
      }
      const savedAt = clock.now();
      await cache.saveValue(PREFIX + key, value ?? null, savedAt);
      return savedAt;
    },
    remove: (key) => cache.removeValue(PREFIX + key),
  };
}
