// The newest item of each id in the order of their revisions, bounded. Used by the change feed for jobs and couriers.
// It forgets the oldest first and knows up to where it has forgotten, so that a gap is never silent.

export class NewestLog<Item> {
  readonly #capacity: number;
  readonly #items = new Map<string, { item: Item; revision: number }>();
  /** Everything up to here has been said or forgotten; asking for less is a gap. */
  #floor: number;
  #revision: number;

  constructor(capacity: number, revision: number) {
    this.#capacity = capacity;
    this.#floor = revision;
    this.#revision = revision;
  }

  get revision(): number {
    return this.#revision;
  }

  add(id: string, item: Item, revision: number): void {
    this.#items.delete(id);
    this.#items.set(id, { item, revision });
    this.advance(revision);
    if (this.#items.size > this.#capacity) {
      const [oldestId, oldest] = this.#items.entries().next().value as [string, { revision: number }];
      this.#items.delete(oldestId);
      this.#floor = Math.max(this.#floor, oldest.revision);
    }
  }

  /** Everything up to `revision` is known here, also where nothing of this kind changed. */
  advance(revision: number): void {
    this.#revision = Math.max(this.#revision, revision);
  }

  /** What is newer than `revision`, oldest first; null when some of that has been forgotten or never was. */
  since(revision: number): Item[] | null {
    if (revision < this.#floor || revision > this.#revision) return null;
    const newer: Item[] = [];
    for (const entry of [...this.#items.values()].reverse()) {
      if (entry.revision <= revision) break;
      newer.push(entry.item);
    }
    return newer.reverse();
  }
}
