// Addresses that jobs were booked with, each once per connection, for the form's suggestions.

import type { Address } from '../../../shared/domain/address.ts';
import type { CacheParts } from './cache-parts.ts';
import type { ConnectionTable } from './connections.ts';
import { keptJson } from './kept-json.ts';
import { wordsAsked, wordsOfAddress } from './search-words.ts';
import type { SqlFile } from './sql-file.ts';

/** Suggestions come from this many addresses used last; older ones are no longer recent. */
export const RECENT_ADDRESSES = 20_000;

export class AddressTable implements Pick<CacheParts, 'recentAddresses'> {
  readonly #file: SqlFile;
  readonly #connections: ConnectionTable;

  constructor(file: SqlFile, connections: ConnectionTable) {
    this.#file = file;
    this.#connections = connections;
  }

  saveAll(
    connection: number,
    { pickAddress, deliverAddress }: { pickAddress?: Address | null; deliverAddress?: Address | null },
    usedAt: number,
  ): void {
    if (pickAddress) this.#save(connection, pickAddress, usedAt);
    if (deliverAddress) this.#save(connection, deliverAddress, usedAt);
  }

  #save(connection: number, address: Address, usedAt: number): void {
    const words = wordsOfAddress(address);
    if (words === '') return;
    this.#file.run(
      `INSERT INTO addresses (connection, words, used_at, address) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET used_at = excluded.used_at, address = excluded.address
       WHERE used_at <= excluded.used_at`,
      connection,
      words,
      usedAt,
      JSON.stringify(address),
    );
  }

  recentAddresses(by: Parameters<CacheParts['recentAddresses']>[0]): Address[] {
    const asked = wordsAsked(by.text ?? '');
    const connection =
      by.connectionId === undefined ? null : (this.#connections.numberOf(by.connectionId) ?? -1);
    const newestFirst = this.#file
      .prepare<{ words: string; address: string }>(
        `SELECT words, address FROM
           (SELECT * FROM addresses WHERE connection = coalesce(?, connection)
            ORDER BY used_at DESC LIMIT ${RECENT_ADDRESSES})
         WHERE ${asked.map(() => 'instr(words, ?) > 0').join(' AND ') || 'true'}`,
      )
      .iterate(connection, ...asked.map((word) => ` ${word}`));
    // Another connection may have the same address.
    const found = new Map<string, Address>();
    for (const { words, address } of newestFirst) {
      const kept = keptJson<Address | null>(address, null);
      if (kept !== null && !found.has(words)) found.set(words, kept);
      if (found.size >= by.limit) break;
    }
    return [...found.values()];
  }

  /** Drops those that are no longer among the recent. */
  prune(): void {
    this.#file.run(
      'DELETE FROM addresses WHERE used_at < (SELECT used_at FROM addresses ORDER BY used_at DESC LIMIT 1 OFFSET ?)',
      RECENT_ADDRESSES,
    );
  }
}
