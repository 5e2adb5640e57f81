// Keeps zod from trying out whether it may make functions from text: the page's policy refuses that, and reports it.
// main.tsx imports it first, so that it runs before any schema is made.

import { config } from 'zod';

config({ jitless: true });
