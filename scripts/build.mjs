// `npm run build`: everything into out/, and a note of what it was built from. Must be run by the project's own Node.
import process from 'node:process';
import { build } from 'electron-vite';
import { fingerprint, recordBuild } from './build-stamp.mjs';
import { root } from './local-node.mjs';

process.chdir(root);
process.env.NODE_ENV = 'production';
const builtFrom = fingerprint();
await build({ logLevel: process.argv.includes('--verbose') ? 'info' : 'warn' });
recordBuild(builtFrom);
