// Answers every request for the page and its files, the same in Electron's private scheme and on loopback.
// Gets the path as it was asked for, trusts none of it, and never answers with anything outside its folder.

import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { securityHeaders } from './security-headers.ts';

/** An answer that each host puts into its own kind of response. Header names are lower case. */
export interface PageAnswer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

export interface PageFiles {
  /**
   * @param target path and query exactly as requested, still encoded ("/assets/x.js?v=1"). Where only a parsed URL is at
   *   hand its `pathname` will do, since that has lost nothing that matters here.
   */
  answer(target: string): Promise<PageAnswer>;
}

export interface PageFilesOptions {
  /** The folder that the build writes the page to. */
  root: string;
  /** What the page connects to besides its own origin. */
  connectSources?: readonly string[];
}

/** In index.html; replaced by the nonce of each answer. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.webmanifest': 'application/manifest+json',
};

export function createPageFiles({ root, connectSources }: PageFilesOptions): PageFiles {
  return {
    async answer(target) {
      const segments = readTarget(target);
      if (segments === null) return plainAnswer(404, 'There is nothing at this address.');
      const isIndex = segments.length === 0 || (segments.length === 1 && segments[0] === 'index.html');
      const path = isIndex ? ['index.html'] : segments;
      const type = TYPES[extname(path.at(-1) ?? '')];
      const bytes = type === undefined ? null : await readInside(root, path);
      if (type === undefined || bytes === null) {
        return isIndex
          ? plainAnswer(503, 'The page has not been built yet: npm run build.')
          : plainAnswer(404, 'There is nothing at this address.');
      }
      if (!isIndex) {
        return {
          status: 200,
          headers: {
            ...securityHeaders(),
            'content-type': type,
            // The build puts a hash of the content into every name under assets/.
            'cache-control': path[0] === 'assets' ? 'private, max-age=31536000, immutable' : 'no-cache',
          },
          body: bytes,
        };
      }
      const nonce = randomBytes(18).toString('base64');
      return {
        status: 200,
        headers: {
          ...securityHeaders(contentSecurityPolicy(nonce, connectSources)),
          'content-type': type,
          'cache-control': 'no-store',
        },
        body: new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll(NONCE_PLACEHOLDER, nonce)),
      };
    },
  };
}

/** A sentence in place of a page: refusals, errors. */
export function plainAnswer(status: number, sentence: string): PageAnswer {
  return {
    status,
    headers: {
      ...securityHeaders(),
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    },
    body: new TextEncoder().encode(`${sentence}\n`),
  };
}

/**
 * Only names such as the build makes are let through: that leaves out climbing, hidden files, drives and streams of
 * Windows (":"), its short names ("~"), backslashes, NUL and everything encoded twice, without a list of bad things.
 */
function readTarget(target: string): string[] | null {
  const end = target.search(/[?#]/);
  const path = end === -1 ? target : target.slice(0, end);
  if (!path.startsWith('/')) return null;
  if (path === '/') return [];
  const segments = path.slice(1).split('/').map(decode);
  return segments.every((segment) => segment !== null && /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/.test(segment))
    ? (segments as string[])
    : null;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** Links are resolved before it is asked whether the file is inside; the answer compares paths, not their beginnings. */
async function readInside(root: string, segments: string[]): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const realRoot = await realpath(root);
    const file = await realpath(join(realRoot, ...segments));
    const inside = relative(realRoot, file);
    if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null;
    return new Uint8Array(await readFile(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (
      code !== undefined &&
      ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES'].includes(code)
    ) {
      return null;
    }
    throw error;
  }
}
