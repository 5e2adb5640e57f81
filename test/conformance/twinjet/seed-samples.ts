// The sample payloads and answers of seed 002 as text, the way TwinJet's documentation prints them (its doubled key too).
// Used by the conformance tests next to it; nothing in the files is computed.

import { readFileSync } from 'node:fs';

function sample(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8');
}

export const NEW_JOB_SAMPLE = sample('new-job-sample');
export const NEW_JOB_ANSWER = sample('new-job-answer');
export const CANCEL_SAMPLE = sample('cancel-sample');
export const STATUS_SAMPLE = sample('status-sample');
export const STATUS_ANSWER = sample('status-answer');
export const VALIDATE_SAMPLE = sample('validate-sample');
export const VALIDATE_ANSWER = sample('validate-answer');
export const OUT_OF_ZONE_ANSWER = sample('out-of-zone-answer');
