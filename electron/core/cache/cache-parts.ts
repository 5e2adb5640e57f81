// The cache's methods as its parts implement them: the same names and arguments, answered at once.
// open-cache.ts puts the promises around them, and takes care itself of those that let others go between (pollable, prune) and of close.

import type { Cache } from './cache.ts';

export type CacheParts = {
  [Name in Exclude<keyof Cache, 'pollable' | 'prune' | 'close'>]: Cache[Name] extends (
    ...input: infer Input
  ) => Promise<infer Output>
    ? (...input: Input) => Output
    : never;
};
