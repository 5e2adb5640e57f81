// What a call ends with when the core cannot be reached. Thrown by link.ts; turned into a sentence by renderer/state.

export class LinkLostError extends Error {
  override readonly name = 'LinkLostError';
  /** Whether the request had already left: then nobody knows whether it was carried out. */
  readonly sent: boolean;

  constructor(sent: boolean, cause?: unknown) {
    super(sent ? 'The core stopped answering.' : 'The core cannot be reached.', { cause });
    this.sent = sent;
  }
}
