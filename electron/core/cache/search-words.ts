// Turns what a job is known by, and what a person types, into words that meet. Pure; used by the writer and by queries.
// A word is letters and digits only, folded: "Café" is "cafe", "BILL-7" is "bill7", "(415) 555-0123" is "4155550123".

import type { Address } from '../../../shared/domain/address.ts';
import type { ExternalIds } from '../../../shared/domain/job.ts';

/** What of a job can be searched for. */
export interface Searchable {
  id: string;
  reference: string | null;
  externalIds: ExternalIds;
  recipient: string | null;
  from: string | null;
  to: string | null;
  courierName: string | null;
  contactName: string | null;
  contactPhone: string | null;
  pickAddress: Address | null;
  deliverAddress: Address | null;
}

/** Longer words are cut, in the file and in the question alike. */
const WORD_LENGTH = 40;
/** A field longer than this is no name or address any more; its beginning is enough to find it. */
const FIELD_LENGTH = 500;

const ASCII = /^[\x20-\x7e]*$/;
const RUNS = /[\p{L}\p{N}]+/gu;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Letters that Unicode does not take apart into a base and a mark. */
const UNMARKED: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
};

function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[øłđħıæœþð]/g, (letter) => UNMARKED[letter] ?? letter);
}

/**
 * Adds a chunk's words: everything from each of its runs to its end, joined. "BILL-7" gives "bill7" and "7", so
 * that it is found by "bill", "bill7", "BILL-7" and "7".
 */
function addChunk(chunk: string, words: Set<string>): void {
  const runs = fold(chunk).match(RUNS) ?? [];
  let joined = '';
  for (let at = runs.length - 1; at >= 0; at--) {
    joined = runs[at] + joined;
    words.add(joined.slice(0, WORD_LENGTH));
  }
}

function addText(text: string | null, words: Set<string>): void {
  if (!text) return;
  for (const chunk of text.slice(0, FIELD_LENGTH).split(/\s+/)) addChunk(chunk, words);
}

/** An id is one chunk, blanks and all: "PO 4711" is found by "po-4711" too. */
function addId(id: string | null, words: Set<string>): void {
  if (!id) return;
  if (UUID.test(id)) words.add(id.replaceAll('-', '').toLowerCase());
  else addChunk(id.slice(0, FIELD_LENGTH), words);
}

function addPhone(phone: string | null, words: Set<string>): void {
  if (!phone) return;
  const bare = /^\+?1?(\d{3})(\d{3})(\d{4})$/.exec(phone.replace(/[^\d+]/g, ''));
  // A North American number is found by area code, exchange or line, however it was written.
  addChunk(bare ? `${bare[1]}-${bare[2]}-${bare[3]}` : phone.slice(0, FIELD_LENGTH), words);
}

function addAddress(address: Address | null, words: Set<string>): void {
  if (address === null) return;
  addText(address.name, words);
  addText(address.street, words);
  addText(address.unit, words);
  addText(address.city, words);
  addText(address.region, words);
  addText(address.postalCode, words);
  addText(address.contact, words);
  addPhone(address.phone, words);
}

function joined(words: Set<string>): string {
  let text = '';
  for (const word of words) text += ` ${word}`;
  return text;
}

/** The words of a job, each once, each after a blank. */
export function wordsOfJob(job: Searchable): string {
  const words = new Set<string>();
  addId(job.id, words);
  addId(job.reference, words);
  addId(job.externalIds.requestId, words);
  addId(job.externalIds.jobId, words);
  addId(job.externalIds.externalId, words);
  addId(job.externalIds.trackingId, words);
  addText(job.recipient, words);
  addText(job.from, words);
  addText(job.to, words);
  addText(job.courierName, words);
  addText(job.contactName, words);
  addPhone(job.contactPhone, words);
  addAddress(job.pickAddress, words);
  addAddress(job.deliverAddress, words);
  return joined(words);
}

/** The words of an address alone, for the form's suggestions. */
export function wordsOfAddress(address: Address): string {
  const words = new Set<string>();
  addAddress(address, words);
  return joined(words);
}

/**
 * The beginnings of words that a job must all have to be found. Chunks without a letter or digit say nothing;
 * a word that begins another one is left out. Empty: nothing was asked.
 */
export function wordsAsked(text: string): string[] {
  const words = new Set<string>();
  // The country code is not kept with a North American number.
  for (const chunk of text.replace(/(^|\s)\+?1(?=\d{10}(\s|$))|\+1(?=[\s(.-])/g, '$1').split(/\s+/)) {
    const word = (fold(chunk).match(RUNS) ?? []).join('').slice(0, WORD_LENGTH);
    if (word !== '') words.add(word);
  }
  return [...words].filter((word) => {
    for (const other of words) if (other !== word && other.startsWith(word)) return false;
    return true;
  });
}

/** The whole word of an id, as it stands among the words of a job; null where it has neither letter nor digit. */
export function wordOfId(id: string): string | null {
  return (fold(id.slice(0, FIELD_LENGTH)).match(RUNS) ?? []).join('').slice(0, WORD_LENGTH) || null;
}
