// From what stands in the form to a command in the outbox, once. Checks, waits for the quote where it matters, sends,
// and puts what is refused beside the field it is about. What was typed stays until it is safely in the outbox.

import { useEffect, useRef, useState } from 'react';
import type { FieldPath, UseFormReturn } from 'react-hook-form';
import type { TwinJetQuote } from '../../shared/contract/twinjet.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import { formatMoney, moneyFromDecimal } from '../../shared/domain/money.ts';
import { readLayout } from '../state/layout.ts';
import type { Outcome, Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { bookingHabits } from './booking-habits.ts';
import { checkBooking, checkChanges } from './check-booking.ts';
import type { ComposeValues } from './compose-values.ts';
import { placeProblems } from './place-problems.ts';
import type { QuoteKeeper, QuoteState } from './quote-keeper.ts';
import { verdictOf } from './quote-verdict.ts';
import { texts } from './texts.ts';
import type { FieldProblem } from './to-payload.ts';

interface Options {
  form: UseFormReturn<ComposeValues>;
  quotes: QuoteKeeper;
  /** The job that is changed, with what it was; null for a new one. */
  change: { jobId: JobId; before: ComposeValues } | null;
  /** It is in the outbox. */
  onSent: (jobId: JobId) => void;
  /** Something at a field needs the person. */
  onRefused: () => void;
}

export interface Booking {
  phase: 'idle' | 'checking' | 'sending';
  problem: Problem | null;
  /** Something the person should know before it goes; sending again accepts it. */
  told: string | null;
  send(): Promise<void>;
  /** While the quote is waited for. */
  doNotWait(): void;
  dismiss(): void;
}

export function useBooking({ form, quotes, change, onSent, onRefused }: Options): Booking {
  const { actions, stores } = useDesk();
  const rules = useDeskStore('settings', (state) => state.settings.addressRules);
  const currency = useDeskStore('settings', (state) => state.settings.currency);
  const [phase, setPhase] = useState<Booking['phase']>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const working = useRef(false);
  const waiting = useRef<AbortController | null>(null);
  /** What was first sent under the form's own number, for as long as this form is open. */
  const firstSent = useRef<string | null>(null);

  useEffect(() => form.subscribe({ formState: { values: true }, callback: () => setTold(null) }), [form]);

  function refuse(problems: readonly FieldProblem[]) {
    for (const { field, message } of problems) {
      form.setError(field as FieldPath<ComposeValues>, { type: 'refused', message });
    }
    onRefused();
  }

  /** What stops this booking for the moment, said once; null where nothing does. Out of zone stops it for good. */
  function objectionOf(state: QuoteState, shown: QuoteState): string | 'outside' | null {
    if (state.kind === 'problem') {
      const { problem: why } = state;
      // What stood there before the click has been read.
      const isNews = state !== shown && why.provider?.kind === 'invalid';
      return isNews ? texts.quoteRefused(why.sentence) : null;
    }
    if (state.kind !== 'quote') return null;
    const { ends, others } = verdictOf(state.quote);
    if (ends.pick_address !== null || ends.deliver_address !== null) return 'outside';
    const [other] = others;
    if (other !== undefined) return texts.objection(other.message);
    const before = priceOf(shown, currency);
    const now = priceOf(state, currency);
    return before !== null && now !== null && before !== now ? texts.priceChanged(before, now) : null;
  }

  async function carryOut(
    values: ComposeValues,
    quote: TwinJetQuote | null,
  ): Promise<Outcome<{ jobId: JobId }> | null> {
    if (change === null) {
      const checked = checkBooking(values, rules);
      if (!checked.ok) {
        refuse(checked.problems);
        return null;
      }
      const connectionId = values.connectionId as ConnectionId;
      const quoteId = quote === null ? {} : { quoteId: quote.quoteId };
      const job = checked.value;
      if (job.external_id !== undefined) return actions.createTwinJetJob({ connectionId, job, ...quoteId });
      const sent = JSON.stringify([connectionId, job]);
      const before = firstSent.current;
      firstSent.current ??= sent;
      const external_id = values.own_number;
      const outcome = await actions.createTwinJetJob({
        connectionId,
        job: { ...job, external_id },
        ...quoteId,
      });
      const jobId = outcome.ok || outcome.problem.code !== 'CONFLICT' ? null : outcome.problem.jobId;
      if (outcome.ok || jobId === null) return outcome;
      if (before === sent) return { ok: true, value: { jobId: jobId as JobId } };
      return { ok: false, problem: { ...outcome.problem, sentence: texts.bookedBefore(external_id) } };
    }
    const checked = checkChanges(values, change.before, rules);
    if (!checked.ok) {
      refuse(checked.problems);
      return null;
    }
    return actions.editTwinJetJob({ jobId: change.jobId, changes: checked.value });
  }

  async function work() {
    setProblem(null);
    const shown = quotes.store.getState();
    let valid = false;
    await form.handleSubmit(() => {
      valid = true;
    })();
    if (!valid) {
      onRefused();
      return;
    }
    setPhase('checking');
    waiting.current = new AbortController();
    const quote = await quotes.settled(waiting.current.signal);
    const objection = waiting.current.signal.aborted ? null : objectionOf(quote, shown);
    if (objection === 'outside') {
      setTold(texts.outsideStop);
      onRefused();
      return;
    }
    if (objection !== null && objection !== told) {
      setTold(objection);
      return;
    }
    setPhase('sending');
    const values = structuredClone(form.getValues());
    const outcome = await carryOut(values, quote.kind === 'quote' ? quote.quote : null);
    if (outcome === null) return;
    if (!outcome.ok) {
      setProblem(outcome.problem);
      const { placed } = placeProblems(outcome.problem.fields, values);
      if (outcome.problem.code === 'CONFLICT' && change === null && values.external_id.trim() !== '') {
        placed.push({ field: 'external_id', message: outcome.problem.sentence });
      }
      refuse(placed);
      return;
    }
    remember(values);
    onSent(outcome.value.jobId);
  }

  function remember({ connectionId, order_contact_name, order_contact_phone }: ComposeValues) {
    if (change !== null) return;
    const habits = readLayout(stores.settings.getState().settings.layout, bookingHabits);
    const contact = { name: order_contact_name.trim(), phone: order_contact_phone.trim() };
    actions.saveLayout(bookingHabits.key, {
      connectionId,
      contacts: { ...habits.contacts, [connectionId]: contact },
    });
  }

  return {
    phase,
    problem,
    told,
    async send() {
      // A second click, or a second Ctrl+Enter, is the same wish.
      if (working.current) return;
      working.current = true;
      try {
        await work();
      } finally {
        working.current = false;
        setPhase('idle');
      }
    },
    doNotWait: () => waiting.current?.abort(),
    dismiss() {
      setProblem(null);
      setTold(null);
    },
  };
}

function priceOf(state: QuoteState, currency: string): string | null {
  const price =
    state.kind === 'quote'
      ? state.quote.price
      : state.kind === 'asking'
        ? (state.before?.price ?? null)
        : null;
  return price === null ? null : priceText(price, currency);
}

/** As money where it is a plain amount, else as it came. */
export function priceText(price: string, currency: string): string {
  const money = moneyFromDecimal(price, currency);
  return money === null ? price : formatMoney(money);
}
