// One opening, step by step: what is done with its result, what is to be done now with its form, what comes later.

import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { activateSchema, billingSchema } from '../../shared/contract/onboarding.ts';
import type { Onboarding } from '../../shared/domain/onboarding.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { SideNote } from '../ui/side-note.tsx';
import classes from './onboarding.module.css';
import { StepForm } from './step-form.tsx';
import { STEPS, type StepName, stepState } from './step-states.ts';
import { texts } from './texts.ts';
import { useAct } from './use-act.ts';
import { VerifyStep } from './verify-step.tsx';

const MARKS = { done: 'done', now: 'moving', later: 'off' } as const;
const time = (at: number) => clockTime(at, currentTime());

export function OpeningSteps({ opening }: { opening: Onboarding }) {
  const { actions } = useDesk();
  const [removing, setRemoving] = useState(false);
  const removal = useAct();
  return (
    <section className={parts.card} aria-label={opening.emailAddress} data-opening={opening.id}>
      <h2 className={classes.name}>{opening.emailAddress}</h2>
      {opening.obstacle !== null && <SideNote kind="caution">{opening.obstacle}</SideNote>}
      <ol className={classes.steps}>
        {STEPS.map((step) => {
          const state = stepState(opening, step);
          return (
            <li
              key={step}
              className={classes.step}
              data-state={state}
              aria-current={state === 'now' && !isOptional(step) ? 'step' : undefined}
            >
              <SeverityMark severity={MARKS[state]} />
              <div className={classes.body}>
                <h3 className={classes.stepTitle}>
                  {texts[step].title}
                  {isOptional(step) && <span className={classes.second}> {texts[step].optional}</span>}
                </h3>
                {state !== 'later' && contentOf(step, opening, state === 'now')}
              </div>
            </li>
          );
        })}
      </ol>
      {removal.problem !== null && <ProblemNote problem={removal.problem} onDismiss={removal.clear} />}
      <div className={parts.acts}>
        <Button size="compact-xs" onClick={() => setRemoving(true)}>
          {texts.remove}
        </Button>
      </div>
      <ConfirmDialog
        opened={removing}
        title={texts.removeTitle}
        doIt={texts.removeIt}
        keepIt={texts.keepIt}
        onClose={() => setRemoving(false)}
        onConfirm={async () => {
          await removal.run(() => actions.removeOpening(opening.id));
          setRemoving(false);
        }}
      >
        <p>{texts.removeMeans}</p>
      </ConfirmDialog>
    </section>
  );
}

function isOptional(step: StepName): step is 'billing' | 'payment' {
  return step === 'billing' || step === 'payment';
}

function contentOf(step: StepName, opening: Onboarding, now: boolean): ReactNode {
  // Nothing can be done about an opening that is stuck but to forget it; what it had reached is still told.
  if (now && opening.obstacle !== null) return null;
  switch (step) {
    case 'register':
      return now ? (
        <p>{texts.working}</p>
      ) : (
        <p className={classes.second}>{texts.register.done(opening.emailAddress, time(opening.createdAt))}</p>
      );
    case 'verify':
      return now ? (
        <VerifyStep key={opening.id} opening={opening} />
      ) : (
        <p className={classes.second}>{texts.verify.done}</p>
      );
    case 'start':
      return <StartStep opening={opening} now={now} />;
    case 'activate':
      return <ActivateStep opening={opening} now={now} />;
    case 'billing':
      return <BillingStep key={opening.id} opening={opening} />;
    case 'payment':
      return <PaymentStep opening={opening} />;
  }
}

function StartStep({ opening, now }: { opening: Onboarding; now: boolean }) {
  const { id, customerNo, frequentCallerId, hasFirmographics } = opening;
  const { actions } = useDesk();
  const { working, problem, clear, run } = useAct();
  if (!now) {
    return (
      <p>
        {texts.start.done} {customerNo !== null && <CopyId value={customerNo} label={texts.start.done} />}
        {frequentCallerId !== null && (
          <>
            {' · '}
            {texts.start.caller} <CopyId value={frequentCallerId} label={texts.start.caller} />
          </>
        )}
        {hasFirmographics !== null && ` · ${texts.start.firmographics(hasFirmographics)}`}
      </p>
    );
  }
  return (
    <div className={parts.stack}>
      <p>{texts.start.what}</p>
      <div className={parts.acts}>
        <Button variant="filled" loading={working} onClick={() => void run(() => actions.startOpening(id))}>
          {texts.start.submit}
        </Button>
      </div>
      {problem !== null && <ProblemNote problem={problem} onDismiss={clear} />}
    </div>
  );
}

function ActivateStep({ opening: { id, activated }, now }: { opening: Onboarding; now: boolean }) {
  const { actions } = useDesk();
  if (!now) {
    return <p className={classes.second}>{activated !== null && texts.activate.done(time(activated.at))}</p>;
  }
  return (
    <div className={parts.stack}>
      <p>{texts.activate.what}</p>
      {activated?.state === 'uncertain' && (
        <SideNote kind="caution">{texts.activate.uncertain(time(activated.at))}</SideNote>
      )}
      <StepForm
        key={id}
        label={texts.activate.title}
        schema={activateSchema}
        fields={texts.activate.fields}
        draftKey={`onboarding:${id}:activate`}
        submit={texts.activate.submit}
        onSubmit={(wanted) => actions.activateOpening({ onboardingId: id, ...wanted })}
      />
    </div>
  );
}

function BillingStep({ opening: { id, billing } }: { opening: Onboarding }) {
  const { actions } = useDesk();
  const [differs, setDiffers] = useState(false);
  return (
    <div className={parts.stack}>
      {billing === null && <p>{texts.billing.what}</p>}
      {billing?.state === 'done' && <p>{texts.billing.done(time(billing.at))}</p>}
      {billing?.state === 'uncertain' && (
        <SideNote kind="caution">{texts.billing.uncertain(time(billing.at))}</SideNote>
      )}
      <Checkbox
        size="xs"
        label={billing === null ? texts.billing.differs : texts.billing.change}
        checked={differs}
        onChange={(event) => setDiffers(event.currentTarget.checked)}
      />
      {differs && (
        <StepForm
          label={texts.billing.title}
          schema={billingSchema}
          fields={texts.billing.fields}
          draftKey={`onboarding:${id}:billing`}
          submit={texts.billing.submit}
          onSubmit={async (wanted) => {
            const outcome = await actions.updateOpeningBilling({ onboardingId: id, ...wanted });
            if (outcome.ok) setDiffers(false);
            return outcome;
          }}
        />
      )}
    </div>
  );
}

function PaymentStep({ opening: { id, payment } }: { opening: Onboarding }) {
  const { actions } = useDesk();
  const { working, problem, clear, run } = useAct();
  const words = texts.payment;
  return (
    <div className={parts.stack}>
      {payment === null ? (
        <p>{words.what}</p>
      ) : (
        <p role="status">
          {(payment.enabled === null ? words.open : payment.enabled ? words.yes : words.no)(
            time(payment.checkedAt),
          )}{' '}
          {payment.message !== null && words.said(payment.message)}
        </p>
      )}
      <div className={parts.acts}>
        <Button loading={working} onClick={() => void run(() => actions.checkOpeningPayment(id))}>
          {payment === null ? words.submit : words.again}
        </Button>
      </div>
      {problem !== null && <ProblemNote problem={problem} onDismiss={clear} />}
    </div>
  );
}
