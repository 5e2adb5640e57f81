// Which section of the settings is being read: the first one in the upper part of the screen.

import { type RefObject, useEffect, useState } from 'react';

export function useSectionInView(page: RefObject<HTMLElement | null>, ready: boolean): string | null {
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    const element = page.current;
    if (!ready || element === null) return;
    const visible = new Set<string>();
    const sections = [...element.querySelectorAll<HTMLElement>('[data-section]')];
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          const section = (target as HTMLElement).dataset.section ?? '';
          if (isIntersecting) visible.add(section);
          else visible.delete(section);
        }
        const first = sections.find(({ dataset }) => visible.has(dataset.section ?? ''));
        setName(first?.dataset.section ?? null);
      },
      // The upper third of what can be seen.
      { rootMargin: '-60px 0px -60% 0px' },
    );
    for (const section of sections) observer.observe(section);
    return () => observer.disconnect();
  }, [page, ready]);
  return name;
}
