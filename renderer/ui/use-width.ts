// How wide an element is, known before the first picture: what is arranged by it need not wait for frames to tell.

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** `width` in pixels; 0 only before the element is there and while it is not shown. */
export function useWidth(): { ref: RefObject<HTMLDivElement | null>; width: number } {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => setWidth(element.getBoundingClientRect().width);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
