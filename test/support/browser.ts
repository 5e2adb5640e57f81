// A real Chromium for e2e specs, pictures and benchmarks: Debian's where it is installed, otherwise Chrome.

import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/** Quiet: it asks no one for updates or suggestions, so that only the page under test speaks. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openChromium(flags: string[] = []): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const found = process.env.SWITCHYARD_CHROMIUM ?? (existsSync(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : null);
  return chromium.launch({
    ...(found ? { executablePath: found } : { channel: 'chrome' }),
    args: [...FLAGS, ...asRoot, ...flags],
  });
}
