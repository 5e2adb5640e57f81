// Section `labels`.

import type { Desk, Implementer } from './context.ts';

export function labelsSection(os: Implementer, desk: Desk) {
  const service = async () => (await desk.workspace()).labels;
  const section = os.labels;
  return {
    couriers: {
      list: section.couriers.list.handler(async ({ input, signal }) => ({
        couriers: await (await service()).couriers(input.connectionId, signal),
      })),
    },
    shipperAccounts: {
      list: section.shipperAccounts.list.handler(async ({ input: { connectionId, ...query }, signal }) =>
        (await service()).shipperAccounts.list(connectionId, query, signal),
      ),
      get: section.shipperAccounts.get.handler(async ({ input, signal }) => ({
        account: (await (await service()).shipperAccounts.get(input.connectionId, input.id, signal)).value,
      })),
      create: section.shipperAccounts.create.handler(async ({ input }) => {
        const { value: account, foundAgain } = await (await service()).shipperAccounts.create(
          input.connectionId,
          input.account,
        );
        return { account, foundAgain };
      }),
      update: section.shipperAccounts.update.handler(async ({ input }) => ({
        account: await (await service()).shipperAccounts.update(input.connectionId, input.id, input.info),
      })),
      replaceCredentials: section.shipperAccounts.replaceCredentials.handler(async ({ input }) => ({
        account: await (await service()).shipperAccounts.replaceCredentials(
          input.connectionId,
          input.id,
          input.credentials,
        ),
      })),
      updateSettings: section.shipperAccounts.updateSettings.handler(async ({ input }) => ({
        settings: await (await service()).shipperAccounts.updateSettings(
          input.connectionId,
          input.id,
          input.settings,
        ),
      })),
      remove: section.shipperAccounts.remove.handler(async ({ input }) => ({
        id: await (await service()).shipperAccounts.remove(input.connectionId, input.id),
      })),
    },
    rates: {
      calculate: section.rates.calculate.handler(async ({ input, signal }) => {
        const { value: record, ...state } = await (await service()).rates.calculate(
          input.connectionId,
          input.request,
          signal,
        );
        return { record, ...state };
      }),
      get: section.rates.get.handler(async ({ input, signal }) => {
        const { value: record, ...state } = await (await service()).rates.get(
          input.connectionId,
          input.id,
          signal,
        );
        return { record, ...state };
      }),
      list: section.rates.list.handler(async ({ input: { connectionId, ...query }, signal }) =>
        (await service()).rates.list(connectionId, query, signal),
      ),
    },
    create: section.create.handler(async ({ input }) => {
      const { value: label, ...state } = await (await service()).labels.create(
        input.connectionId,
        input.request,
      );
      return { label, ...state };
    }),
    get: section.get.handler(async ({ input, signal }) => {
      const { value: label, ...state } = await (await service()).labels.get(
        input.connectionId,
        input.id,
        signal,
      );
      return { label, ...state };
    }),
    list: section.list.handler(async ({ input: { connectionId, ...query }, signal }) =>
      (await service()).labels.list(connectionId, query, signal),
    ),
    file: section.file.handler(async ({ input: { connectionId, ...wanted }, signal }) => {
      const { contentType, bytes, paperSize, fileName } = await (await service()).file(
        connectionId,
        wanted,
        signal,
      );
      return {
        contentType,
        base64: Buffer.from(bytes).toString('base64'),
        size: bytes.length,
        paper_size: paperSize,
        fileName,
      };
    }),
    cancelLabels: {
      create: section.cancelLabels.create.handler(async ({ input }) => {
        const {
          value: cancellation,
          pending,
          problem,
        } = await (await service()).cancelLabels.create(input.connectionId, input.label.id);
        return { cancellation, pending, problem };
      }),
      get: section.cancelLabels.get.handler(async ({ input, signal }) => {
        const { value: cancellation, ...state } = await (await service()).cancelLabels.get(
          input.connectionId,
          input.id,
          signal,
        );
        return { cancellation, ...state };
      }),
      list: section.cancelLabels.list.handler(async ({ input: { connectionId, ...query }, signal }) =>
        (await service()).cancelLabels.list(connectionId, query, signal),
      ),
    },
    manifests: {
      create: section.manifests.create.handler(async ({ input }) => {
        const { value: manifest, ...state } = await (await service()).manifests.create(
          input.connectionId,
          input.request,
        );
        return { manifest, ...state };
      }),
      get: section.manifests.get.handler(async ({ input, signal }) => {
        const { value: manifest, ...state } = await (await service()).manifests.get(
          input.connectionId,
          input.id,
          signal,
        );
        return { manifest, ...state };
      }),
      list: section.manifests.list.handler(async ({ input: { connectionId, ...query }, signal }) =>
        (await service()).manifests.list(connectionId, query, signal),
      ),
    },
    pickups: {
      create: section.pickups.create.handler(async ({ input }) => {
        const { value: pickup, ...state } = await (await service()).pickups.create(
          input.connectionId,
          input.request,
        );
        return { pickup, ...state };
      }),
      get: section.pickups.get.handler(async ({ input, signal }) => {
        const { value: pickup, ...state } = await (await service()).pickups.get(
          input.connectionId,
          input.id,
          signal,
        );
        return { pickup, ...state };
      }),
      list: section.pickups.list.handler(async ({ input: { connectionId, ...query }, signal }) =>
        (await service()).pickups.list(connectionId, query, signal),
      ),
    },
    cancelPickups: {
      create: section.cancelPickups.create.handler(async ({ input }) => {
        const {
          value: cancellation,
          pending,
          problem,
        } = await (await service()).cancelPickups.create(input.connectionId, input.pickup.id);
        return { cancellation, pending, problem };
      }),
      get: section.cancelPickups.get.handler(async ({ input, signal }) => {
        const { value: cancellation, ...state } = await (await service()).cancelPickups.get(
          input.connectionId,
          input.id,
          signal,
        );
        return { cancellation, ...state };
      }),
      list: section.cancelPickups.list.handler(async ({ input: { connectionId, ...query }, signal }) =>
        (await service()).cancelPickups.list(connectionId, query, signal),
      ),
    },
    addressValidations: {
      create: section.addressValidations.create.handler(async ({ input, signal }) => {
        const { value: validation, ...state } = await (await service()).validateAddress(
          input.connectionId,
          input.address,
          signal,
        );
        return { validation, ...state };
      }),
    },
    attempts: {
      list: section.attempts.list.handler(async ({ input }) => ({
        attempts: await (await service()).attempts(input.connectionId),
      })),
      look: section.attempts.look.handler(async ({ input }) => ({
        foundId: await (await service()).look(input.id),
      })),
      sendAgain: section.attempts.sendAgain.handler(async ({ input }) =>
        (await service()).sendAgain(input.id),
      ),
      putAway: section.attempts.putAway.handler(async ({ input }) => ({
        removed: await (await service()).putAway(input.id),
      })),
    },
  };
}
