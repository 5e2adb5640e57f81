// One shipper account: what it is and can do, and the way to everything that can be changed of it.

import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ShipperAccount } from '../../shared/contract/labels.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SideNote } from '../ui/side-note.tsx';
import { abilitiesInWords, courierName } from './abilities.ts';
import { addressDraft } from './address-draft.ts';
import { Facts, Said } from './facts.tsx';
import classes from './labels.module.css';
import { CredentialsForm, InfoForm, PicturesForm } from './shipper-forms.tsx';
import { Status } from './status.tsx';
import { texts } from './texts.ts';
import { accountName, type Ground } from './use-ground.ts';

interface Props {
  ground: Ground;
  account: ShipperAccount;
  note: string | null;
  onDeleted: () => void;
}

export function ShipperAccountDetail({ ground, account: listed, note, onDeleted }: Props) {
  const { connectionId, reload } = ground;
  const { actions } = useDesk();
  const [open, setOpen] = useState<'edit' | 'credentials' | 'pictures' | 'remove' | null>(null);
  const [saved, setSaved] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [account, setAccount] = useState(listed);
  // Asked for on its own when it is opened and whenever the list brings it anew: the list may be older.
  useEffect(() => {
    const abort = new AbortController();
    setAccount(listed);
    void actions.labels.account({ connectionId, id: listed.id }, abort.signal).then((outcome) => {
      if (abort.signal.aborted) return;
      if (outcome.ok) setAccount(outcome.value.account);
      else setProblem(outcome.problem);
    });
    return () => abort.abort();
  }, [actions, connectionId, listed]);
  const name = account.description || accountName(ground, account.id);
  const address = addressDraft(account.address);
  const toggle = (what: typeof open) => {
    setSaved(false);
    setProblem(null);
    setOpen(open === what ? null : what);
  };
  async function done() {
    setOpen(null);
    setSaved(true);
    await reload();
  }

  async function remove() {
    const outcome = await actions.labels.removeAccount({ connectionId, id: account.id });
    setOpen(null);
    if (!outcome.ok) return setProblem(outcome.problem);
    onDeleted();
    await reload();
  }

  return (
    <section className={parts.card} aria-label={name}>
      <header className={parts.head}>
        <h2>{name}</h2>
        <Status status={account.status} />
      </header>
      {note !== null && <SideNote announce>{note}</SideNote>}
      <Facts
        facts={[
          [texts.facts.courier, courierName(ground.couriers, account.slug)],
          [texts.abilities, abilitiesInWords(ground.couriers, account.slug)],
          [texts.facts.timezone, account.timezone ?? ''],
          [
            texts.facts.address,
            [address.company_name, address.street1, address.city, address.postal_code]
              .filter(Boolean)
              .join(', '),
          ],
          [texts.facts.kind, account.type === undefined ? '' : (texts.kinds[account.type] ?? account.type)],
          [texts.facts.id, <CopyId key="id" value={account.id} label={texts.facts.id} />],
        ]}
      />
      <div className={parts.acts}>
        <Button aria-expanded={open === 'edit'} onClick={() => toggle('edit')}>
          {texts.edit}
        </Button>
        <Button aria-expanded={open === 'credentials'} onClick={() => toggle('credentials')}>
          {texts.replace}
        </Button>
        <Button aria-expanded={open === 'pictures'} onClick={() => toggle('pictures')}>
          {texts.pictures}
        </Button>
        <Button onClick={() => toggle('remove')}>{texts.removeAccount}</Button>
        <span className={classes.second} role="status">
          {saved ? texts.saved : ''}
        </span>
      </div>
      {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
      {open === 'edit' && (
        <InfoForm ground={ground} account={account} onDone={done} onCancel={() => toggle(null)} />
      )}
      {open === 'credentials' && (
        <CredentialsForm ground={ground} id={account.id} onDone={done} onCancel={() => toggle(null)} />
      )}
      {open === 'pictures' && (
        <PicturesForm ground={ground} id={account.id} onDone={done} onCancel={() => toggle(null)} />
      )}
      <Said thing={account} />
      <ConfirmDialog
        opened={open === 'remove'}
        title={texts.removeAccountTitle(name)}
        doIt={texts.removeAccountIt}
        keepIt={texts.keepIt}
        onClose={() => setOpen(null)}
        onConfirm={remove}
      >
        <p className={classes.line}>{texts.removeAccountMeans}</p>
      </ConfirmDialog>
    </section>
  );
}
