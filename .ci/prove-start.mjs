// Proves `npm start` in the folder given (an empty clone): it installs, builds, prints its one line of JSON, serves the
// page with its script to whoever holds the token and to nobody else, and ends when told to. Called by .ci/run.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIMIT_MS = 15 * 60_000;
const clone = process.argv[2] ?? '.';
const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-start-'));
const host = spawn('npm', ['start', '--', '--server', '--no-open', '--port', '0', '--data-dir', dataDir], {
  cwd: clone,
  stdio: ['ignore', 'pipe', 'inherit'],
  // A group of its own, so that ending it ends npm's shell as well.
  detached: true,
});
const ended = new Promise((resolve) => host.on('close', resolve));
const limit = setTimeout(() => stop('SIGKILL'), LIMIT_MS);

try {
  const url = new URL(await address());
  const refused = await fetch(new URL('/', url));
  expect(refused.status === 401 || refused.status === 403, `without the token: ${refused.status}`);

  const entrance = await fetch(url, { redirect: 'manual' });
  const cookie = entrance.headers.getSetCookie()[0]?.split(';')[0];
  expect(cookie !== undefined, `the token gives a cookie (${entrance.status})`);
  const page = await fetch(new URL('/', url), { headers: { cookie: cookie ?? '' } });
  const html = await page.text();
  expect(page.status === 200 && html.includes('<title>'), `with the cookie the page comes (${page.status})`);

  const script = /<script[^>]+src="([^"]+)"/.exec(html)?.[1] ?? 'no script in the page';
  const code = await fetch(new URL(script, url), { headers: { cookie: cookie ?? '' } });
  expect(code.status === 200 && (await code.text()).length > 1_000, `and its script (${script})`);

  stop('SIGTERM');
  await ended;
  console.log('npm start: installed, built, served the page, ended when told to');
} catch (error) {
  console.log(`npm start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  clearTimeout(limit);
  stop('SIGKILL');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}

/** @returns {Promise<string>} the address from the host's line; npm's own lines around it are not JSON */
async function address() {
  let text = '';
  for await (const chunk of host.stdout.iterator({ destroyOnReturn: false })) {
    text += chunk;
    const line = text.split('\n').find((candidate) => candidate.startsWith('{') && candidate.endsWith('}'));
    if (line !== undefined) return JSON.parse(line).url;
  }
  throw new Error(`ended without its line of JSON; it wrote: ${text.trim()}`);
}

/**
 * @param {boolean} holds
 * @param {string} what
 */
function expect(holds, what) {
  if (!holds) throw new Error(`not as expected: ${what}`);
}

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  try {
    if (host.pid !== undefined) process.kill(-host.pid, signal);
  } catch {
    // Gone already.
  }
}
