// Reads links such as switchyard://job/ID, which anybody can write into a mail or a web page. They only ever open
// something that is there; the caller treats an id it does not know as nothing.

export interface DeepLink {
  kind: 'job';
  jobId: string;
}

/** Exact by design: no other host, no query, no fragment, no encoding, ids of our own alphabet only. */
export function parseDeepLink(text: string): DeepLink | null {
  const jobId = /^switchyard:\/\/job\/([A-Za-z0-9-]{1,64})\/?$/.exec(text)?.[1];
  return jobId === undefined ? null : { kind: 'job', jobId };
}
