// The proof of a FedEx registration: the way is chosen, then a PIN or an invoice is given. A wrong one keeps what was
// typed; neither is kept anywhere but in its field.

import { Button, Radio, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { FedexRegistration } from '../../shared/contract/carrier-accounts.ts';
import { PIN_OPTIONS, type PinOption } from '../../shared/domain/carrier-account.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SideNote } from '../ui/side-note.tsx';
import classes from './carrier-accounts.module.css';
import { fieldMessage, isPlaced } from './field-message.ts';
import { texts } from './texts.ts';

interface Props {
  connectionId: ConnectionId;
  registration: FedexRegistration;
  /** Something was sent: where the registration stands is to be asked anew. */
  onChanged: () => Promise<void>;
}

export function ChooseWay({
  connectionId,
  registration,
  onChanged,
  onInvoice,
}: Props & { onInvoice: () => void }) {
  const { actions } = useDesk();
  const { options, phoneNumber, email } = registration.mfaOptions;
  const codes = PIN_OPTIONS.filter((option) => options.secureCode.includes(option));
  const ways = [...codes, ...(options.invoice === null ? [] : ['INVOICE' as const])];
  const [way, setWay] = useState<PinOption | 'INVOICE' | null>(registration.pin?.option ?? ways[0] ?? null);
  const { problem, working, run } = useSending(onChanged);
  if (ways.length === 0) return <SideNote kind="caution">{texts.fedex.noWay}</SideNote>;
  const where = { SMS: phoneNumber, CALL: phoneNumber, EMAIL: email };

  return (
    <form
      className={classes.form}
      aria-label={texts.fedex.choose}
      onSubmit={(event) => {
        event.preventDefault();
        if (way === 'INVOICE') onInvoice();
        else if (way !== null)
          void run(() =>
            actions.requestFedexPin({ connectionId, accountId: registration.accountId, option: way }),
          );
      }}
    >
      {registration.pin?.sent === false && (
        <SideNote kind="caution">{texts.fedex.notSent(registration.pin.message)}</SideNote>
      )}
      <Radio.Group
        label={texts.fedex.choose}
        value={way}
        onChange={(value) => setWay(value as PinOption | 'INVOICE')}
      >
        <div className={classes.choices}>
          {ways.map((value) => (
            <Radio
              key={value}
              value={value}
              size="xs"
              label={
                value === 'INVOICE'
                  ? texts.fedex.ways.INVOICE
                  : texts.fedex.ways[value](where[value] === null ? '' : texts.fedex.to(where[value]))
              }
            />
          ))}
        </div>
      </Radio.Group>
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={parts.acts}>
        <Button type="submit" variant="filled" loading={working} disabled={way === null}>
          {way === 'INVOICE' ? texts.fedex.useInvoice : texts.fedex.sendPin}
        </Button>
      </div>
    </form>
  );
}

export function PinForm({ connectionId, registration, onChanged, onOther }: Props & { onOther: () => void }) {
  const { actions } = useDesk();
  const [pin, setPin] = useState('');
  const { problem, working, run } = useSending(onChanged);
  const { pin: asked, refusals, refusal } = registration;
  const time = asked === null ? '' : clockTime(asked.requestedAt, currentTime());
  const refused = refusals > 0 && refusal !== null && problem === null ? refusal : null;
  return (
    <form
      className={classes.form}
      aria-label={texts.fedex.pin}
      onSubmit={(event) => {
        event.preventDefault();
        void run(() =>
          actions.verifyFedexPin({ connectionId, accountId: registration.accountId, pin: pin.trim() }),
        );
      }}
    >
      {asked !== null && (
        <SideNote kind={asked.sent === null ? 'caution' : 'plain'}>
          {asked.sent === null
            ? texts.fedex.pinUnknown(time)
            : texts.fedex.pinSent(asked.message ?? texts.fedex.pinSentPlain, time)}
        </SideNote>
      )}
      <TextInput
        ref={focusOnce}
        label={texts.fedex.pin}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        value={pin}
        error={fieldMessage(problem, 'pin') ?? refused}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      {problem !== null && !isPlaced(problem, ['pin']) && <ProblemNote problem={problem} />}
      <div className={parts.acts}>
        <Button type="submit" variant="filled" loading={working}>
          {texts.fedex.verify}
        </Button>
        <Button onClick={onOther}>{texts.fedex.another}</Button>
      </div>
    </form>
  );
}

export function InvoiceForm({
  connectionId,
  registration,
  onChanged,
  onOther,
}: Props & { onOther: () => void }) {
  const { actions } = useDesk();
  const [typed, setTyped] = useState({ number: '', date: '', amount: '', currency: 'USD' });
  const [tried, setTried] = useState(false);
  const { problem, working, run } = useSending(onChanged);
  const amount = Number(typed.amount.replaceAll(',', '').trim());
  const amountMissing = typed.amount.trim() === '' || !Number.isFinite(amount);
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  return (
    <form
      className={classes.form}
      aria-label={texts.fedex.ways.INVOICE}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (amountMissing) return;
        void run(() =>
          actions.verifyFedexInvoice({
            connectionId,
            accountId: registration.accountId,
            invoiceInfo: {
              invoiceNumber: typed.number,
              invoiceDate: typed.date,
              invoiceAmount: amount,
              ...(typed.currency.trim() === '' ? {} : { currency: typed.currency.trim().toUpperCase() }),
            },
          }),
        );
      }}
    >
      {registration.step === 'invoice' && registration.refusals > 0 && problem === null && (
        <SideNote kind="caution" announce>
          {texts.fedex.refused(registration.refusal)}
        </SideNote>
      )}
      <div className={classes.fields}>
        <TextInput
          ref={focusOnce}
          label={texts.fedex.invoiceNumber}
          autoComplete="off"
          value={typed.number}
          error={fieldMessage(problem, 'invoiceNumber')}
          onChange={(event) => set({ number: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={texts.fedex.invoiceDate}
          value={typed.date}
          error={fieldMessage(problem, 'invoiceDate')}
          onChange={(event) => set({ date: event.currentTarget.value })}
        />
        <TextInput
          label={texts.fedex.invoiceAmount}
          inputMode="decimal"
          autoComplete="off"
          value={typed.amount}
          error={tried && amountMissing ? texts.fedex.amountMissing : fieldMessage(problem, 'invoiceAmount')}
          onChange={(event) => set({ amount: event.currentTarget.value })}
        />
        <TextInput
          label={texts.fedex.currency}
          autoComplete="off"
          value={typed.currency}
          error={fieldMessage(problem, 'currency')}
          onChange={(event) => set({ currency: event.currentTarget.value })}
        />
      </div>
      {problem !== null &&
        !isPlaced(problem, ['invoiceNumber', 'invoiceDate', 'invoiceAmount', 'currency']) && (
          <ProblemNote problem={problem} />
        )}
      <div className={parts.acts}>
        <Button type="submit" variant="filled" loading={working}>
          {texts.fedex.verify}
        </Button>
        <Button onClick={onOther}>{texts.fedex.another}</Button>
      </div>
    </form>
  );
}

/** Nothing is sent again: the account is only looked at, once by itself. */
export function CheckStep({
  connectionId,
  registration,
  onChanged,
  onOther,
}: Props & { onOther: () => void }) {
  const { actions } = useDesk();
  const { accountId, mfaOptions, testModeBypass } = registration;
  const [looked, setLooked] = useState(false);
  const { problem, working, run } = useSending(onChanged);
  const look = () => actions.checkFedex({ connectionId, accountId });

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the step appears
  useEffect(() => {
    void run(look).then(() => setLooked(true));
  }, []);

  return (
    <div className={classes.form}>
      <p className={classes.line} role="status">
        {testModeBypass || !mfaOptions.mfaRequired ? texts.fedex.checkBypass : texts.fedex.check}{' '}
        {looked && problem === null && !working && texts.fedex.notYet}
      </p>
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={parts.acts}>
        <Button variant="filled" loading={working} onClick={() => void run(look)}>
          {texts.fedex.checkAgain}
        </Button>
        {(mfaOptions.options.secureCode.length > 0 || mfaOptions.options.invoice !== null) && (
          <Button onClick={onOther}>{texts.fedex.another}</Button>
        )}
      </div>
    </div>
  );
}

function useSending(onChanged: () => Promise<void>) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  async function run(send: () => Promise<{ ok: true } | { ok: false; problem: Problem }>) {
    if (working) return;
    setWorking(true);
    setProblem(null);
    const outcome = await send();
    if (!outcome.ok) setProblem(outcome.problem);
    await onChanged();
    setWorking(false);
  }
  return { problem, working, run };
}

/** Kept outside of the component, so that it runs only when the field appears. */
function focusOnce(input: HTMLInputElement | null) {
  input?.focus();
}
