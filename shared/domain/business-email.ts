// Whether an e-mail address can be one of a business (seed 000: "Business email required"). Pure; asked before anything
// is sent, so that nobody waits for a mail that a free address will never get. Jet Delivery has the last word.

/** The large providers of free mail; a name without an ending stands for all of its countries. */
const FREE_MAIL =
  /^(?:(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|aol|gmx|yandex|protonmail|zoho|tutanota|tuta|inbox|mail)\.[a-z.]{2,6}|proton\.me|pm\.me|icloud\.com|me\.com|mac\.com|web\.de|t-online\.de|hey\.com|fastmail\.(?:com|fm)|hushmail\.com|comcast\.net|verizon\.net|att\.net|sbcglobal\.net|bellsouth\.net|cox\.net|charter\.net|earthlink\.net|qq\.com|163\.com|126\.com|naver\.com|orange\.fr|free\.fr|laposte\.net|libero\.it|mailinator\.com)$/;

/** A sentence that says what to do, or null where the address can be used. */
export function businessEmailProblem(address: string): string | null {
  const match =
    /^[^\s@"(),:;<>[\]\\]+@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,})$/u.exec(
      address.trim(),
    );
  if (match === null) return 'Write the address in full, like dispatch@your-company.com.';
  const domain = match[1]?.toLowerCase() ?? '';
  return FREE_MAIL.test(domain)
    ? `Jet Delivery opens accounts for business addresses only, and ${domain} gives out private ones. Use an address of your company.`
    : null;
}
