// The only caller of the core's commands and of its questions (live data comes through sync.ts). Screens call these.
// Every method answers an Outcome and throws nothing; a failure is also kept in `stores.alerts` under its topic, for
// the screen to show beside what it is about. A success clears that topic.

import type { SettingsChange } from '../../shared/contract/settings.ts';
import type { CommandId, ConnectionId, CourierId, JobId, OnboardingId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import type { Onboarding } from '../../shared/domain/onboarding.ts';
import type { CoreClient, CoreInputs, CoreOutputs } from '../connection/core-client.ts';
import type { BoardQuery } from './board-query.ts';
import type { JobDetailKeeper } from './job-detail.ts';
import { labelActions } from './label-actions.ts';
import { mergeSettings } from './merge-settings.ts';
import { parcelActions } from './parcel-actions.ts';
import { describeError, type Outcome, type Problem } from './problem.ts';
import { shipmentActions } from './shipment-actions.ts';
import type { Stores } from './stores.ts';

export type Actions = ReturnType<typeof createActions>;
export type CarrierAccountPage = CoreOutputs['carrierAccounts']['list'];

interface Parts {
  client: CoreClient;
  stores: Stores;
  board: BoardQuery;
  job: JobDetailKeeper;
}

const LAYOUT_PAUSE_MS = 400;

export function createActions({ client, stores, board, job }: Parts) {
  /** Topic null: a question whose failure only its asker shows. */
  async function run<Value>(topic: string | null, call: () => Promise<Value>): Promise<Outcome<Value>> {
    try {
      const value = await call();
      if (topic !== null) clearAlert(topic);
      return { ok: true, value };
    } catch (error) {
      const problem = describeError(error);
      if (topic !== null) alert(topic, problem);
      return { ok: false, problem };
    }
  }

  function alert(topic: string, problem: Problem) {
    const { byTopic } = stores.alerts.getState();
    stores.alerts.setState({ byTopic: { ...byTopic, [topic]: problem } });
  }

  function clearAlert(topic: string) {
    const { [topic]: gone, ...byTopic } = stores.alerts.getState().byTopic;
    if (gone !== undefined) stores.alerts.setState({ byTopic });
  }

  /** What the person did is to be seen at once, wherever the pointer is. */
  function showEffect<Value>(outcome: Outcome<Value>): Outcome<Value> {
    board.askAgain();
    job.askAgain();
    return outcome;
  }

  let layoutTimer: ReturnType<typeof setTimeout> | null = null;

  async function updateSettings(change: SettingsChange) {
    const before = stores.settings.getState().settings;
    stores.settings.setState({ settings: mergeSettings(before, change) });
    const outcome = await run('settings', () => client.settings.update(change));
    // What could not be kept is not shown as kept; layout alone may stay as the person left it.
    if (outcome.ok) {
      const { unkept } = stores.settings.getState();
      stores.settings.setState({ settings: mergeSettings(outcome.value, { layout: unkept }) });
    } else if (change.layout === undefined) stores.settings.setState({ settings: before });
    return outcome;
  }

  function keepLayout() {
    if (layoutTimer === null) return;
    clearTimeout(layoutTimer);
    layoutTimer = null;
    const layout = stores.settings.getState().unkept;
    void updateSettings({ layout }).then(() => {
      const still = Object.entries(stores.settings.getState().unkept);
      const unkept = Object.fromEntries(still.filter(([key, value]) => layout[key] !== value));
      stores.settings.setState({ unkept });
    });
  }

  return {
    clearAlert,

    // Jobs
    refreshJobs: async (ids: JobId[]) => showEffect(await run('board', () => client.jobs.refresh({ ids }))),
    noteJob: async (id: JobId, note: string) =>
      showEffect(await run(`job:${id}`, () => client.jobs.note({ id, note }))),
    tagJobs: async (input: CoreInputs['jobs']['tag']) =>
      showEffect(await run('board', () => client.jobs.tag(input))),
    archiveJobs: async (ids: JobId[], archived: boolean) =>
      showEffect(await run('board', () => client.jobs.archive({ ids, archived }))),
    followJob: async (input: CoreInputs['jobs']['follow']) =>
      showEffect(await run(null, () => client.jobs.follow(input))),
    /** Rows of the board by their place, also those that are not kept. */
    rowsOfBoard: (first: number, last: number) => run('board', () => board.rowsBetween(first, last)),
    /** For lists that are not the board: the palette, a picker. */
    findJobs: (input: CoreInputs['jobs']['query'], signal?: AbortSignal) =>
      run(null, () => client.jobs.query(input, withSignal(signal))),
    recentAddresses: (input: CoreInputs['jobs']['recentAddresses'], signal?: AbortSignal) =>
      run(null, () => client.jobs.recentAddresses(input, withSignal(signal))),
    jobPlaces: (input: CoreInputs['jobs']['places'], signal?: AbortSignal) =>
      run(null, () => client.jobs.places(input, withSignal(signal))),
    courierTrail: (courierId: CourierId, sinceAt?: number, signal?: AbortSignal) =>
      run(null, () =>
        client.couriers.trail(
          sinceAt === undefined ? { courierId } : { courierId, sinceAt },
          withSignal(signal),
        ),
      ),

    // TwinJet
    validateTwinJet: (input: CoreInputs['twinjet']['validate'], signal?: AbortSignal) =>
      run(null, () => client.twinjet.validate(input, withSignal(signal))),
    createTwinJetJob: async (input: CoreInputs['twinjet']['createJob']) =>
      showEffect(await run(null, () => client.twinjet.createJob(input))),
    editTwinJetJob: async (input: CoreInputs['twinjet']['editJob']) =>
      showEffect(await run(`job:${input.jobId}`, () => client.twinjet.editJob(input))),
    /** Of any system that takes a job back. */
    cancelJob: async ({ id, provider }: Pick<JobRow, 'id' | 'provider'>) =>
      showEffect(
        await run(`job:${id}`, () =>
          provider === 'shipping-order'
            ? client.shipments.cancel({ jobId: id })
            : client.twinjet.cancelJob({ jobId: id }),
        ),
      ),

    // Shipments at Shipping Order
    shipments: shipmentActions(client, { run, showEffect }),

    // Outbox
    retryCommand: async (commandId: CommandId) =>
      showEffect(await run(`command:${commandId}`, () => client.outbox.retry({ commandId }))),
    discardCommand: async (commandId: CommandId, evenIfUnknown = false) =>
      showEffect(
        await run(`command:${commandId}`, () => client.outbox.discard({ commandId, evenIfUnknown })),
      ),

    // Inbox: shown by what the core then says, which comes by itself
    acknowledge: async (ids: string[]) =>
      keepInbox(await run('inbox', () => client.inbox.acknowledge({ ids }))),
    snooze: async (ids: string[], untilAt: number) =>
      keepInbox(await run('inbox', () => client.inbox.snooze({ ids, untilAt }))),
    restoreInbox: async (ids: string[]) => keepInbox(await run('inbox', () => client.inbox.restore({ ids }))),

    // Connections and the place for their secrets
    createConnection: (input: CoreInputs['connections']['create']) =>
      run(null, () => client.connections.create(input)),
    updateConnection: (input: CoreInputs['connections']['update']) =>
      run(`connection:${input.id}`, () => client.connections.update(input)),
    removeConnection: (id: ConnectionId) => run(`connection:${id}`, () => client.connections.remove({ id })),
    testConnection: (id: ConnectionId) => run(`connection:${id}`, () => client.connections.test({ id })),
    chooseVault: async (input: CoreInputs['vault']['choose']) =>
      keepVault(await run('vault', () => client.vault.choose(input))),
    unlockVault: async (passphrase: string) =>
      keepVault(await run('vault', () => client.vault.unlock({ passphrase }))),

    // Account openings: each answers as the opening then is
    preRegister: (input: CoreInputs['onboarding']['preRegister']) =>
      run(null, () => client.onboarding.preRegister(input)),
    verifyOpening: async (input: CoreInputs['onboarding']['verify']) =>
      keepOpening(await run(null, () => client.onboarding.verify(input))),
    resendOpening: async (onboardingId: OnboardingId) =>
      keepOpening(await run(null, () => client.onboarding.resend({ onboardingId }))),
    checkOpening: async (onboardingId: OnboardingId) =>
      keepOpening(await run(null, () => client.onboarding.check({ onboardingId }))),
    startOpening: async (onboardingId: OnboardingId) =>
      keepOpening(await run(null, () => client.onboarding.start({ onboardingId }))),
    activateOpening: async (input: CoreInputs['onboarding']['activate']) =>
      keepOpening(await run(null, () => client.onboarding.activate(input))),
    updateOpeningBilling: async (input: CoreInputs['onboarding']['updateBilling']) =>
      keepOpening(await run(null, () => client.onboarding.updateBilling(input))),
    checkOpeningPayment: async (onboardingId: OnboardingId) =>
      keepOpening(await run(null, () => client.onboarding.checkPayment({ onboardingId }))),
    removeOpening: (onboardingId: OnboardingId) =>
      run(null, () => client.onboarding.remove({ onboardingId })),

    // Parcels at AfterShip
    parcels: parcelActions(client, { run, showEffect, alert }),

    // AfterShip's shipping
    labels: labelActions(client, (call) => run(null, call)),

    // Carrier accounts
    listCarrierAccounts: (input: CoreInputs['carrierAccounts']['list'], signal?: AbortSignal) =>
      run(null, () => client.carrierAccounts.list(input, withSignal(signal))),
    getCarrierAccount: (input: CoreInputs['carrierAccounts']['get'], signal?: AbortSignal) =>
      run(null, () => client.carrierAccounts.get(input, withSignal(signal))),
    createCarrierAccount: (input: CoreInputs['carrierAccounts']['create']) =>
      run(null, () => client.carrierAccounts.create(input)),
    updateCarrierAccount: (input: CoreInputs['carrierAccounts']['update']) =>
      run(null, () => client.carrierAccounts.update(input)),
    removeCarrierAccount: (input: CoreInputs['carrierAccounts']['remove']) =>
      run(null, () => client.carrierAccounts.remove(input)),
    testCarrierAccount: (input: CoreInputs['carrierAccounts']['test']) =>
      run(null, () => client.carrierAccounts.test(input)),
    registerFedex: (input: CoreInputs['carrierAccounts']['fedexRegister']) =>
      run(null, () => client.carrierAccounts.fedexRegister(input)),
    requestFedexPin: (input: CoreInputs['carrierAccounts']['fedexRequestPin']) =>
      run(null, () => client.carrierAccounts.fedexRequestPin(input)),
    verifyFedexPin: (input: CoreInputs['carrierAccounts']['fedexVerifyPin']) =>
      run(null, () => client.carrierAccounts.fedexVerifyPin(input)),
    verifyFedexInvoice: (input: CoreInputs['carrierAccounts']['fedexVerifyInvoice']) =>
      run(null, () => client.carrierAccounts.fedexVerifyInvoice(input)),
    listFedexRegistrations: (connectionId: ConnectionId) =>
      run(null, () => client.carrierAccounts.fedexRegistrations({ connectionId })),
    checkFedex: (input: CoreInputs['carrierAccounts']['fedexCheck']) =>
      run(null, () => client.carrierAccounts.fedexCheck(input)),
    forgetFedex: (input: CoreInputs['carrierAccounts']['fedexForget']) =>
      run(null, () => client.carrierAccounts.fedexForget(input)),

    // Settings
    updateSettings,
    /** Keeps one piece of layout; several in a row are sent as one. Null forgets it. */
    saveLayout(key: string, value: unknown) {
      const { settings, unkept } = stores.settings.getState();
      stores.settings.setState({
        settings: mergeSettings(settings, { layout: { [key]: value } }),
        unkept: { ...unkept, [key]: value },
      });
      if (layoutTimer !== null) clearTimeout(layoutTimer);
      layoutTimer = setTimeout(keepLayout, LAYOUT_PAUSE_MS);
    },
    /** Does not wait for the end of the pause: the page is about to go. */
    keepLayout,

    // Practice
    practiceDials: () => run(null, () => client.practice.dials()),
    setPracticeDials: (change: CoreInputs['practice']['setDials']) =>
      run(null, () => client.practice.setDials(change)),
    setPracticeToken: (input: CoreInputs['practice']['setToken']) =>
      run(null, () => client.practice.setToken(input)),
    /** Every job there was is gone: nothing on the page may go on pointing at one. */
    async newPracticeMorning() {
      const outcome = await run(null, () => client.practice.newMorning());
      if (!outcome.ok) return outcome;
      stores.selection.setState({ cursor: null, marked: new Map(), hoveredJob: null, hoveredCourier: null });
      if (stores.screen.getState().panel?.kind === 'job') stores.screen.setState({ panel: null });
      stores.alerts.setState({ byTopic: {} });
      job.open(null);
      return outcome;
    },

    /** Nothing is ticked any more. */
    async resetTraining() {
      const outcome = await run(null, () => client.training.reset());
      if (outcome.ok) stores.training.setState(outcome.value);
      return outcome;
    },

    // Drafts
    listDrafts: () => run(null, () => client.drafts.list()),
    saveDraft: (key: string, value: unknown) => run(null, () => client.drafts.save({ key, value })),
    removeDraft: (key: string) => run(null, () => client.drafts.remove({ key })),

    /** Practice or live; every stream then resets by itself. */
    openWorkspace: (workspace: 'practice' | 'live') =>
      run('workspace', () => client.app.openWorkspace({ workspace })),
  };

  /** So that it is seen before the news of it arrives. */
  function keepOpening(outcome: Outcome<Onboarding>) {
    if (outcome.ok) {
      const { openings, ...rest } = stores.onboarding.getState();
      const newer = openings.map((one) => (one.id === outcome.value.id ? outcome.value : one));
      stores.onboarding.setState({ ...rest, openings: newer });
    }
    return outcome;
  }

  /** What was done to an entry is to be seen at once, and so is what it was not done to. */
  async function keepInbox<Value>(outcome: Outcome<Value>): Promise<Outcome<Value>> {
    const listed = await run(null, () => client.inbox.list());
    if (listed.ok) stores.inbox.setState({ ...listed.value, loaded: true });
    return outcome;
  }

  function keepVault(outcome: Outcome<Awaited<ReturnType<CoreClient['vault']['status']>>>) {
    if (outcome.ok) stores.vault.setState({ status: outcome.value });
    return outcome;
  }
}

function withSignal(signal: AbortSignal | undefined) {
  return signal === undefined ? {} : { signal };
}
