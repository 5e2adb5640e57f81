// How a carrier account's status is drawn and said, and its metadata as text. Pure.

import type { CarrierAccount } from '../../shared/contract/carrier-accounts.ts';
import type { Severity } from '../../shared/domain/job-status.ts';
import { texts } from './texts.ts';

/** An unknown status is shown raw, and draws no attention of its own. */
export function statusShape(status: string): { severity: Severity; slashed: boolean; word: string } {
  const word = texts.statuses[status] ?? (status === '' ? texts.noStatus : status);
  if (status === 'active') return { severity: 'steady', slashed: false, word };
  if (status === 'error') return { severity: 'caution', slashed: false, word };
  return { severity: 'off', slashed: status === 'inactive', word };
}

export function isUnverified(status: string): boolean {
  return status.startsWith('pending') || status === 'verification_sent';
}

export function abilities(account: CarrierAccount): string {
  const can = (['supportsRating', 'supportsPickup', 'supportsLabels'] as const).filter(
    (name) => account[name],
  );
  return can.length === 0 ? texts.canNothing : can.map((name) => texts.can[name]).join(', ');
}

/** One value of the metadata in a text field. */
export interface MetadataPair {
  key: string;
  text: string;
}

export function metadataText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Pairs back to metadata: a value that was not touched keeps its kind (number, list …), a new one is a text. */
export function metadataFrom(
  pairs: readonly MetadataPair[],
  before: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    pairs
      .filter(({ key }) => key.trim() !== '')
      .map(({ key, text }) => {
        const kept = before[key.trim()];
        return [key.trim(), kept !== undefined && metadataText(kept) === text ? kept : text];
      }),
  );
}
