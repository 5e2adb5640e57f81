// The simulated TwinJet as a process of its own, for tests that kill the console: prints one line of JSON
// `{url, controlUrl}` and runs until it is stopped. Options are in the README of this folder.

import { parseArgs } from 'node:util';
import { practiceClients } from './practice-clients.ts';
import { startTwinJetSimulator } from './start-twinjet-simulator.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    books: { type: 'string' },
    seed: { type: 'string', default: '1' },
    speed: { type: 'string', default: '1' },
    morning: { type: 'boolean', default: false },
    arrivals: { type: 'string', default: '0' },
    trouble: { type: 'string', default: '0' },
    'unknown-ms': { type: 'string', default: '700' },
    'processing-ms': { type: 'string', default: '3000' },
    'error-body': { type: 'string', default: 'json' },
    'zone-key': { type: 'string' },
    token: { type: 'string', multiple: true },
  },
});

const errorBody = values['error-body'];
if (errorBody !== 'json' && errorBody !== 'html' && errorBody !== 'none')
  throw new Error('--error-body is json, html or none');

const simulator = await startTwinJetSimulator({
  // Tokens given by the caller replace those of the practice clients, one each, in order.
  clients: practiceClients.map((client, index) => ({
    ...client,
    token: values.token?.[index] ?? client.token,
  })),
  port: Number(values.port),
  seed: values.seed,
  speed: Number(values.speed),
  morning: values.morning,
  arrivalsPerHour: Number(values.arrivals),
  troubleRate: Number(values.trouble),
  unknownMs: Number(values['unknown-ms']),
  processingMs: Number(values['processing-ms']),
  errorBody,
  ...(values['zone-key'] === undefined ? {} : { zoneKey: values['zone-key'] }),
  ...(values.books === undefined ? {} : { booksFile: values.books }),
});
process.stdout.write(`${JSON.stringify({ url: simulator.url, controlUrl: simulator.controlUrl })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void simulator.stop().then(() => process.exit(0));
  });
