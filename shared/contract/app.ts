// Section `app`: who is answering, which workspace is open, and which topics changed.

import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './procedure.ts';

const workspaceName = z.enum(['practice', 'live']);

/** What this host can do, so that the page offers nothing that cannot work. */
const capabilitiesSchema = z.object({
  tray: z.boolean(),
  /** The host shows notifications itself; otherwise the page uses the browser's. */
  nativeNotifications: z.boolean(),
  closeToTray: z.boolean(),
});

export const app = {
  /** First call of every page. */
  hello: procedure.output(
    z.object({
      version: z.string(),
      host: z.enum(['electron', 'server']),
      capabilities: capabilitiesSchema,
      workspace: workspaceName,
    }),
  ),
  /** Closes the open workspace (polling stopped, outbox at rest) and opens the other; every stream then resets. */
  openWorkspace: procedure
    .input(z.object({ workspace: workspaceName }))
    .output(z.object({ workspace: workspaceName })),
  /**
   * Says that something changed which is asked for as a whole: the page asks again.
   * `notice` is something a person should be told (late, failed, courier lost), for hosts without own notifications.
   */
  watch: procedure.output(
    eventIterator(
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('changed'),
          topics: z.array(
            z.enum(['counts', 'outbox', 'zones', 'settings', 'workspace', 'vault', 'onboarding', 'training']),
          ),
        }),
        z.object({
          kind: z.literal('notice'),
          key: z.string(),
          title: z.string(),
          body: z.string(),
          severity: z.enum(['caution', 'critical']),
          opens: z.discriminatedUnion('kind', [
            z.object({ kind: z.literal('job'), jobId: z.string() }),
            z.object({ kind: z.literal('board'), filter: z.enum(['late', 'trouble']) }),
            z.object({ kind: z.literal('inbox') }),
          ]),
        }),
      ]),
    ),
  ),
};
