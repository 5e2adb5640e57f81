// Cuts secrets out of everything that is logged, kept or shown: by exact value and by the name of the key they
// stand under. Called by http-client for each request and by whoever keeps or shows a provider's raw answer.
// It never throws and never makes up content: what is no secret stays as it was.

const REMOVED = '[removed]';

/** Names that are secret as a whole (compared without case, `-` and `_`). Jet Delivery: idx, wait_idx, verify_code. */
const SECRET_NAMES = new Set([
  'idx',
  'waitidx',
  'verifycode',
  'pin',
  'otp',
  'pwd',
  'cvv',
  'cvc',
  'cardnumber',
]);
const SECRET_ENDINGS =
  /(token|secret|password|passwd|passphrase|apikey|accesskey|privatekey|childkey|validationkey|authorization|credentials?|cookie)$/;
const SIGNATURE_HEADERS = /^(as|aftership)(signature|hmac)/;
/** End like secrets but only say where a list goes on, or are documented as empty words. */
const HARMLESS_NAMES = new Set(['paginationtoken', 'nexttoken', 'uniquetoken']);

/** Values shorter than this may be part of an innocent word, so they are cut only where they stand alone. */
const LONG_ENOUGH_TO_CUT_ANYWHERE = 8;
/** Shorter ones than this would riddle every text; they are left to the key names. */
const LONG_ENOUGH_TO_CUT = 4;

/** Does a field, header or parameter of this name hold a secret? */
export function isSecretKey(name: string): boolean {
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (HARMLESS_NAMES.has(bare)) return false;
  return SECRET_NAMES.has(bare) || SECRET_ENDINGS.test(bare) || SIGNATURE_HEADERS.test(bare);
}

/**
 * A copy of any text without secrets: the given values in every spelling they travel in (plain, percent-encoded,
 * form-encoded, JSON-escaped, inside base64), values behind secret names in JSON, forms, addresses and header
 * lines, and the credentials of Basic and Bearer. Works on broken JSON too.
 */
export function redactText(text: string, secrets: readonly string[]): string {
  return redactorOf(secrets)(text);
}

/** A copy of a parsed JSON value without secrets, at any depth. Empty values and flags stay, so that absence shows. */
export function redactJson(value: unknown, secrets: readonly string[]): unknown {
  return mapJson(value, redactorOf(secrets), isSecretKey);
}

/** As `redactJson`, but by exact value only: for answers whose own tokens the caller has yet to read. */
export function cutValuesInJson(value: unknown, secrets: readonly string[]): unknown {
  return mapJson(value, valueCutter(secrets), () => false);
}

/** Headers as a plain record with lower-case names and without secrets. */
export function redactHeaders(headers: Headers, secrets: readonly string[]): Record<string, string> {
  const kept: Record<string, string> = {};
  const redact = redactorOf(secrets);
  for (const [name, value] of headers) kept[name] = isSecretKey(name) ? REMOVED : redact(value);
  return kept;
}

/** An address for the log: host, path and query without secrets, and never a user name. */
export function redactUrl(address: string, secrets: readonly string[]): string {
  if (!URL.canParse(address)) return redactText(address, secrets);
  const { host, pathname, search } = new URL(address);
  return redactText(`${host}${pathname}${search}`, secrets);
}

function mapJson(value: unknown, cut: (text: string) => string, hides: (key: string) => boolean): unknown {
  if (typeof value === 'string') return cut(value);
  if (Array.isArray(value)) return value.map((item) => mapJson(item, cut, hides));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      hides(key) && !saysNothing(item) ? REMOVED : mapJson(item, cut, hides),
    ]),
  );
}

function saysNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || typeof value === 'boolean';
}

function redactorOf(secrets: readonly string[]): (text: string) => string {
  const cutValues = valueCutter(secrets);
  return (text) => cutSchemes(cutHeaderLines(cutPairs(cutJsonFields(cutValues(text)))));
}

