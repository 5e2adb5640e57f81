// What the labels screens ask of the core. Part of actions.ts, which knows how a call becomes an Outcome.

import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { CoreClient, CoreInputs, CoreOutputs } from '../connection/core-client.ts';
import type { Outcome } from './problem.ts';

type In = CoreInputs['labels'];
export type LabelPaper = CoreOutputs['labels']['file'];

type Ask = <Value>(call: () => Promise<Value>) => Promise<Outcome<Value>>;

export function labelActions({ labels, aftership }: Pick<CoreClient, 'labels' | 'aftership'>, ask: Ask) {
  const by = (signal?: AbortSignal) => (signal === undefined ? {} : { signal });
  return {
    couriers: (connectionId: ConnectionId, signal?: AbortSignal) =>
      ask(() => labels.couriers.list({ connectionId }, by(signal))),
    accounts: (input: In['shipperAccounts']['list'], signal?: AbortSignal) =>
      ask(() => labels.shipperAccounts.list(input, by(signal))),
    account: (input: In['shipperAccounts']['get'], signal?: AbortSignal) =>
      ask(() => labels.shipperAccounts.get(input, by(signal))),
    createAccount: (input: In['shipperAccounts']['create']) =>
      ask(() => labels.shipperAccounts.create(input)),
    updateAccount: (input: In['shipperAccounts']['update']) =>
      ask(() => labels.shipperAccounts.update(input)),
    replaceCredentials: (input: In['shipperAccounts']['replaceCredentials']) =>
      ask(() => labels.shipperAccounts.replaceCredentials(input)),
    updateAccountSettings: (input: In['shipperAccounts']['updateSettings']) =>
      ask(() => labels.shipperAccounts.updateSettings(input)),
    removeAccount: (input: In['shipperAccounts']['remove']) =>
      ask(() => labels.shipperAccounts.remove(input)),
    calculateRates: (input: In['rates']['calculate'], signal?: AbortSignal) =>
      ask(() => labels.rates.calculate(input, by(signal))),
    getRates: (input: In['rates']['get'], signal?: AbortSignal) =>
      ask(() => labels.rates.get(input, by(signal))),
    ratesList: (input: In['rates']['list'], signal?: AbortSignal) =>
      ask(() => labels.rates.list(input, by(signal))),
    create: (input: In['create']) => ask(() => labels.create(input)),
    get: (input: In['get'], signal?: AbortSignal) => ask(() => labels.get(input, by(signal))),
    list: (input: In['list'], signal?: AbortSignal) => ask(() => labels.list(input, by(signal))),
    file: (input: In['file'], signal?: AbortSignal) => ask(() => labels.file(input, by(signal))),
    cancel: (input: In['cancelLabels']['create']) => ask(() => labels.cancelLabels.create(input)),
    cancelledLabel: (input: In['cancelLabels']['get'], signal?: AbortSignal) =>
      ask(() => labels.cancelLabels.get(input, by(signal))),
    cancelledLabels: (input: In['cancelLabels']['list'], signal?: AbortSignal) =>
      ask(() => labels.cancelLabels.list(input, by(signal))),
    createManifest: (input: In['manifests']['create']) => ask(() => labels.manifests.create(input)),
    getManifest: (input: In['manifests']['get'], signal?: AbortSignal) =>
      ask(() => labels.manifests.get(input, by(signal))),
    manifests: (input: In['manifests']['list'], signal?: AbortSignal) =>
      ask(() => labels.manifests.list(input, by(signal))),
    createPickup: (input: In['pickups']['create']) => ask(() => labels.pickups.create(input)),
    getPickup: (input: In['pickups']['get'], signal?: AbortSignal) =>
      ask(() => labels.pickups.get(input, by(signal))),
    pickups: (input: In['pickups']['list'], signal?: AbortSignal) =>
      ask(() => labels.pickups.list(input, by(signal))),
    cancelPickup: (input: In['cancelPickups']['create']) => ask(() => labels.cancelPickups.create(input)),
    cancelledPickup: (input: In['cancelPickups']['get'], signal?: AbortSignal) =>
      ask(() => labels.cancelPickups.get(input, by(signal))),
    cancelledPickups: (input: In['cancelPickups']['list'], signal?: AbortSignal) =>
      ask(() => labels.cancelPickups.list(input, by(signal))),
    validateAddress: (input: In['addressValidations']['create'], signal?: AbortSignal) =>
      ask(() => labels.addressValidations.create(input, by(signal))),
    attempts: (connectionId: ConnectionId) => ask(() => labels.attempts.list({ connectionId })),
    look: (id: string) => ask(() => labels.attempts.look({ id })),
    sendAgain: (id: string) => ask(() => labels.attempts.sendAgain({ id })),
    putAway: (id: string) => ask(() => labels.attempts.putAway({ id })),
    /** A label's number goes on the board like any other parcel that is followed. */
    follow: (input: CoreInputs['aftership']['createTracking']) => ask(() => aftership.createTracking(input)),
  };
}
