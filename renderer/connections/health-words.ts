// A connection's health in words. Pure.

import type { ConnectionHealth } from '../../shared/domain/connection.ts';
import { formatAge } from '../../shared/domain/time.ts';
import { clockTime } from '../ui/clock-time.ts';
import { texts } from './texts.ts';

export interface HealthWords {
  /** "Answers since 14:05". */
  title: string;
  /** What is wrong and what to do; null while all is well. */
  sentence: string | null;
}

export function healthWords(health: ConnectionHealth, now: number, newsStaleMs: number): HealthWords {
  const { state, since, until, lastSuccessAt, message } = health;
  const from = clockTime(since, now);
  switch (state) {
    case 'untested':
      return { title: texts.health.untested, sentence: message };
    case 'ok':
      return lastSuccessAt !== null && now - lastSuccessAt > newsStaleMs
        ? { title: texts.health.silent(formatAge(now - lastSuccessAt)), sentence: null }
        : { title: texts.health.ok(from), sentence: message };
    case 'paused':
      return { title: texts.health.paused, sentence: texts.health.pausedMeans };
    case 'limited':
      return {
        title: texts.health.limited(from, until === null ? null : clockTime(until, now)),
        sentence: message,
      };
    case 'unreachable':
      return { title: texts.health.unreachable(from), sentence: message };
    case 'vault-locked':
      return { title: texts.health['vault-locked'], sentence: message };
    case 'signed-out':
      return { title: texts.health['signed-out'](from), sentence: message };
  }
}
