// What waits, in the tab's or window's title: "2 late, 3 in trouble – Switchyard".

import { useEffect } from 'react';
import { useDeskStore } from '../state/use-desk.ts';
import { texts } from './texts.ts';

export function usePageTitle(): void {
  const late = useDeskStore('counts', (state) => state.counts?.late ?? 0);
  const trouble = useDeskStore('counts', (state) => state.counts?.trouble ?? 0);
  useEffect(() => {
    const parts = [late > 0 && texts.title.late(late), trouble > 0 && texts.title.trouble(trouble)];
    const news = parts.filter((part) => part !== false).join(', ');
    document.title = news === '' ? texts.product : `${news} – ${texts.product}`;
  }, [late, trouble]);
}
