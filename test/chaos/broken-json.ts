// Answers that were right and are broken by chance: an arbitrary of fast-check that spoils any part of a JSON value, and the
// bytes of it. Used by answers.ts; knows no provider.

import fc from 'fast-check';

type Place = { of: Record<string, unknown> | unknown[]; key: string | number };

const HOSTILE = [
  '<img src=x onerror="globalThis.ran=1">',
  '</script><script>globalThis.ran=1</script>',
  '\u202Egnp.exe\u2066',
  '=HYPERLINK("http://evil.example","open")',
  "'); DROP TABLE jobs;--",
  '\u0000\u0007',
  '\uD800 half a character',
  'e\u0301'.repeat(500),
] as const;

const DATES = [
  'yesterday',
  '2026-13-45T99:99:99',
  '2026-02-30T10:00:00',
  '0000-00-00T00:00:00',
  '9999-12-31T23:59:59+00:00',
  '1969-12-31T23:59:59.999999',
  1_760_000_000,
] as const;

const CODES = [0, -62, 77, 62.5, 1e300, '62', ' 62 ', '٦٢', 'delivered', '62\u0000', '', '006'] as const;

const OTHERS = [true, false, 0, -1, 1e308, '', ' ', 'text', [], {}, [[]], { a: { b: [] } }] as const;

/** From here on a reader that calls itself for every level may run out of stack. */
const DEEP_LEVELS = 600;

interface Break {
  /** Which part, as a share of all there are. */
  where: number;
  how:
    | { kind: 'delete' }
    | { kind: 'double' }
    | { kind: 'value'; value: unknown }
    | { kind: 'deep'; levels: number };
}

const aBreak: fc.Arbitrary<Break> = fc.record({
  where: fc.double({ min: 0, max: 0.999, noNaN: true }),
  how: fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'delete' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'double' as const }) },
    { weight: 3, arbitrary: fc.constant({ kind: 'value' as const, value: null }) },
    {
      weight: 8,
      arbitrary: fc
        .constantFrom<unknown>(...OTHERS, ...HOSTILE, ...DATES, ...CODES)
        .map((value) => ({ kind: 'value' as const, value })),
    },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(300, 100_000)
        .map((length) => ({ kind: 'value' as const, value: 'x'.repeat(length) })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(40, DEEP_LEVELS, 1_700, 2_500, 60_000)
        .map((levels) => ({ kind: 'deep' as const, levels })),
    },
    { weight: 2, arbitrary: fc.jsonValue().map((value) => ({ kind: 'value' as const, value })) },
  ),
});

const DEEP = /"@deep:(\d+)@"/g;

/** What comes over the wire in place of `right`, and what a reader of JSON makes of it (undefined: it is none). */
export interface BrokenAnswer {
  bytes: Uint8Array<ArrayBuffer>;
  json: unknown;
  /** For whoever must find it again. */
  text: string;
  /** Nested so deep that a reader may give up: it need not be read, only do no harm. */
  isDeep: boolean;
}

/** `right` with none to four parts of it broken, and now and then its bytes too. */
export function broken(right: fc.Arbitrary<unknown>): fc.Arbitrary<BrokenAnswer> {
  const bytes = fc.oneof(
    { weight: 12, arbitrary: fc.constant((text: string) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.constant((text: string) => Buffer.from(`\uFEFF${text}`)) },
    { weight: 1, arbitrary: fc.constant((text: string) => Buffer.from(text, 'latin1')) },
    { weight: 1, arbitrary: fc.constant(() => Buffer.from('<!DOCTYPE html><title>Sign in</title>')) },
    {
      weight: 1,
      arbitrary: fc
        .double({ min: 0, max: 1, noNaN: true })
        .map((share) => (text: string) => Buffer.from(text.slice(0, Math.floor(text.length * share)))),
    },
  );
  return fc.tuple(right, fc.array(aBreak, { maxLength: 4 }), bytes).map(([value, breaks, toBytes]) => {
    const holder: { whole: unknown } = { whole: structuredClone(value) };
    for (const one of breaks) apply(holder, one);
    const text = (JSON.stringify(holder.whole) ?? '').replace(DEEP, (_, levels: string) =>
      nested(Number(levels)),
    );
    const sent = new Uint8Array(toBytes(text));
    const isDeep = text.includes('[{"a":'.repeat(DEEP_LEVELS));
    return { bytes: sent, json: parsed(new TextDecoder().decode(sent)), text, isDeep };
  });
}

function nested(levels: number): string {
  return `${'[{"a":'.repeat(levels)}0${'}]'.repeat(levels)}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function apply(holder: { whole: unknown }, { where, how }: Break): void {
  const places = placesIn(holder);
  const place = places[Math.floor(where * places.length)];
  if (place === undefined) return;
  const { of, key } = place;
  const put = (value: unknown) =>
    Object.defineProperty(of, key, { value, writable: true, enumerable: true, configurable: true });
  switch (how.kind) {
    case 'delete':
      if (Array.isArray(of)) of.splice(Number(key), 1);
      else delete of[String(key)];
      return;
    case 'double':
      put([(of as Record<string, unknown>)[key], (of as Record<string, unknown>)[key]]);
      return;
    case 'deep':
      put(`@deep:${how.levels}@`);
      return;
    default:
      put(how.value);
  }
}

function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, part] of Object.entries(value)) {
    found.push({ of: value as Place['of'], key });
    placesIn(part, found);
  }
  return found;
}
