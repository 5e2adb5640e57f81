// Step 2: the link is waited for, the code can be typed instead, a new mail can be asked for. A wrong code stays in its field.

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { verifyCodeSchema } from '../../shared/contract/onboarding.ts';
import type { Onboarding } from '../../shared/domain/onboarding.ts';
import { useDesk } from '../state/use-desk.ts';
import { Age } from '../ui/age.tsx';
import { currentTime, useTick } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { Countdown } from '../ui/countdown.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SideNote } from '../ui/side-note.tsx';
import classes from './onboarding.module.css';
import { hasEnded } from './step-states.ts';
import { texts } from './texts.ts';
import { useAct } from './use-act.ts';

const words = texts.verify;

export function VerifyStep({ opening }: { opening: Onboarding }) {
  const { actions } = useDesk();
  const { id, emailAddress, verifyExpiresAt, resent, codeLocked, codeAccepted } = opening;
  const ended = useTick((now) => hasEnded(opening, now));
  const check = useAct();
  const resend = useAct();
  const waits = !ended && !codeAccepted;

  return (
    <div className={parts.stack}>
      {codeAccepted ? <p>{words.accepted}</p> : waits && <p>{words.link(emailAddress)}</p>}
      {waits && (
        <p>
          {verifyExpiresAt === null ? (
            words.noEnd
          ) : (
            <>
              {words.ends} <Countdown promiseAt={verifyExpiresAt} />
            </>
          )}
        </p>
      )}
      {ended && (
        <SideNote kind="caution" announce>
          {words.ended(clockTime(verifyExpiresAt ?? 0, currentTime()))}
        </SideNote>
      )}
      {resent !== null && (
        <p className={classes.second}>
          {(resent.state === 'done' ? words.resent : words.resentUncertain)(
            clockTime(resent.at, currentTime()),
          )}
        </p>
      )}
      {waits && <CodeForm opening={opening} />}
      <div className={parts.acts}>
        {!codeAccepted && (
          <Button
            variant={ended || codeLocked ? 'filled' : 'default'}
            loading={resend.working}
            onClick={() => void resend.run(() => actions.resendOpening(id))}
          >
            {words.resend}
          </Button>
        )}
        <Button loading={check.working} onClick={() => void check.run(() => actions.checkOpening(id))}>
          {words.checkNow}
        </Button>
        <span className={classes.second}>
          {opening.checkedAt === null ? (
            words.notChecked
          ) : (
            <>
              {words.checked} <Age at={opening.checkedAt} /> {texts.ago}
            </>
          )}
        </span>
      </div>
      {resend.problem !== null && <ProblemNote problem={resend.problem} onDismiss={resend.clear} />}
      {check.problem !== null && <ProblemNote problem={check.problem} onDismiss={check.clear} />}
    </div>
  );
}

function CodeForm({ opening: { id, wrongCodes, codeLocked } }: { opening: Onboarding }) {
  const { actions } = useDesk();
  const [code, setCode] = useState('');
  const [mistyped, setMistyped] = useState<string | null>(null);
  const { working, problem, run } = useAct();
  const atField = problem?.fields.find(({ field }) => field === 'verify_code')?.message ?? null;

  async function send() {
    if (working) return;
    const checked = verifyCodeSchema.safeParse(code);
    setMistyped(checked.success ? null : (checked.error.issues[0]?.message ?? null));
    if (checked.success) await run(() => actions.verifyOpening({ onboardingId: id, verify_code: code }));
  }

  return (
    <form
      className={parts.stack}
      aria-label={words.code}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextInput
        className={classes.short}
        label={words.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        maxLength={12}
        value={code}
        error={mistyped ?? atField}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {codeLocked ? (
        <SideNote kind="caution">{words.locked}</SideNote>
      ) : (
        wrongCodes > 0 && <p className={classes.second}>{words.wrong(wrongCodes)}</p>
      )}
      {problem !== null && atField === null && <ProblemNote problem={problem} />}
      <div className={parts.acts}>
        <Button type="submit" variant={codeLocked ? 'default' : 'filled'} loading={working}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
