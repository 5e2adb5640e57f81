// So many at a time, the others in the order in which they came. Pure; tile-layer.ts asks for its tiles through it.

export interface Line {
  /** Calls `go` when it is this one's turn. Answers how to leave, done or no longer wanted; leaving twice is leaving once. */
  join(go: () => void): () => void;
}

export function createLine(mostAtOnce: number): Line {
  const waiting = new Set<() => void>();
  let going = 0;

  function next() {
    for (const go of waiting) {
      if (going >= mostAtOnce) return;
      waiting.delete(go);
      going += 1;
      go();
    }
  }

  return {
    join(go) {
      let state: 'waiting' | 'going' | 'gone' = 'waiting';
      const turn = () => {
        state = 'going';
        go();
      };
      waiting.add(turn);
      next();
      return () => {
        waiting.delete(turn);
        if (state === 'going') going -= 1;
        state = 'gone';
        next();
      };
    },
  };
}
