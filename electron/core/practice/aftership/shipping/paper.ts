// The papers of the simulated shipping: a label as a one-page PDF, a square of dots as PNG, a label as ZPL. Written by
// hand, byte by byte, so that they are real files and need no package.

import { crc32, deflateSync } from 'node:zlib';

/** Points; 72 to the inch. */
const SIZES: Record<string, [width: number, height: number]> = {
  default: [288, 432],
  '3x5': [216, 360],
  '4x4': [288, 288],
  '4x5': [288, 360],
  '4x6': [288, 432],
  '4x6.75': [288, 486],
  '4x7': [288, 504],
  '4x8': [288, 576],
  '8.5x6.3': [612, 454],
  a4: [595, 842],
  a5: [420, 595],
  a6: [298, 420],
};

export function labelPdf(lines: readonly string[], number: string, paperSize: string): Buffer {
  const [width, height] = SIZES[paperSize] ?? [288, 432];
  const text = lines.map(
    (line, place) =>
      `BT /F1 ${place === 0 ? 18 : 11} Tf 20 ${height - 40 - place * 18} Td (${escaped(line)}) Tj ET`,
  );
  const bars = [...number]
    .map((sign, place) => `${20 + place * 13} 60 ${3 + (sign.charCodeAt(0) % 6)} 70 re f`)
    .join(' ');
  const content = [...text, bars, `BT /F1 11 Tf 20 42 Td (${escaped(number)}) Tj ET`].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${Buffer.byteLength(content)} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** 29 by 29 dots with the three corners of a QR code; what is between them is made up from the text. */
export function dotsPng(text: string): Buffer {
  const side = 29;
  const scale = 8;
  const edge = (side + 4) * scale;
  const rows: Buffer[] = [];
  for (let y = 0; y < edge; y += 1) {
    const row = Buffer.alloc(edge + 1, 255);
    row[0] = 0;
    for (let x = 0; x < edge; x += 1) {
      if (isDark(text, Math.floor(x / scale) - 2, Math.floor(y / scale) - 2, side)) row[x + 1] = 0;
    }
    rows.push(row);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(edge, 0);
  head.writeUInt32BE(edge, 4);
  // Eight bits of grey.
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function labelZpl(lines: readonly string[], number: string): Buffer {
  const text = lines.map((line, place) => `^FO40,${40 + place * 40}^A0N,30,30^FD${line}^FS`).join('\n');
  return Buffer.from(`^XA\n${text}\n^FO40,700^BY3^BCN,160,Y,N,N^FD${number}^FS\n^XZ\n`);
}

function isDark(text: string, x: number, y: number, side: number): boolean {
  if (x < 0 || y < 0 || x >= side || y >= side) return false;
  for (const [cornerX, cornerY] of [
    [0, 0],
    [side - 7, 0],
    [0, side - 7],
  ] as const) {
    const [dx, dy] = [x - cornerX, y - cornerY];
    if (dx < -1 || dy < -1 || dx > 7 || dy > 7) continue;
    const ring = Math.max(Math.abs(dx - 3), Math.abs(dy - 3));
    return ring === 3 || ring <= 1;
  }
  const sign = text.charCodeAt((x * 7 + y * 13) % text.length);
  return ((sign * (x + 3) * (y + 5)) >> 2) % 2 === 0;
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), data.length + 8);
  return whole;
}

function escaped(line: string): string {
  return line.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/[\\()]/g, (sign) => `\\${sign}`);
}
