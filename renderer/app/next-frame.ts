// When live data may be applied: before the next picture. A hidden page paints none, so there a pause stands in for it.

const HIDDEN_PAUSE_MS = 250;

export function nextFrame(run: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(run);
  else setTimeout(run, HIDDEN_PAUSE_MS);
}
