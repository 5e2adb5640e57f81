// A list may be higher than a browser can scroll (Chromium stops at about 33 million pixels, others earlier). Then the
// scroll bar spans a shorter height: small movements are taken pixel by pixel, a jump of the bar by proportion.
// Pure; the grid holds one ScrollPlace and moves it with every scroll event.

/** What every browser can scroll without losing precision. */
export const LONGEST_SCROLL = 8_000_000;

export interface ScrollPlace {
  /** Where the browser's scroll bar is. */
  physical: number;
  /** What part of the list is at the top of the viewport. */
  virtual: number;
}

export interface ScrollSpan {
  /** Height of the list, whatever it is. */
  content: number;
  viewport: number;
}

/** Height to give the element that makes the scroll bar. */
export function physicalHeight({ content }: ScrollSpan): number {
  return Math.min(content, LONGEST_SCROLL);
}

/** The scroll bar was moved to `physical`. When the answer's `physical` differs, the bar must be set to it. */
export function scrolledTo(place: ScrollPlace, physical: number, span: ScrollSpan): ScrollPlace {
  if (span.content <= LONGEST_SCROLL) return { physical, virtual: physical };
  const moved = physical - place.physical;
  // Further than a few screens at once is the bar being dragged, or Home and End.
  if (Math.abs(moved) > span.viewport * 3) return { physical, virtual: virtualOf(physical, span) };
  const virtual = within(place.virtual + moved, 0, span.content - span.viewport);
  const atEdge = physical <= 0 || physical >= LONGEST_SCROLL - span.viewport;
  // A pixel of the bar is several of the list: at its ends, what is less than one is the end itself.
  if (atEdge && physicalOf(virtual, span) === physical)
    return { physical, virtual: virtualOf(physical, span) };
  const drifted = Math.abs(physical - physicalOf(virtual, span)) > LONGEST_SCROLL / 100;
  return { physical: atEdge || drifted ? physicalOf(virtual, span) : physical, virtual };
}

/** Where the bar must be for this part of the list to be at the top. */
export function placeOf(virtual: number, span: ScrollSpan): ScrollPlace {
  const wanted = within(virtual, 0, Math.max(0, span.content - span.viewport));
  return { physical: physicalOf(wanted, span), virtual: wanted };
}

function physicalOf(virtual: number, span: ScrollSpan): number {
  if (span.content <= LONGEST_SCROLL) return virtual;
  return Math.round((virtual / (span.content - span.viewport)) * (LONGEST_SCROLL - span.viewport));
}

function virtualOf(physical: number, span: ScrollSpan): number {
  return Math.round((physical / (LONGEST_SCROLL - span.viewport)) * (span.content - span.viewport));
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
