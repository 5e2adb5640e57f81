import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aJob, anAddress } from '../../../test/support/cache-fixtures.ts';
import { wordsAsked, wordsOfJob } from './search-words.ts';

const finds = (text: string, words: string) => wordsAsked(text).every((word) => words.includes(` ${word}`));

describe('words of a job', () => {
  const words = wordsOfJob(
    aJob('5a9b1c7e-0d2f-4e6a-8b3c-112233445566', {
      reference: 'PO 4711-B',
      externalIds: { requestId: 'A1B2C3D4E5', jobId: '3640041', externalId: 'BILL-7', trackingId: '1Z999' },
      recipient: 'Zoë Müller',
      to: "Café Straße, 12 O'Farrell St., Łódź",
      contactName: 'Nguyễn Thị Ánh',
      contactPhone: '+1 (415) 555-0123',
      deliverAddress: anAddress({ phone: '2125550199', contact: 'P. Pete', unit: '13th floor' }),
      pickAddress: anAddress({ phone: '+44 20 7946 0958', name: 'Ｗide Ａ/Ｓ' }),
      instructions: 'password swordfish',
    }),
  );

  it.each([
    ['whole ids', 'A1B2C3D4E5'],
    ['ids in any case', 'a1b2c3'],
    ['the beginning of an id', '3640'],
    ['an id with its hyphen', 'BILL-7'],
    ['an id without it', 'bill7'],
    ['either part of an id', 'bill 7'],
    ['a reference with blanks', 'PO 4711'],
    ['a reference with another separator', 'po-4711-b'],
    ['the console’s own id', '5a9b1c7e-0d2f'],
    ['names without their marks', 'zoe muller'],
    ['names with their marks', 'ZOË MÜLLER'],
    ['names in several marks', 'nguyen thi anh'],
    ['ß as ss', 'strasse'],
    ['ł as l', 'lodz'],
    ['full-width letters', 'wide a/s'],
    ['an apostrophe left out', 'ofarrell'],
    ['the part after an apostrophe', 'farrell'],
    ['house numbers and ordinals', '560 13th'],
    ['a zip code', '94105'],
    ['a phone number as it was written', '(415) 555-0123'],
    ['a phone number as digits', '4155550123'],
    ['a phone number with the country', '+1 415 555 0123'],
    ['a phone number with dots', '415.555.0123'],
    ['a phone number with its 1 in front', '14155550123'],
    ['exchange and line', '555-0123'],
    ['the last four digits', '0199'],
    ['a number abroad', '+44 20 7946'],
    ['a pasted list of its own ids', 'A1B2C3D4E5\n3640041\tBILL-7  1Z999'],
  ])('are found by %s', (_, text) => {
    expect(finds(text, words)).toBe(true);
  });

  it.each(['swordfish', 'ill', 'arrell', '4105', 'bill-8', 'zoe miller'])('are not found by %s', (text) => {
    expect(finds(text, words)).toBe(false);
  });

  it('stay within bounds for hostile text', () => {
    const long = wordsOfJob(aJob('x', { recipient: 'a'.repeat(100_000), reference: '-b'.repeat(50_000) }));
    expect(long.length).toBeLessThan(20_000);
    expect(finds('a'.repeat(300), long)).toBe(true);
  });
});

describe('words asked', () => {
  it.each(['', '   ', '"', '* ( ) - "" ^ :', '🚚 🚚', '…'])('say nothing in %j', (text) => {
    expect(wordsAsked(text)).toEqual([]);
  });

  it('leave out what another word already says', () => {
    expect(wordsAsked('mission miss MISSION st')).toEqual(['mission', 'st']);
  });

  it('never hold anything but letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        for (const word of wordsAsked(text)) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });

  it('of a text that was kept always find it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(finds(text, wordsOfJob(aJob('x', { recipient: text })))).toBe(true);
      }),
    );
  });

  it('hold nothing that means something to FTS5', () => {
    expect(wordsAsked('NEAR (a OR b*) "c')).toEqual(['near', 'a', 'or', 'b', 'c']);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const word of wordsAsked(text)) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});
