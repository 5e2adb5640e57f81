// A FedEx registration from the account number to the linked account. Where it stands is the core's to know: after a
// restart it goes on there.

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FedexRegistration } from '../../shared/contract/carrier-accounts.ts';
import type { FedexStep } from '../../shared/domain/carrier-account.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import parts from '../ui/screen-parts.module.css';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { SideNote } from '../ui/side-note.tsx';
import classes from './carrier-accounts.module.css';
import { CheckStep, ChooseWay, InvoiceForm, PinForm } from './fedex-proof.tsx';
import { FedexRegisterForm } from './fedex-register-form.tsx';
import { texts } from './texts.ts';

interface Props {
  connectionId: ConnectionId;
  /** Null before the account is registered. */
  registration: FedexRegistration | null;
  onRegistered: (accountId: string) => void;
  onChanged: () => Promise<void>;
  onOpen: (accountId: string) => void;
  onLeave: () => void;
}

const PLACES: Record<FedexStep, number> = { choose: 1, pin: 2, invoice: 2, check: 2, done: 3 };

export function FedexStepper({
  connectionId,
  registration,
  onRegistered,
  onChanged,
  onOpen,
  onLeave,
}: Props) {
  const { actions } = useDesk();
  const practice = useDeskStore('host', (state) => state.hello?.workspace === 'practice');
  /** Another step than the kept one, wanted at a certain state of it. */
  const [wanted, setWanted] = useState<{ step: FedexStep; since: number } | null>(null);
  const step =
    registration === null
      ? null
      : wanted !== null && wanted.since === registration.updatedAt
        ? wanted.step
        : registration.step;
  const place = step === null ? 0 : PLACES[step];
  const go = (next: FedexStep) => setWanted({ step: next, since: registration?.updatedAt ?? Number.NaN });

  async function forget() {
    if (registration === null) return;
    await actions.forgetFedex({ connectionId, accountId: registration.accountId });
    await onChanged();
    onLeave();
  }

  return (
    <section className={parts.card} aria-label={texts.fedex.title}>
      <h2>{texts.fedex.title}</h2>
      <ol className={classes.steps} aria-label={texts.fedex.stepLabel}>
        {texts.fedex.steps.map((name, index) => (
          <li key={name} aria-current={index === place ? 'step' : undefined}>
            {index + 1}. {name}
          </li>
        ))}
      </ol>
      {registration !== null && (
        <p className={classes.line}>
          {texts.registrationOf(registration.customerName, registration.numberEnding)}
        </p>
      )}
      {practice && step !== 'done' && <SideNote>{texts.fedex.practice}</SideNote>}
      {registration === null && (
        <FedexRegisterForm connectionId={connectionId} onRegistered={onRegistered} onCancel={onLeave} />
      )}
      {registration !== null && step === 'choose' && (
        <ChooseWay
          connectionId={connectionId}
          registration={registration}
          onChanged={onChanged}
          onInvoice={() => go('invoice')}
        />
      )}
      {registration !== null && step === 'pin' && (
        <PinForm
          connectionId={connectionId}
          registration={registration}
          onChanged={onChanged}
          onOther={() => go('choose')}
        />
      )}
      {registration !== null && step === 'invoice' && (
        <InvoiceForm
          connectionId={connectionId}
          registration={registration}
          onChanged={onChanged}
          onOther={() => go('choose')}
        />
      )}
      {registration !== null && step === 'check' && (
        <CheckStep
          connectionId={connectionId}
          registration={registration}
          onChanged={onChanged}
          onOther={() => go('choose')}
        />
      )}
      {registration !== null && step === 'done' && (
        <>
          <p className={parts.status} role="status">
            <SeverityMark severity="done" />
            {texts.fedex.done(registration.numberEnding)}
          </p>
          <div className={parts.acts}>
            <Button variant="filled" onClick={() => void forget().then(() => onOpen(registration.accountId))}>
              {texts.fedex.open}
            </Button>
            <Button onClick={() => void forget()}>{texts.fedex.finish}</Button>
          </div>
        </>
      )}
      {registration !== null && step !== 'done' && (
        <div className={parts.acts}>
          <Button size="compact-xs" onClick={() => void forget()}>
            {texts.fedex.giveUp}
          </Button>
          <span className={classes.second}>{texts.fedex.giveUpMeans}</span>
        </div>
      )}
    </section>
  );
}
