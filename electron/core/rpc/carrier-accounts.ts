// Section `carrierAccounts`.

import type { Desk, Implementer } from './context.ts';

export function carrierAccountsSection(os: Implementer, desk: Desk) {
  const service = async () => (await desk.workspace()).carrierAccounts;
  const section = os.carrierAccounts;
  return {
    list: section.list.handler(async ({ input: { connectionId, ...filter }, signal }) =>
      (await service()).list(connectionId, filter, signal),
    ),
    get: section.get.handler(async ({ input, signal }) =>
      (await service()).get(input.connectionId, input.id, signal),
    ),
    create: section.create.handler(async ({ input }) =>
      (await service()).create(input.connectionId, input.account),
    ),
    update: section.update.handler(async ({ input }) => ({
      data: await (await service()).update(input.connectionId, input.id, input.changes),
    })),
    remove: section.remove.handler(async ({ input }) => {
      await (await service()).remove(input.connectionId, input.id);
      return { success: true as const };
    }),
    test: section.test.handler(async ({ input }) => (await service()).test(input.connectionId, input.id)),
    fedexRegister: section.fedexRegister.handler(async ({ input }) =>
      (await service()).register(input.connectionId, input.account),
    ),
    fedexRequestPin: section.fedexRequestPin.handler(async ({ input }) =>
      (await service()).requestPin(input.connectionId, input.accountId, input.option),
    ),
    fedexVerifyPin: section.fedexVerifyPin.handler(async ({ input }) =>
      (await service()).verifyPin(input.connectionId, input.accountId, input.pin),
    ),
    fedexVerifyInvoice: section.fedexVerifyInvoice.handler(async ({ input }) =>
      (await service()).verifyInvoice(input.connectionId, input.accountId, input.invoiceInfo),
    ),
    fedexRegistrations: section.fedexRegistrations.handler(async ({ input }) => ({
      registrations: await (await service()).registrations(input.connectionId),
    })),
    fedexCheck: section.fedexCheck.handler(async ({ input }) => ({
      registration: await (await service()).check(input.connectionId, input.accountId),
    })),
    fedexForget: section.fedexForget.handler(async ({ input }) => ({
      removed: await (await service()).forget(input.connectionId, input.accountId),
    })),
  };
}
