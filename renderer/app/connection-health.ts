// A connection's health as a mark, an age and a sentence. Pure.

import type { Connection } from '../../shared/domain/connection.ts';
import { type HealthShape, healthShape } from '../../shared/domain/health-shape.ts';
import { formatAge } from '../../shared/domain/time.ts';
import { clockTime } from '../ui/clock-time.ts';
import { texts } from './texts.ts';

export interface HealthMark extends HealthShape {
  /** Shown beside the name when the news is not fresh. */
  age: string | null;
  sentence: string;
}

export function healthMark(connection: Connection, now: number, newsStaleMs: number): HealthMark {
  const { state, since, until, lastSuccessAt, message } = connection.health;
  const shape = healthShape(connection.health, now, newsStaleMs);
  const newsAge = lastSuccessAt === null ? null : formatAge(now - lastSuccessAt);
  const isFresh = state === 'untested' || (state === 'ok' && !shape.stale);
  return { ...shape, age: isFresh ? null : newsAge, sentence: message ?? words() };

  function words(): string {
    switch (state) {
      case 'untested':
      case 'paused':
      case 'vault-locked':
        return texts.health[state];
      case 'limited':
        return texts.health.limited(until === null ? null : clockTime(until, now));
      case 'unreachable':
      case 'signed-out':
        return texts.health[state](clockTime(since, now));
      case 'ok':
        return shape.stale ? texts.health.stale(newsAge ?? '') : texts.health.ok(newsAge ?? '');
    }
  }
}
