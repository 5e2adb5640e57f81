// One account: its name, how it is, what it uses, and everything that can be done with it. A connection that was just
// made is tested at once.

import { Button, Loader, Switch } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Connection } from '../../shared/domain/connection.ts';
import { answerStaleMs, healthShape } from '../../shared/domain/health-shape.ts';
import { useAlert, useDesk, useDeskStore } from '../state/use-desk.ts';
import { useTick } from '../ui/clock.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ProviderMark } from '../ui/provider-mark.tsx';
import parts from '../ui/screen-parts.module.css';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { AddressForm } from './address-form.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { ConnectionName } from './connection-name.tsx';
import classes from './connections.module.css';
import { healthWords } from './health-words.ts';
import { accountKind } from './new-account.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { TestResult } from './test-result.tsx';
import { texts } from './texts.ts';
import { TokenForm } from './token-form.tsx';
import { useConnectionTest } from './use-connection-test.ts';

type Open = 'token' | 'address' | 'remove' | null;

interface Props {
  connection: Connection;
  isNew: boolean;
  /** What only its own system can do. */
  providerPart?: ReactNode;
}

export function ConnectionCard({ connection, isNew, providerPart }: Props) {
  const { id, label, provider } = connection;
  const { actions } = useDesk();
  const { credential, options, signs } = accountKind(provider);
  // While the vault is closed, a new token would help nobody.
  const vaultOpen = useDeskStore('vault', ({ status }) => status?.state === 'ready');
  const needsToken = vaultOpen && connection.health.state === 'signed-out';
  const [alert, dismiss] = useAlert(`connection:${id}`);
  // Somebody who was told that it is signed out came here for this.
  const asked = useDeskStore('screen', (state) => state.replaceSecret === id);
  const [open, setOpen] = useState<Open>(asked ? 'token' : null);
  const [test, runTest] = useConnectionTest(id);
  const card = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!isNew) return;
    card.current?.focus();
    void runTest();
  }, [isNew, runTest]);

  function toggle(next: Open) {
    dismiss();
    setOpen(open === next ? null : next);
  }

  /** After something was kept that decides whether it works. */
  function keptAndTest() {
    setOpen(null);
    void runTest();
  }

  return (
    <section ref={card} className={parts.card} tabIndex={-1} aria-label={label} data-connection={id}>
      <header className={classes.head}>
        <ProviderMark provider={provider} />
        <ConnectionName connection={connection} />
        <Switch
          className={classes.pause}
          label={texts.pause}
          checked={connection.health.state === 'paused'}
          onChange={(event) => void actions.updateConnection({ id, paused: event.currentTarget.checked })}
        />
      </header>
      <Health connection={connection} />
      <ConnectionFacts connection={connection} />
      <div className={parts.acts}>
        <Button
          size="compact-xs"
          onClick={() => void runTest()}
          leftSection={test?.kind === 'asking' ? <Loader size={10} color="gray" /> : undefined}
        >
          {texts.test}
        </Button>
        {credential.length > 0 && (
          <Button
            size="compact-xs"
            variant={needsToken && open !== 'token' ? 'filled' : 'default'}
            aria-expanded={open === 'token'}
            onClick={() => toggle('token')}
          >
            {signs || credential.length > 1 ? texts.replaceParts : texts.replace}
          </Button>
        )}
        <Button size="compact-xs" aria-expanded={open === 'address'} onClick={() => toggle('address')}>
          {options.length > 0 ? texts.addressAndOptions : texts.address}
        </Button>
        <Button size="compact-xs" onClick={() => toggle('remove')}>
          {texts.remove}
        </Button>
        <TestResult result={test} saidAbove={connection.health.message} />
      </div>
      {providerPart}
      {open === 'token' && (
        <TokenForm connection={connection} onDone={keptAndTest} onCancel={() => toggle(null)} />
      )}
      {open === 'address' && (
        <AddressForm connection={connection} onDone={keptAndTest} onCancel={() => toggle(null)} />
      )}
      {open === null && alert !== undefined && <ProblemNote problem={alert} onDismiss={dismiss} />}
      <RemoveDialog connection={connection} opened={open === 'remove'} onClose={() => toggle(null)} />
    </section>
  );
}

function Health({ connection: { health, provider } }: { connection: Connection }) {
  const newsStaleMs = useDeskStore('settings', (state) =>
    answerStaleMs(provider, state.settings.ageing.newsStaleMs),
  );
  // As text, so that a tick that changes nothing draws nothing.
  const drawn = useTick((now) =>
    JSON.stringify({ ...healthShape(health, now, newsStaleMs), ...healthWords(health, now, newsStaleMs) }),
  );
  const { severity, slashed, stale, title, sentence } = JSON.parse(drawn) as ReturnType<typeof healthShape> &
    ReturnType<typeof healthWords>;
  return (
    <div className={classes.health}>
      <SeverityMark severity={severity} slashed={slashed} stale={stale} />
      <p>
        <b>{title}</b> {sentence}
      </p>
    </div>
  );
}
