// Loaded into the server by `--import`: ends the process, as kill -9 does, at one exact point of a create's request.
// SWITCHYARD_KILL_AT: `before-request` (nothing has left yet) or `after-answer` (the answer is here, nothing is written).

const point = process.env.SWITCHYARD_KILL_AT;
const { fetch } = globalThis;

/** Where each system takes a create. */
const CREATES = new Set([
  '/api/v1/jobs/',
  '/shipping/v1/shipments',
  '/tracking/2024-04/trackings',
  '/tracking/2026-07/trackings',
  '/postmen/v3/labels',
  '/api/v1/carrier-accounts',
  '/api/v1/accountsetup/',
]);

globalThis.fetch = async (input, init) => {
  const isCreate = init?.method === 'POST' && CREATES.has(new URL(String(input)).pathname);
  if (isCreate && point === 'before-request') process.kill(process.pid, 'SIGKILL');
  const response = await fetch(input, init);
  if (isCreate && point === 'after-answer') {
    await response.clone().text();
    process.kill(process.pid, 'SIGKILL');
  }
  return response;
};
