// Whether the board has drawn its first answer (or there is none to be had): what a person does not wait for in the
// first second begins only then. Once true it stays so.

import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { nextFrame } from './next-frame.ts';

export function useFirstRows(): boolean {
  const { board } = useDesk();
  const answered = useStore(board.store, (state) => state.answeredAt !== null || state.problem !== null);
  const lost = useDeskStore('link', (state) => state.status.phase === 'lost');
  const [past, setPast] = useState(false);
  useEffect(() => {
    // After the picture with the rows, not before it.
    if (answered || lost) nextFrame(() => setTimeout(() => setPast(true)));
  }, [answered, lost]);
  return past;
}
