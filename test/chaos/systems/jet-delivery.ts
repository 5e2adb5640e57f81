// Jet Delivery under chaos: accounts opened step by step. A registration and a new mail leave once for each time that a
// person asks for them; `start` may be repeated; a step without an answer is taken again by the person.

import { startJetDeliverySimulator } from '../../../electron/core/practice/jet-delivery/start-jet-delivery-simulator.ts';
import type { ConnectionId, OnboardingId } from '../../../shared/domain/ids.ts';
import type { Onboarding } from '../../../shared/domain/onboarding.ts';
import type { Client } from '../../support/server-process.ts';
import type { RestartedServer } from '../restarted-server.ts';
import { asPerson } from './as-person.ts';
import { nameOf, notOrdered, repeatedIn, type StartSystem, type Thing } from './system.ts';

const DAY_MS = 24 * 60 * 60_000;

type Step = 'register' | 'resend' | 'code' | 'link' | 'start' | 'activate' | 'payment' | { billing: number };

interface Plan {
  name: string;
  email: string;
  connectionId: ConnectionId;
  steps: Step[];
  id: OnboardingId | null;
  /** How often a person asked for a registration and for a new mail. */
  registered: number;
  resent: number;
  activated: boolean;
  mark: number;
}

export const jetDelivery: StartSystem = async ({ seed, now }) => {
  const jet = await startJetDeliverySimulator({
    clock: now,
    seed,
    windowMs: DAY_MS,
    requestsPerMinute: 100_000,
  });
  const plans: Plan[] = [];

  async function openingOf(server: RestartedServer, { id }: Plan): Promise<Onboarding> {
    const found = (await server.ask((client) => client.onboarding.list())).find((one) => one.id === id);
    if (!found) throw new Error(`The opening ${id} is no longer here`);
    return found;
  }

  async function register(server: RestartedServer, one: Plan): Promise<void> {
    const { connectionId, email } = one;
    one.id = await asPerson(async (before) => {
      if (before !== null) {
        // One that waits for its mail goes on; one that nobody knows of is left, and another is begun.
        const openings = await server.ask((client) => client.onboarding.list());
        const going = openings.find(
          ({ emailAddress, step }) => emailAddress === email && step !== 'unconfirmed',
        );
        if (going) return going.id;
      }
      one.registered += 1;
      const wanted = { connectionId, email_address: email, password: 'correct-horse-9' };
      return (await server.order((client) => client.onboarding.preRegister(wanted))).onboardingId;
    });
  }

  /** Takes a step until the opening shows that it was taken. */
  async function step(
    server: RestartedServer,
    one: Plan,
    isTaken: (opening: Onboarding) => boolean,
    take: (client: Client, onboardingId: OnboardingId) => Promise<unknown>,
  ): Promise<void> {
    const { id } = one;
    if (id === null) return;
    await asPerson(async (before) => {
      if (before !== null && isTaken(await openingOf(server, one))) return;
      await server.order((client) => take(client, id));
    });
  }

  const isVerified = ({ step: at }: Onboarding) => !['unconfirmed', 'verifying'].includes(at);

  async function give(server: RestartedServer, one: Plan, wanted: Step): Promise<void> {
    if (typeof wanted === 'object') {
      const { billing } = wanted;
      await step(
        server,
        one,
        () => false,
        (client, onboardingId) =>
          client.onboarding.updateBilling({ onboardingId, ...addressFor(one.name, billing) }),
      );
      one.mark = billing;
      return;
    }
    switch (wanted) {
      case 'register':
        return register(server, one);
      case 'resend':
        // Uncertain is an answer too: the mail may have come.
        return step(
          server,
          one,
          ({ resent }) => resent !== null,
          (client, onboardingId) => {
            one.resent += 1;
            return client.onboarding.resend({ onboardingId });
          },
        );
      case 'code':
        return step(server, one, isVerified, (client, onboardingId) => {
          const verify_code = jet.mails().find(({ to }) => to === one.email)?.code ?? '';
          return client.onboarding.verify({ onboardingId, verify_code });
        });
      case 'link':
        jet.openLink(one.email);
        return step(server, one, isVerified, (client, onboardingId) =>
          client.onboarding.check({ onboardingId }),
        );
      case 'start':
        return step(
          server,
          one,
          ({ customerNo }) => customerNo !== null,
          (client, onboardingId) => client.onboarding.start({ onboardingId }),
        );
      case 'activate':
        await step(
          server,
          one,
          ({ step: at }) => at === 'active',
          (client, onboardingId) => client.onboarding.activate({ onboardingId, ...userFor(one.name) }),
        );
        one.activated = true;
        return;
      case 'payment':
        return step(
          server,
          one,
          ({ payment }) => payment !== null,
          (client, onboardingId) => client.onboarding.checkPayment({ onboardingId }),
        );
    }
  }

  return {
    connections: [{ provider: 'jet-delivery', label: 'Jet', baseUrl: jet.url }],
    setFault: jet.setFault,
    outcomes: () => jet.requests().map(({ outcome }) => outcome),
    plan(orders, ids, random) {
      const things: Thing[] = [];
      for (let left = orders; left > 0; ) {
        const whole: Step[] = [
          'register',
          ...(random.chance(0.3) ? (['resend'] as const) : []),
          random.pick(['code', 'link'] as const),
          'start',
          'activate',
          { billing: 1 },
          ...(random.chance(0.5) ? [{ billing: 2 }] : []),
          'payment',
        ];
        const steps = whole.slice(0, left);
        left -= steps.length;
        const name = nameOf('O', plans.length + 1);
        const one: Plan = {
          name,
          email: `${name.toLowerCase()}@tcb-courier.com`,
          connectionId: random.pick(ids),
          steps,
          id: null,
          registered: 0,
          resent: 0,
          activated: false,
          mark: 0,
        };
        plans.push(one);
        things.push({
          name,
          orders: steps.length,
          async give(server, order) {
            const wanted = steps[order];
            if (wanted !== undefined) await give(server, one, wanted);
          },
        });
      }
      return things;
    },

    /** Whoever ordered has waited for the answer; what nobody knows of was begun anew, and is put away here. */
    async rest(server) {
      const openings = await server.ask((client) => client.onboarding.list());
      const given = new Set(plans.map(({ id }) => id));
      const left = openings.filter(({ id, step: at }) => at === 'unconfirmed' && !given.has(id));
      for (const { id: onboardingId } of left)
        await server.ask((client) => client.onboarding.remove({ onboardingId }));
      return left.length;
    },

    async compare(server, wrong) {
      const asked = jet.requests();
      const openings = await server.ask((client) => client.onboarding.list());
      let repeated = 0;
      for (const one of plans) {
        const { name, email, id, registered, resent } = one;
        if (id === null) continue;
        const opening = openings.find((other) => other.id === id);
        if (opening === undefined) {
          wrong.lost(`${name}: the opening is no longer here`);
          continue;
        }
        const sent = (action: string, form: (form: Readonly<Record<string, string>>) => boolean) =>
          asked.filter((request) => request.action === action && form(request.form)).length;
        const registrations = sent('pre-register', (form) => form.email_address === email);
        if (registrations > registered)
          wrong.doubled(`${name}: registered ${registrations} times, asked for ${registered} times`);
        const mails = jet.mails().filter(({ to }) => to === email).length;
        if (mails > registered + resent)
          wrong.doubled(`${name}: ${mails} mails, asked for ${registered + resent} times`);
        const theirs = jet.registrations().filter((other) => other.email === email);
        const accounts = theirs.flatMap(({ account }) => account ?? []);
        if (accounts.length > 1) wrong.doubled(`${name}: ${accounts.length} accounts`);
        if (theirs.length === 0) wrong.lost(`${name}: Jet Delivery knows nothing of it`);
        const [account] = accounts;
        if (opening.customerNo !== (account?.customerNo ?? null))
          wrong.differing(`${name}: ${opening.customerNo} here, ${account?.customerNo} there`);
        const isActive = account !== undefined && account.user !== null;
        if (one.activated !== isActive)
          wrong.lost(
            `${name}: ${one.activated ? '' : 'not '}activated by us, ${isActive ? '' : 'not '}there`,
          );
        if ((opening.step === 'active') !== isActive)
          wrong.differing(`${name}: ${opening.step} here, ${isActive ? '' : 'not '}active there`);
        if ([opening.activated, opening.billing].some((done) => done?.state === 'uncertain'))
          wrong.unsettled(`${name}: a step is still uncertain`);
        const marks = asked.flatMap(({ action, form, outcome }) =>
          action === 'step2' && /^200$|\(200\)$/.test(outcome) && form.billing_addr1 === streetOf(name)
            ? [Number(form.billing_zip_postal)]
            : [],
        );
        repeated += repeatedIn(marks);
        if (notOrdered(marks)) wrong.disordered(`${name}: the addresses arrived as ${marks.join(', ')}`);
        const there = account?.billing?.billing_zip_postal;
        if (one.mark > 0 && there !== zipOf(one.mark))
          wrong.lost(`${name}: address ${one.mark} was acknowledged; Jet Delivery has ${there}`);
      }
      return repeated;
    },
    [Symbol.asyncDispose]: () => jet.stop(),
  };
};

const zipOf = (mark: number) => String(90_000 + mark);
const streetOf = (name: string) => `${name} Street`;

function addressFor(name: string, mark: number) {
  return {
    billing_addr1: streetOf(name),
    billing_city: 'Los Angeles',
    billing_state: 'CA',
    billing_zip_postal: zipOf(mark),
  };
}

function userFor(name: string) {
  return {
    first_name: 'Ada',
    last_name: 'Example',
    customer_name: name,
    local_addr1: '12 Howard Street',
    local_city: 'Los Angeles',
    local_state: 'CA',
    local_zip_postal: '90012',
    local_phone: '213 555 1212',
  };
}
