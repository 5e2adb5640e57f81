// Words of the shared components.

export const texts = {
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  never: 'never',
  optional: 'optional',
  providerSaid: (status: number | null) =>
    status === null ? 'What came back' : `What came back (HTTP ${status})`,
  retryFrom: (time: string) => `Asking again makes sense from ${time}.`,
  old: 'old news',
  /** Received at a time that is still to come: the clock of this computer was wrong, then or now. */
  noAge: '?',
  vault: {
    kept: 'Secrets are kept in',
    choose: 'Where may secrets be kept on this machine?',
    change: 'Keep them elsewhere …',
    keepThere: 'Keep secrets there',
    asItIs: 'Leave it as it is',
    moves: 'What is kept now moves there with it, and is then removed from where it was.',
    unlock: 'Unlock',
    passphrase: 'Passphrase',
    passphraseHint: 'At least 8 characters. Nobody can recover it: without it every key is entered anew.',
    repeat: 'Once more',
    tooShort: (shortest: number) => `Use at least ${shortest} characters.`,
    differs: 'The two are not the same. Type the passphrase again.',
    states: {
      locked: 'The place for secrets is locked. Until it is unlocked, nothing can be asked or sent.',
      unavailable: 'The place for secrets cannot be used. Until it can, nothing is asked or sent.',
      undecided: 'Nobody has said yet where secrets may be kept, because the keychain cannot be used.',
    },
    kinds: {
      keychain: {
        name: 'The system keychain',
        place: 'the system keychain',
        consequence: 'Opened by logging in to this computer; nothing has to be typed at the start.',
      },
      passphrase: {
        name: 'A file sealed with a passphrase',
        place: 'a file sealed with a passphrase',
        consequence: 'The passphrase is asked for each time Switchyard starts.',
      },
      session: {
        name: 'This run only',
        place: 'the memory of this run',
        consequence: 'When Switchyard ends they are gone, and each credential is entered again.',
      },
    },
  },
} as const;
