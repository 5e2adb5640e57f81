// Section `practice`.

import type { Desk, Implementer } from './context.ts';

export function practiceSection(os: Implementer, desk: Desk) {
  return {
    dials: os.practice.dials.handler(async () => (await desk.practice()).dials()),
    setDials: os.practice.setDials.handler(async ({ input }) => (await desk.practice()).set(input)),
    setToken: os.practice.setToken.handler(async ({ input }) =>
      (await desk.practice()).setToken(input.connectionId, input.revoked),
    ),
    newMorning: os.practice.newMorning.handler(async () => {
      await desk.newMorning();
      return (await desk.practice()).dials();
    }),
  };
}
