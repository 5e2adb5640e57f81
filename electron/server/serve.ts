// Host 2, the entry: has the program's compiled code kept beside it for the next start, then loads and runs the rest.
// Started by scripts/start.mjs. Imports nothing of the program itself: that would be compiled before it is said where to keep it.

import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// In the folder of the program and not in a shared one: what lies there is run. Where it cannot be written, nothing is kept.
const isBuilt = import.meta.filename.endsWith('.js');
if (isBuilt) enableCompileCache(join(import.meta.dirname, '.compile-cache'));

const { runServer } = await import('./run-server.ts');
await runServer(import.meta.dirname);
