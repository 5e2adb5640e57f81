// The base of every procedure: the typed errors it may answer with.

import { oc } from '@orpc/contract';
import { contractErrors } from './errors.ts';

export const procedure = oc.errors(contractErrors);
