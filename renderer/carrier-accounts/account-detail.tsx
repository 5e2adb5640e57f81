// One carrier account: what the hub says of it, and everything that can be done with it.

import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type {
  CarrierAccount,
  CarrierAccountChanges,
  KeptTest,
} from '../../shared/contract/carrier-accounts.ts';
import { carrierWord } from '../../shared/domain/carrier-account.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { TestLine } from './account-list.tsx';
import { abilities, isUnverified, metadataText, statusShape } from './account-shape.ts';
import classes from './carrier-accounts.module.css';
import { CredentialsForm, MetadataForm, RenameForm } from './change-forms.tsx';
import { texts } from './texts.ts';

interface Props {
  connectionId: ConnectionId;
  id: string;
  /** What is good to know about how it came to be. */
  note: string | null;
  /** Goes on with its registration; null where none was begun here. */
  onFedex: (() => void) | null;
  onDeleted: () => void;
}

type Open = 'rename' | 'credentials' | 'metadata' | 'remove' | null;

export function AccountDetail({ connectionId, id, note, onFedex, onDeleted }: Props) {
  const { actions } = useDesk();
  const [account, setAccount] = useState<CarrierAccount | null>(null);
  const [test, setTest] = useState<KeptTest | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const [working, setWorking] = useState<'test' | 'status' | null>(null);
  const [saved, setSaved] = useState(false);

  const load = useCallback(
    async (signal?: AbortSignal) => {
      const outcome = await actions.getCarrierAccount({ connectionId, id }, signal);
      if (signal?.aborted) return;
      setProblem(outcome.ok ? null : outcome.problem);
      if (!outcome.ok) return;
      setAccount(outcome.value.data);
      setTest(outcome.value.test);
    },
    [actions, connectionId, id],
  );
  useEffect(() => {
    const abort = new AbortController();
    void load(abort.signal);
    return () => abort.abort();
  }, [load]);

  async function change(changes: CarrierAccountChanges): Promise<Problem | null> {
    setSaved(false);
    const outcome = await actions.updateCarrierAccount({ connectionId, id, changes });
    if (!outcome.ok) return outcome.problem;
    setAccount(outcome.value.data);
    if (changes.credentials !== undefined) setTest(null);
    setOpen(null);
    setSaved(true);
    setProblem(null);
    return null;
  }

  async function runTest() {
    if (working !== null) return;
    setWorking('test');
    setSaved(false);
    const outcome = await actions.testCarrierAccount({ connectionId, id });
    setWorking(null);
    // A test changes the account's status at the hub.
    if (outcome.ok) await load();
    else setProblem(outcome.problem);
  }

  async function setStatus(status: 'active' | 'inactive') {
    if (working !== null) return;
    setWorking('status');
    const failed = await change({ status });
    setWorking(null);
    setProblem(failed);
  }

  async function remove() {
    const outcome = await actions.removeCarrierAccount({ connectionId, id });
    if (outcome.ok) return onDeleted();
    setOpen(null);
    setProblem(outcome.problem);
  }

  function toggle(next: Open) {
    setSaved(false);
    setOpen(open === next ? null : next);
  }

  if (account === null) {
    return problem === null ? (
      <p className={classes.second}>{texts.loading}</p>
    ) : (
      <ProblemNote problem={problem} onRetry={() => void load()} />
    );
  }
  const { severity, slashed, word } = statusShape(account.status);
  const forms = { account, onSave: change, onCancel: () => setOpen(null) };
  return (
    <section className={parts.card} aria-label={account.name} data-account={account.id}>
      <header className={parts.head}>
        <h2>{account.name}</h2>
        <span className={classes.second}>{carrierWord(account.carrier)}</span>
        <span className={parts.status}>
          <SeverityMark severity={severity} slashed={slashed} />
          {word}
        </span>
      </header>
      {note !== null && <SideNote announce>{note}</SideNote>}
      {test !== null && <TestLine test={test} />}
      <Facts account={account} />
      <div className={parts.acts}>
        <Button loading={working === 'test'} onClick={() => void runTest()}>
          {texts.test}
        </Button>
        {onFedex !== null && isUnverified(account.status) && (
          <Button variant="filled" onClick={onFedex}>
            {texts.goOnFedex}
          </Button>
        )}
        {!isUnverified(account.status) && (
          <Button
            loading={working === 'status'}
            onClick={() => void setStatus(account.status === 'inactive' ? 'active' : 'inactive')}
          >
            {account.status === 'inactive' ? texts.activate : texts.deactivate}
          </Button>
        )}
        <Button aria-expanded={open === 'rename'} onClick={() => toggle('rename')}>
          {texts.rename}
        </Button>
        <Button aria-expanded={open === 'credentials'} onClick={() => toggle('credentials')}>
          {texts.replace}
        </Button>
        <Button aria-expanded={open === 'metadata'} onClick={() => toggle('metadata')}>
          {texts.metadata}
        </Button>
        <Button onClick={() => toggle('remove')}>{texts.remove}</Button>
        <span className={classes.second} role="status">
          {working === 'test' ? texts.testing : saved ? texts.saved : ''}
        </span>
      </div>
      {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
      {open === 'rename' && <RenameForm {...forms} />}
      {open === 'credentials' && <CredentialsForm {...forms} />}
      {open === 'metadata' && <MetadataForm {...forms} />}
      <details className={parts.raw}>
        <summary>{texts.said}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it */}
        <pre tabIndex={0}>{JSON.stringify(account, null, 2)}</pre>
      </details>
      <ConfirmDialog
        opened={open === 'remove'}
        title={texts.removeTitle(account.name)}
        doIt={texts.removeIt}
        keepIt={texts.keepIt}
        onClose={() => setOpen(null)}
        onConfirm={remove}
      >
        <p className={classes.line}>{texts.removeMeans}</p>
        <p className={classes.second}>{texts.removeAgain}</p>
      </ConfirmDialog>
    </section>
  );
}

function Facts({ account }: { account: CarrierAccount }) {
  const time = (text: string | undefined) => {
    const at = Date.parse(text ?? '');
    return Number.isNaN(at) ? (text ?? '–') : clockTime(at, currentTime());
  };
  const credentials = Object.keys(account.credentials).join(', ');
  const metadata = Object.entries(account.metadata)
    .map(([key, value]) => `${key}: ${metadataText(value)}`)
    .join(', ');
  const facts: [string, React.ReactNode][] = [
    [texts.facts.id, <CopyId key="id" value={account.id} label={texts.facts.id} />],
    [texts.facts.kind, account.isTest ? texts.sandbox : texts.production],
    [texts.facts.can, abilities(account)],
    [texts.facts.credentials, credentials === '' ? texts.noMetadata : `${credentials} (${texts.keptHidden})`],
    [texts.metadata, metadata === '' ? texts.noMetadata : metadata],
    [texts.facts.created, time(account.createdAt)],
    [texts.facts.updated, time(account.updatedAt)],
  ];
  return (
    <dl className={parts.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
