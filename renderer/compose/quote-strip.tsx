// Price, both times of arrival and zone of what stands in the form, and how old that is. Always in sight, above "Send".

import { Button, Loader } from '@mantine/core';
import { useFormContext, useWatch } from 'react-hook-form';
import { useStore } from 'zustand';
import type { TwinJetQuote } from '../../shared/contract/twinjet.ts';
import { useDeskStore } from '../state/use-desk.ts';
import { Age } from '../ui/age.tsx';
import { currentTime, useTick } from '../ui/clock.ts';
import { clockTime, wholeTime } from '../ui/clock-time.ts';
import parts from '../ui/panel-form.module.css';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './compose.module.css';
import type { ComposeValues } from './compose-values.ts';
import { windowTo } from './delivery-window.ts';
import type { QuoteKeeper } from './quote-keeper.ts';
import { etaOf, verdictOf } from './quote-verdict.ts';
import { texts } from './texts.ts';
import { priceText } from './use-booking.ts';

/** `none`: what to say while there is nothing to ask. */
export function QuoteStrip({ quotes, none }: { quotes: QuoteKeeper; none: string }) {
  const state = useStore(quotes.store);
  return (
    <section className={classes.quote} aria-label={texts.quote} aria-live="polite">
      {state.kind === 'none' && <p className={parts.hint}>{none}</p>}
      {state.kind === 'asking' && (
        <p className={classes.asking}>
          <Loader size={14} color="gray" />
          {texts.quoteAsking}
        </p>
      )}
      {state.kind === 'problem' && (
        <div className={parts.sendLine}>
          <SeverityMark severity="caution" />
          <p className={parts.grow}>
            {texts.noQuote} {state.problem.sentence} {texts.noQuoteStill}
          </p>
          <Button onClick={() => quotes.again()}>{texts.askAgain}</Button>
        </div>
      )}
      {state.kind === 'quote' && <Answer quote={state.quote} onAskAgain={() => quotes.again()} />}
    </section>
  );
}

function Answer({ quote, onAskAgain }: { quote: TwinJetQuote; onAskAgain: () => void }) {
  const currency = useDeskStore('settings', (state) => state.settings.currency);
  const stale = useTick((now) => now >= quote.staleAt);
  const { ends, others } = verdictOf(quote);
  const outside = ends.pick_address !== null || ends.deliver_address !== null;
  const deliveryAt = etaOf(quote.delivery_eta);
  const zones = quote.zones.map(({ name }) => name).join(', ');
  return (
    <>
      {outside ? (
        <p className={classes.outside}>
          <SeverityMark severity="caution" />
          <b>{texts.outsideShort}</b>
        </p>
      ) : (
        <dl className={classes.figures} data-stale={stale || undefined}>
          <div>
            <dt>{texts.price}</dt>
            <dd className={classes.price}>
              {quote.price === null ? texts.noPrice : priceText(quote.price, currency)}
            </dd>
          </div>
          <Eta label={texts.pickupEta} text={quote.pickup_eta} />
          <Eta label={texts.deliveryEta} text={quote.delivery_eta} />
        </dl>
      )}
      {others.map(({ field, message }) => (
        <p key={`${field} ${message}`} className={classes.outside}>
          <SeverityMark severity="caution" />
          <span>
            {texts.notTaken} {message}
          </span>
        </p>
      ))}
      {!outside && deliveryAt !== null && <LateEta deliveryAt={deliveryAt} />}
      <div className={parts.sendLine}>
        <p className={parts.grow}>
          {zones !== '' && `${texts.zoneName}: ${zones}. `}
          {stale && texts.stale}
        </p>
        <span className={classes.own}>
          <Age at={quote.quotedAt} staleMs={quote.staleAt - quote.quotedAt} /> {texts.ago}
        </span>
        <Button variant="subtle" onClick={onAskAgain}>
          {texts.askAgain}
        </Button>
      </div>
    </>
  );
}

function Eta({ label, text }: { label: string; text: string | null }) {
  const at = etaOf(text);
  return (
    <div>
      <dt>{label}</dt>
      <dd title={at === null ? undefined : wholeTime(at)}>
        {at === null ? (text ?? texts.noEta) : clockTime(at, currentTime())}
      </dd>
    </div>
  );
}

function LateEta({ deliveryAt }: { deliveryAt: number }) {
  const { control } = useFormContext<ComposeValues>();
  const to = windowTo(useWatch({ control }) as ComposeValues);
  if (!to.ok || deliveryAt <= to.at) return null;
  return (
    <p className={classes.outside}>
      <SeverityMark severity="caution" />
      {texts.etaAfterWindow}
    </p>
  );
}
