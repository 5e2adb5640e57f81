// Builds everything that runs: both hosts, the preload and the page. Read by scripts/build.mjs (through electron-vite),
// by `npm run dev`, and by scripts/dev-server.mjs, which takes the page's part.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// What package.json lists under `dependencies` (the native modules) stays outside the bundles and is shipped as it is;
// everything else is bundled, so a package holds no other node_modules.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      minify: false,
      rollupOptions: {
        input: {
          main: here('electron/main/main.ts'),
          server: here('electron/server/serve.ts'),
          'cache-thread': here('electron/core/cache/cache-thread.ts'),
        },
        // All in one folder: the core finds its cache thread beside itself, in the bundle as in the sources.
        output: { chunkFileNames: '[name]-[hash].js' },
        // Optional accelerators of `ws` that we do not ship; it looks for them in a try block.
        external: ['bufferutil', 'utf-8-validate'],
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: true,
      minify: false,
      rollupOptions: {
        input: { preload: here('electron/preload/preload.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    // Relative, because the page is served from a private scheme as well as from loopback.
    base: './',
    plugins: [react()],
    build: {
      outDir: here('out/renderer'),
      emptyOutDir: true,
      sourcemap: true,
      // electron-vite leaves it out by default; a browser reads and compiles half as much.
      minify: true,
      chunkSizeWarningLimit: 1000,
      // Host 2 may be opened in any browser, so not the Chromium of Electron alone.
      target: 'es2022',
      // The page's policy is `script-src 'self'; font-src 'self'`: nothing inline, no data: addresses.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: {
        input: here('renderer/index.html'),
        output: {
          codeSplitting: {
            // All that the first picture needs in one file: forty small ones, shared with screens that come later, are
            // forty requests before it.
            groups: [{ name: 'page', tags: ['$initial'] }],
          },
        },
      },
    },
  },
});
