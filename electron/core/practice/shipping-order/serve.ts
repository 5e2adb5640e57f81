// The simulated Shipping Order as a process of its own: prints one line of JSON with both addresses and the credential,
// and runs until it is stopped. Options are in the README of this folder.

import { parseArgs } from 'node:util';
import { PRACTICE_CLIENT, startShippingOrderSimulator } from './start-shipping-order-simulator.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    books: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'step-ms': { type: 'string', default: '20000' },
    'token-life-s': { type: 'string', default: '14399' },
    filled: { type: 'boolean', default: false },
  },
});

const simulator = await startShippingOrderSimulator({
  port: Number(values.port),
  seed: values.seed,
  stepMs: Number(values['step-ms']),
  tokenLifeS: Number(values['token-life-s']),
  filled: values.filled,
  ...(values.books === undefined ? {} : { booksFile: values.books }),
});
process.stdout.write(
  `${JSON.stringify({ url: simulator.url, tokenUrl: simulator.tokenUrl, ...PRACTICE_CLIENT })}\n`,
);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void simulator.stop().then(() => process.exit(0));
  });
