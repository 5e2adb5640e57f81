import { expect, test } from 'vitest';
import { businessEmailProblem } from './business-email.ts';

test.each([
  'dispatch@tcb-courier.com',
  'a.b+jet@mail.example.co.uk',
  'büro@müller-versand.de',
  'x@gmail-partners.com',
])('%s can be a business address', (address) => expect(businessEmailProblem(address)).toBeNull());

test.each([
  'jane@gmail.com',
  'JANE@GMAIL.COM',
  'a@yahoo.co.uk',
  'b@outlook.de',
  'c@icloud.com',
  'd@gmx.at',
  'e@proton.me',
])('%s is a private one, and the sentence names its domain', (address) => {
  expect(businessEmailProblem(address)).toContain(address.split('@')[1]?.toLowerCase());
});

test.each(['', 'jane', 'jane@', '@x.com', 'a b@x.com', 'jane@localhost', 'a@b@x.com', 'a@x..com'])(
  '%s is no address at all',
  (address) => expect(businessEmailProblem(address)).toMatch(/in full/),
);
