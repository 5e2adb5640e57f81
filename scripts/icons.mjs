// `npm run icons`: draws every icon from resources/icons/src with Chromium. Needs a Chromium (SWITCHYARD_CHROMIUM, or
// /usr/bin/chromium); its results are committed, so nobody else does.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './local-node.mjs';

const icons = join(root, 'resources/icons');
const source = (/** @type {string} */ name) => readFileSync(join(icons, 'src', `${name}.svg`), 'utf8');

const browser = await chromium.launch({
  executablePath: process.env.SWITCHYARD_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const page = await browser.newPage();

for (const folder of ['app', 'tray']) {
  rmSync(join(icons, folder), { recursive: true, force: true });
  mkdirSync(join(icons, folder));
}

// The window and the packages of Linux: the sizes of a freedesktop icon theme, named as electron-builder wants them.
const app = new Map();
for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
  app.set(size, await draw(source('app'), size));
  if (size <= 512) writeFileSync(join(icons, 'app', `${size}x${size}.png`), app.get(size));
}
writeFileSync(
  join(icons, 'icon.ico'),
  ico([16, 24, 32, 48, 64, 128, 256].map((size) => [size, app.get(size)])),
);

// macOS leaves a margin around the tile.
const framed = source('app').replace('viewBox="0 0 16 16"', 'viewBox="-1.94 -1.94 19.88 19.88"');
const mac = new Map();
for (const size of [32, 64, 128, 256, 512, 1024]) mac.set(size, await draw(framed, size));
writeFileSync(
  join(icons, 'icon.icns'),
  icns([
    ['icp4', app.get(16)],
    ['ic11', mac.get(32)],
    ['icp5', mac.get(32)],
    ['ic12', mac.get(64)],
    ['ic07', mac.get(128)],
    ['ic13', mac.get(256)],
    ['ic08', mac.get(256)],
    ['ic14', mac.get(512)],
    ['ic09', mac.get(512)],
    ['ic10', mac.get(1024)],
  ]),
);

// Electron takes the size for the screen's scale by the suffix, and on macOS knows a template image by its name.
for (const state of ['normal', 'attention', 'offline']) {
  for (const [suffix, size] of /** @type {const} */ ([
    ['', 16],
    ['@1.5x', 24],
    ['@2x', 32],
    ['@3x', 48],
  ])) {
    writeFileSync(
      join(icons, 'tray', `tray-${state}${suffix}.png`),
      await draw(source(`tray-${state}`), size),
    );
    const template = await draw(source(`tray-${state}-template`), size);
    if (suffix !== '@1.5x')
      writeFileSync(join(icons, 'tray', `tray-${state}Template${suffix}.png`), template);
  }
}
await browser.close();
process.stderr.write(
  `${readdirSync(join(icons, 'tray')).length} tray images, ${app.size} sizes of the app icon\n`,
);

/**
 * @param {string} svg
 * @param {number} size
 */
async function draw(svg, size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0">${svg.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `)}</body>`,
  );
  return page.screenshot({ omitBackground: true });
}

/**
 * A Windows icon: a directory of PNG pictures.
 * @param {[size: number, png: Buffer][]} pictures
 */
function ico(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, [size, png]] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 0 stands for 256.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(([, png]) => png)]);
}

/**
 * A macOS icon: blocks of a four-letter type (which says the size), their length with this head, and a PNG.
 * @param {[type: string, png: Buffer][]} pictures
 */
function icns(pictures) {
  const blocks = pictures.map(([type, png]) => block(type, png));
  return block('icns', Buffer.concat(blocks));
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function block(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
