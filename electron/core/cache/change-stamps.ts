// Remembers when each column of jobs last changed, in steps of its own, so that what was worked out from some columns is
// kept while only others change. In memory: this process is the only one that writes.

export class ChangeStamps {
  #latest = 0;
  readonly #stamps = new Map<string, number>();

  /** The stamp of now. */
  get latest(): number {
    return this.#latest;
  }

  /** These columns changed in some rows; "row" is for rows that came or went. */
  mark(columns: Iterable<string>): void {
    this.#latest += 1;
    for (const column of columns) this.#stamps.set(column, this.#latest);
  }

  /** When one of them last changed. */
  of(columns: readonly string[]): number {
    return Math.max(0, ...columns.map((column) => this.#stamps.get(column) ?? 0));
  }
}
