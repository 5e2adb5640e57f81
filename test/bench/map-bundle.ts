// The bench's page of maps: built by the product's own build configuration (so renderer/map is what a person would get,
// minified), kept in memory, and served on loopback together with plain tiles. Used by map.ts.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { build, mergeConfig } from 'vite';
import config from '../../electron.vite.config.ts';

const ENTRY = join(import.meta.dirname, 'map-page.ts');
/** A grey tile of 256 pixels. */
const TILE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAQAAAAEAAQMAAABmvDolAAAAA1BMVEXo6OQxS+NHAAAAH0lEQVR42u3BAQ0AAADCoPdPbQ43oAAAAAAAAAAAvg0hAAABYOSdlwAAAABJRU5ErkJggg==',
  'base64',
);

export interface MapPageServer extends AsyncDisposable {
  url: string;
}

const TYPES: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  woff2: 'font/woff2',
};

export async function serveMapPage(): Promise<MapPageServer> {
  const files = await bundle();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    if (path.startsWith('/tiles/')) {
      response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'max-age=3600' }).end(TILE);
      return;
    }
    const body = files.get(path);
    const type = TYPES[path === '/' ? 'html' : (path.split('.').at(-1) ?? '')] ?? 'application/octet-stream';
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Contents by path. */
async function bundle(): Promise<Map<string, string | Uint8Array>> {
  // As it is shipped, whoever builds it: a test runner has a mode of its own.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  const { renderer = {} } = await config;
  const built = await build(
    mergeConfig(renderer, {
      configFile: false,
      logLevel: 'warn',
      base: '/',
      build: {
        ...{
          write: false,
          sourcemap: false,
          minify: process.env.MAP_BENCH_PLAIN !== '1',
          cssCodeSplit: false,
        },
        rollupOptions: { input: ENTRY, output: { entryFileNames: 'page.js', codeSplitting: true } },
      },
    }),
  );
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  if (!('output' in built)) throw new Error('Vite built something else than one page.');
  const files = new Map<string, string | Uint8Array>();
  const styles: string[] = [];
  for (const file of built.output) {
    files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source);
    if (file.fileName.endsWith('.css')) styles.push(`<link rel="stylesheet" href="/${file.fileName}">`);
  }
  files.set(
    '/',
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Maps</title>${styles.join('')}
    <style>body { margin: 0 } #map { position: absolute; inset: 0; overflow: hidden }
    .bench-courier { border-radius: 50%; background: #4b5563; color: #fff; font: 600 10px/24px sans-serif; text-align: center }</style>
    </head><body><script type="module" src="/page.js"></script></body></html>`,
  );
  return files;
}
