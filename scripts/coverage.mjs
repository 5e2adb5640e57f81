// `npm run coverage`: writes docs/coverage.md from test/coverage/, and says what is missing.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageOf } from '../test/coverage/coverage-table.ts';
import { seeds } from '../test/coverage/seeds.ts';
import { root } from './local-node.mjs';

writeFileSync(join(root, 'docs/coverage.md'), pageOf(seeds));
process.stdout.write(
  'docs/coverage.md is written. `npm test -- architecture` says whether every row is shown.\n',
);
