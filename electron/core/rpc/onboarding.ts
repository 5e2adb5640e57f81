// Section `onboarding`.

import type { Desk, Implementer } from './context.ts';

export function onboardingSection(os: Implementer, desk: Desk) {
  const service = async () => (await desk.workspace()).onboarding;
  return {
    list: os.onboarding.list.handler(async () => (await service()).list()),
    preRegister: os.onboarding.preRegister.handler(async ({ input: { connectionId, ...wanted } }) => ({
      onboardingId: await (await service()).preRegister(connectionId, wanted),
    })),
    verify: os.onboarding.verify.handler(async ({ input }) =>
      (await service()).verify(input.onboardingId, input.verify_code),
    ),
    resend: os.onboarding.resend.handler(async ({ input }) => (await service()).resend(input.onboardingId)),
    check: os.onboarding.check.handler(async ({ input }) => (await service()).check(input.onboardingId)),
    start: os.onboarding.start.handler(async ({ input }) =>
      (await service()).startProvisioning(input.onboardingId),
    ),
    activate: os.onboarding.activate.handler(async ({ input: { onboardingId, ...wanted } }) =>
      (await service()).activate(onboardingId, wanted),
    ),
    updateBilling: os.onboarding.updateBilling.handler(async ({ input: { onboardingId, ...wanted } }) =>
      (await service()).updateBilling(onboardingId, wanted),
    ),
    checkPayment: os.onboarding.checkPayment.handler(async ({ input }) =>
      (await service()).checkPayment(input.onboardingId),
    ),
    remove: os.onboarding.remove.handler(async ({ input }) => {
      await (await service()).remove(input.onboardingId);
      return { removed: true as const };
    }),
  };
}
