// Words of the account openings.

export const texts = {
  title: 'Open an account',
  lead: 'A customer account with Jet Delivery, opened from here. Each opening can be left at any step and taken up again.',
  practice:
    'Practice: a simulated Jet Delivery on this computer answers, and its mails go to a practice mailbox. After a minute the link is opened for you.',
  mailbox: 'Open the practice mailbox',
  noConnection: 'Jet Delivery is not connected',
  noConnectionWhy: 'It needs no credential: add a connection for it, and accounts can be opened through it.',
  addConnection: 'Add a connection',
  newOpening: 'New opening',
  list: 'Openings',
  begun: 'begun',
  ago: 'ago',

  states: {
    stuck: 'Cannot go on',
    sending: 'Being registered',
    verifying: 'Waits for the link or the code',
    ended: 'The mail has ended',
    locked: 'Code closed: needs a new mail',
    verified: 'Address verified',
    started: 'Has its customer number',
    active: 'Account active',
  },

  register: {
    title: 'Register the address',
    connection: 'Connection',
    email: 'Business e-mail address',
    emailHint: 'Jet Delivery sends a mail there at once. Private addresses are not accepted.',
    password: 'Password of the new account',
    passwordHint: 'Goes to Jet Delivery and is kept nowhere here. Remember it for signing in there.',
    more: 'Jet Delivery gave me a code',
    esCode: 'Code (es_code)',
    submit: 'Register and send the mail',
    cancel: 'Cancel',
    done: (email: string, time: string) => `${email}, at ${time}`,
  },
  verify: {
    title: 'Confirm the address',
    link: (email: string) =>
      `Open the link in the mail to ${email}. It is noticed here by itself; nothing has to be typed.`,
    ends: 'The mail works for another',
    noEnd: 'Jet Delivery did not say how long the mail works.',
    ended: (time: string) => `Link and code ended at ${time}. Ask for a new mail.`,
    checked: 'Last asked',
    notChecked: 'Not asked yet.',
    checkNow: 'Check now',
    code: 'Or the six digits from the mail',
    submit: 'Confirm with the code',
    wrong: (count: number) =>
      count === 1
        ? '1 wrong code so far. The number of tries is limited.'
        : `${count} wrong codes so far. The number of tries is limited.`,
    locked: 'This code is closed after too many tries. Ask for a new mail; only its code counts then.',
    resend: 'Send a new mail',
    resent: (time: string) => `A new mail was sent at ${time}. Codes of earlier mails are void.`,
    resentUncertain: (time: string) =>
      `A new mail was asked for at ${time}, and no answer came. It may be on its way; only the code of the newest mail works.`,
    accepted:
      'The code was accepted. Jet Delivery still has to hand out the key for the next step; it is asked for by itself.',
    done: 'The address is verified.',
  },
  start: {
    title: 'Get the customer number',
    what: 'Jet Delivery makes the customer and answers with its number. Asking twice makes nothing twice.',
    submit: 'Start',
    done: 'Customer number',
    caller: 'Frequent caller',
    firmographics: (known: boolean) =>
      known ? 'company particulars are known' : 'company particulars are not known yet',
    again: 'Ask again',
  },
  activate: {
    title: 'Activate the account',
    what: 'Makes the first user, who can then sign in with the address and the password of step 1.',
    uncertain: (time: string) =>
      `Sent at ${time}, and no answer came. Try to sign in at Jet Delivery first; if that fails, send it again.`,
    submit: 'Activate',
    done: (time: string) =>
      `Activated at ${time}. Sign in at Jet Delivery with the address and your password.`,
    fields: {
      first_name: 'First name',
      last_name: 'Last name',
      customer_name: 'Company',
      local_addr1: 'Street',
      local_city: 'City',
      local_state: 'State',
      local_zip_postal: 'Zip code',
      local_phone: 'Phone',
    },
  },
  billing: {
    title: 'Billing address',
    optional: 'only if it differs',
    differs: 'The billing address is another one',
    what: 'Only needed when bills go elsewhere than to the address above.',
    uncertain: (time: string) => `Sent at ${time}, and no answer came. It can be sent again.`,
    submit: 'Send the billing address',
    done: (time: string) => `Sent at ${time}.`,
    change: 'Change it',
    fields: {
      billing_addr1: 'Street',
      billing_addr2: 'PO box or second line',
      billing_city: 'City',
      billing_state: 'State',
      billing_zip_postal: 'Zip code',
    },
  },
  payment: {
    title: 'Payment',
    optional: 'optional',
    what: 'Asks Jet Delivery whether payment is set up for the account. It is set up on their site, not here.',
    submit: 'Check',
    again: 'Check again',
    yes: (time: string) => `Payment is set up, as of ${time}.`,
    no: (time: string) => `Payment is not set up, as of ${time}.`,
    open: (time: string) => `Jet Delivery answered at ${time} and said neither yes nor no.`,
    said: (message: string) => `It says: ${message}`,
  },
  working: 'Asking Jet Delivery …',
  remove: 'Forget this opening …',
  removeTitle: 'Forget this opening?',
  removeMeans:
    'Its keys are deleted from this computer, and it cannot be continued here. Jet Delivery is told nothing; what it has made stays.',
  removeIt: 'Forget it',
  keepIt: 'Keep it',
} as const;
