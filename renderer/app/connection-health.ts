// A connection's health as a mark, an age and a sentence. Pure.

import type { Connection } from '../../shared/domain/connection.ts';
import type { Severity } from '../../shared/domain/job-status.ts';
import { formatAge } from '../../shared/domain/time.ts';
import { clockTime } from '../ui/clock-time.ts';
import { texts } from './texts.ts';

export interface HealthMark {
  severity: Severity;
  slashed: boolean;
  stale: boolean;
  /** Shown beside the name when the news is not fresh. */
  age: string | null;
  sentence: string;
}

export function healthMark(connection: Connection, now: number, newsStaleMs: number): HealthMark {
  const { state, since, until, lastSuccessAt, message } = connection.health;
  const fresh = lastSuccessAt !== null && now - lastSuccessAt <= newsStaleMs;
  const newsAge = lastSuccessAt === null ? null : formatAge(now - lastSuccessAt);
  const mark = { slashed: false, stale: false, age: newsAge };
  const told = (sentence: string) => `${connection.label}: ${message ?? sentence}`;
  switch (state) {
    case 'untested':
      return { ...mark, severity: 'off', age: null, sentence: told(texts.health.untested) };
    case 'paused':
      return { ...mark, severity: 'off', slashed: true, sentence: told(texts.health.paused) };
    case 'limited':
      return {
        ...mark,
        severity: 'caution',
        sentence: told(texts.health.limited(until === null ? null : clockTime(until, now))),
      };
    case 'unreachable':
      return {
        ...mark,
        severity: 'caution',
        sentence: told(texts.health.unreachable(clockTime(since, now))),
      };
    case 'signed-out':
      return {
        ...mark,
        severity: 'critical',
        sentence: told(texts.health['signed-out'](clockTime(since, now))),
      };
    case 'ok':
      return fresh || newsAge === null
        ? { ...mark, severity: 'steady', age: null, sentence: told(texts.health.ok(newsAge ?? '')) }
        : { ...mark, severity: 'steady', stale: true, sentence: told(texts.health.stale(newsAge)) };
  }
}
