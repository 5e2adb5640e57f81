// Nothing jumps under the hand: while the pointer moves in the list, or keys go through it, rows keep their places.
// A pointer that was left lying there stops counting after a while: a board nobody touches must stay in order.

import { useEffect, useMemo, useRef } from 'react';
import { useDesk } from '../state/use-desk.ts';

const POINTER_MS = 10_000;
const KEYS_MS = 4_000;

export interface Stillness {
  pointerMoved: () => void;
  pointerLeft: () => void;
  keyPressed: () => void;
  end: () => void;
}

export function useStillness(): Stillness {
  const { board } = useDesk();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const stillness = useMemo(() => {
    const keep = (ms: number) => {
      board.hold();
      clearTimeout(timer.current);
      timer.current = setTimeout(() => board.release(), ms);
    };
    const end = () => {
      clearTimeout(timer.current);
      board.release();
    };
    return {
      pointerMoved: () => keep(POINTER_MS),
      pointerLeft: end,
      keyPressed: () => keep(KEYS_MS),
      end,
    };
  }, [board]);
  useEffect(() => stillness.end, [stillness]);
  return stillness;
}
