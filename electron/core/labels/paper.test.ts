// What a file is, is told by its bytes: what calls itself a picture and is a page must not be shown as either.

import { expect, it } from 'vitest';
import { paperKind } from './paper.ts';

it.each([
  ['%PDF-1.7 …', 'application/pdf', 'pdf'],
  ['\x89PNG\r\n\x1a\n…', 'image/png', 'png'],
  ['\xff\xd8\xff\xe0', 'image/jpeg', 'jpg'],
  ['GIF89a', 'image/gif', 'gif'],
  ['^XA^FO50,50^FDHello^FS^XZ', 'text/plain', 'zpl'],
  ['\n^XA', 'text/plain', 'zpl'],
  ['<!doctype html><script>alert(1)</script>', 'application/octet-stream', 'bin'],
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'application/octet-stream', 'bin'],
  ['%PD', 'application/octet-stream', 'bin'],
  ['', 'application/octet-stream', 'bin'],
])('%j', (text, contentType, end) => {
  expect(paperKind(Buffer.from(text, 'latin1'))).toEqual({ contentType, end });
});
