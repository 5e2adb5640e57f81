// The five seeds in their order.

import { seed000 } from './seed-000.ts';
import { seed001 } from './seed-001.ts';
import { seed002 } from './seed-002.ts';

export const seeds = [seed000, seed001, seed002];
