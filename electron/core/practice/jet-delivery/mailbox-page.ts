// The practice mailbox as a page of its own: every mail of the simulated Jet Delivery with its link and its code, the
// newest first. Opened in a browser like any mailbox, so that codes reach a person and never the console.

import type { Mail } from './jet-office.ts';

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}article{border-top:1px solid #8886;padding:1rem 0}h2{font-size:1rem;margin:0}b{font-size:1.4rem;letter-spacing:.15em}p{margin:.4rem 0}';

export function mailboxPage(mails: readonly Mail[], now: number): string {
  const letters = mails.map((mail, index) => {
    const replaced = mails.slice(0, index).some(({ to }) => to === mail.to);
    const state = replaced ? 'A newer mail has replaced it.' : now >= mail.endsAt ? 'It has ended.' : '';
    return `<article><h2>Confirm your email address</h2>
<p>To ${escaped(mail.to)}, sent ${new Date(mail.sentAt).toLocaleTimeString('en-GB')}. ${state}</p>
<p>Your code is <b data-code="${mail.code}">${mail.code}</b></p>
<p><a href="/practice/verify/${mail.linkKey}">Confirm this address</a> (the link does the same as the code)</p></article>`;
  });
  return page(
    'Practice mailbox',
    `<h1>Practice mailbox</h1><p>Mails of the simulated Jet Delivery. None of them left this computer.</p>${letters.join('\n') || '<p>No mail yet. Load the page again after registering an address.</p>'}`,
  );
}

export function verifiedPage(opened: boolean): string {
  return page(
    'Jet Delivery (practice)',
    opened
      ? '<h1>Thank you</h1><p>The address is confirmed. Go back to the console; it notices by itself.</p>'
      : '<h1>This link does not work any more</h1><p>It has ended, or a newer mail has replaced it. Ask for a new mail in the console.</p>',
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
