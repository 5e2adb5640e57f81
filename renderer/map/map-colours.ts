// The page's colours (ui/tokens.css) for canvases, which cannot read them by themselves, and news of another theme.

import type { Severity } from '../../shared/domain/job-status.ts';

export interface MapColours {
  panel: string;
  text: string;
  second: string;
  line: string;
  accent: string;
  water: string;
  land: string;
  border: string;
  /** What tiles go through, as a CSS filter list. */
  tileFilter: string;
  severity: Record<Severity, string>;
}

/** As they are at this element now. */
export function readColours(element: HTMLElement): MapColours {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    panel: read('panel'),
    text: read('text'),
    second: read('second'),
    line: read('line-strong'),
    accent: read('accent'),
    water: read('map-water'),
    land: read('map-land'),
    border: read('map-border'),
    tileFilter: read('map-tile-filter'),
    severity: {
      off: read('severity-off'),
      steady: read('severity-steady'),
      moving: read('severity-moving'),
      done: read('severity-done'),
      caution: read('severity-caution'),
      critical: read('severity-critical'),
    },
  };
}

/** Calls back after the theme has changed; answers how to stop. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  return () => observer.disconnect();
}
