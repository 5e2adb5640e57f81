// What is kept of each opening: its state as a named value in the cache, its two keys in the vault and in memory while
// the program runs. Used by onboarding-service.ts only. A key never gets near the cache, a log or an answer.

import type { OnboardingId } from '../../../shared/domain/ids.ts';
import type { Onboarding } from '../../../shared/domain/onboarding.ts';
import type { Cache } from '../cache/cache.ts';
import type { SecretStore } from '../ports.ts';

/** What is kept; the rest of an `Onboarding` is worked out when it is asked for. */
export type Opening = Omit<Onboarding, 'nextCheckAt' | 'obstacle'>;

export interface OpeningKeys {
  waitIdx?: string;
  validationKey?: string;
}

export interface OpeningRecords {
  all(): Promise<Opening[]>;
  save(opening: Opening): Promise<void>;
  remove(id: OnboardingId): Promise<void>;
  /** Null where the vault has none (any more). Throws SecretStoreError while it cannot be used. */
  keys(id: OnboardingId): Promise<OpeningKeys | null>;
  saveKeys(id: OnboardingId, keys: OpeningKeys): Promise<void>;
  removeKeys(id: OnboardingId): Promise<void>;
  /** Another vault may be in use now. */
  forgetKeys(): void;
}

const PREFIX = 'onboarding:';
/** What earlier versions did not keep. */
const TOLD_LATER = { frequentCallerId: null, hasFirmographics: null };

export function createOpeningRecords(cache: Cache, vault: SecretStore): OpeningRecords {
  const known = new Map<OnboardingId, OpeningKeys>();
  return {
    async all() {
      return (await cache.values(PREFIX)).map(({ value }) => ({ ...TOLD_LATER, ...(value as Opening) }));
    },
    save: (opening) => cache.saveValue(PREFIX + opening.id, opening, opening.changedAt),
    async remove(id) {
      await cache.removeValue(PREFIX + id);
    },
    async keys(id) {
      const found = known.get(id) ?? parsed(await vault.get(PREFIX + id));
      if (found !== null) known.set(id, found);
      return found;
    },
    async saveKeys(id, keys) {
      await vault.set(PREFIX + id, JSON.stringify(keys));
      known.set(id, keys);
    },
    async removeKeys(id) {
      known.delete(id);
      await vault.delete(PREFIX + id);
    },
    forgetKeys: () => known.clear(),
  };
}

function parsed(text: string | null): OpeningKeys | null {
  try {
    const value: unknown = text === null ? null : JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
