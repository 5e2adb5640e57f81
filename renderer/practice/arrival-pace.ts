// How often a job arrives, as a person would say it. Pure; used by life-dials.tsx.

const HOUR_S = 3600;

/** "75 s", "5 min", by the clock on the wall; null where none arrives. */
export function arrivalPace(perHour: number, speed: number): string | null {
  if (perHour <= 0) return null;
  const seconds = HOUR_S / perHour / speed;
  return seconds < 120 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;
}