/** Made once for all texts of an answer, since spelling a secret costs far more than looking for it. Not kept longer. */
function valueCutter(secrets: readonly string[]): (text: string) => string {
  const wanted = secrets.flatMap((secret): (string | RegExp)[] => {
    if (secret.length >= LONG_ENOUGH_TO_CUT_ANYWHERE) return spellingsOf(secret);
    if (secret.length < LONG_ENOUGH_TO_CUT) return [];
    return [new RegExp(`(?<![A-Za-z0-9])${RegExp.escape(secret)}(?![A-Za-z0-9])`, 'g')];
  });
  return (text) => wanted.reduce<string>((rest, value) => rest.replaceAll(value, REMOVED), text);
}

/** Longest first, so that a spelling is not cut to pieces by a shorter one inside it. */
function spellingsOf(secret: string): string[] {
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const json = JSON.stringify(secret).slice(1, -1);
  const spellings = new Set([
    secret,
    form,
    form.replaceAll('+', '%20'),
    encodeURIComponent(secret),
    json,
    JSON.stringify(json).slice(1, -1),
    ...base64Cores(secret),
  ]);
  return [...spellings].sort((a, b) => b.length - a.length);
}

/**
 * What base64 makes of the secret wherever it stands inside a longer value (Basic is base64 of name:secret): three
 * bytes become four characters, so there are three ways to be aligned. Only the characters that hold nothing but the
 * secret are taken.
 */
function base64Cores(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [0, 1, 2].flatMap((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]);
    const first = Math.ceil((shift * 8) / 6);
    const end = Math.floor((whole.length * 8) / 6);
    return [whole.toString('base64').slice(first, end), whole.toString('base64url').slice(first, end)];
  });
}

/** `"api_token": …` in JSON text, whole or torn, also inside a JSON string (`\"api_token\": …`). */
function cutJsonFields(text: string): string {
  let out = '';
  let done = 0;
  for (const match of text.matchAll(/"([\w .-]{1,64})\\?"\s*:\s*/g)) {
    const start = match.index + match[0].length;
    if (match.index < done || !isSecretKey(match[1] ?? '')) continue;
    const end = endOfJsonValue(text, start);
    if (/^(null|true|false|(\\?")\2)?$/.test(text.slice(start, Math.min(end, start + 8)))) continue;
    const quote = text.startsWith('\\"', start) ? '\\"' : '"';
    out += `${text.slice(done, start)}${quote}${REMOVED}${quote}`;
    done = end;
  }
  return out + text.slice(done);
}

/** Index behind the JSON value that begins at `start`; the end of the text when it is torn. */
function endOfJsonValue(text: string, start: number): number {
  if (text.startsWith('\\"', start)) {
    // The quote that ends it has one backslash; one inside the value has more.
    const closing = /(?<!\\)\\"/g;
    closing.lastIndex = start + 2;
    return closing.test(text) ? closing.lastIndex : text.length;
  }
  const opening = text[start];
  if (opening !== '"' && opening !== '{' && opening !== '[') {
    const scalar = /[^\s,}\]]*/y;
    scalar.lastIndex = start;
    scalar.test(text);
    return scalar.lastIndex;
  }
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (!quoted && depth === 0) return at + 1;
  }
  return text.length;
}

/** `password=…` in a form body or behind `?`, `&` and `;`. */
function cutPairs(text: string): string {
  return text.replace(/(^|[?&;\s"'])([\w.-]{1,64})=([^&\s"'<>;]+)/g, (whole, before, name) =>
    isSecretKey(name) ? `${before}${name}=${REMOVED}` : whole,
  );
}

/** `Authorization: …` at the start of a line. */
function cutHeaderLines(text: string): string {
  return text.replace(/^([ \t]*)([\w-]{1,64}):[ \t]*(?!["[{])([^\r\n]+)/gm, (whole, indent, name) =>
    isSecretKey(name) ? `${indent}${name}: ${REMOVED}` : whole,
  );
}

/** Basic and Bearer credentials in running text. The word alone, as in "Basic delivery", stays. */
function cutSchemes(text: string): string {
  return text.replace(/\b(Basic|Bearer)\s+([A-Za-z0-9+/=._~-]{8,})/gi, (whole, scheme, value) => {
    const isBasic = scheme.toLowerCase() === 'basic';
    const holdsSecret = isBasic ? Buffer.from(value, 'base64').includes(':') : /\d/.test(value);
    return holdsSecret ? `${scheme} ${REMOVED}` : whole;
  });
}
