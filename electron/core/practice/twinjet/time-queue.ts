// What is due to happen, in order of time, and in order of entry where times are equal. Used by courier-company.ts.

interface Due {
  readonly at: number;
  readonly run: () => void;
}

export class TimeQueue {
  private readonly due: Due[] = [];

  add(at: number, run: () => void): void {
    let low = 0;
    let high = this.due.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.due[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    this.due.splice(low, 0, { at, run });
  }

  get nextAt(): number {
    return this.due[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  take(): (() => void) | undefined {
    return this.due.shift()?.run;
  }
}
