// The cache's methods as its parts implement them: the same names and arguments, answered at once.
// open-cache.ts puts the promises around them, and takes care of prune and close itself.

import type { Cache } from './cache.ts';

export type CacheParts = {
  [Name in Exclude<keyof Cache, 'prune' | 'close'>]: Cache[Name] extends (
    ...input: infer Input
  ) => Promise<infer Output>
    ? (...input: Input) => Output
    : never;
};
