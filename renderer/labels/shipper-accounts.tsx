// Shipper accounts: the list, one with everything that can be changed of it, and the way to a new one.

import { Button, FileInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ShipperAccount } from '../../shared/contract/labels.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { type Ability, can, courierName } from './abilities.ts';
import { AddressFields } from './address-fields.tsx';
import { CredentialFields, type CredentialPair, credentialsFrom } from './credential-fields.tsx';
import { addressDraft, addressOf } from './draft.ts';
import { Facts, Said } from './facts.tsx';
import { fieldMessage, isPlaced } from './field-message.ts';
import classes from './labels.module.css';
import { NewShipper } from './new-shipper.tsx';
import { Status } from './status.tsx';
import { texts } from './texts.ts';
import { accountName, type Ground } from './use-ground.ts';

interface Props {
  ground: Ground;
  /** The form for a new one is open at once. */
  startNew: boolean;
  onUnsettled: () => void;
}

type Shown = { kind: 'list' } | { kind: 'new' } | { kind: 'one'; id: string; note: string | null };

const ABILITIES: readonly Ability[] = ['rates', 'labels', 'cancel-labels', 'manifests', 'pickups'];

export function ShipperAccounts({ ground, startNew, onUnsettled }: Props) {
  const [shown, setShown] = useState<Shown>(startNew ? { kind: 'new' } : { kind: 'list' });
  const toList = () => setShown({ kind: 'list' });
  if (shown.kind === 'new') {
    return (
      <NewShipper
        ground={ground}
        onMade={async (id, note) => {
          await ground.reload();
          setShown({ kind: 'one', id, note });
        }}
        onCancel={toList}
        onUnsettled={onUnsettled}
      />
    );
  }
  const account = shown.kind === 'one' ? ground.accounts.find(({ id }) => id === shown.id) : undefined;
  if (shown.kind === 'one' && account !== undefined) {
    return (
      <>
        <div>
          <Button onClick={toList}>{texts.back}</Button>
        </div>
        <AccountDetail ground={ground} account={account} note={shown.note} onDeleted={toList} />
      </>
    );
  }
  return (
    <div className={classes.stack}>
      <div className={classes.bar}>
        <Button onClick={() => void ground.reload()}>{texts.refresh}</Button>
        <Button variant="filled" onClick={() => setShown({ kind: 'new' })}>
          {texts.newAccount}
        </Button>
      </div>
      {ground.ready && ground.accounts.length === 0 && (
        <EmptyState title={texts.noAccounts}>{texts.noAccountsWhy}</EmptyState>
      )}
      {ground.accounts.length > 0 && (
        <ul className={classes.list} aria-label={texts.accountList}>
          {ground.accounts.map((one) => (
            <li key={one.id}>
              <div className={classes.row} data-kind="plain">
                <Status status={one.status} />
                <button
                  type="button"
                  className={classes.name}
                  onClick={() => setShown({ kind: 'one', id: one.id, note: null })}
                >
                  {accountName(ground, one.id)}
                </button>
                <span className={classes.second}>{abilitiesOf(ground, one.slug)}</span>
                <span>{courierName(ground.couriers, one.slug)}</span>
                <span className={classes.second}>
                  {one.type === undefined ? '' : (texts.kinds[one.type] ?? one.type)}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** "rates, labels; not: manifests". What is unknown is neither. */
function abilitiesOf({ couriers }: Ground, slug: string): string {
  const words = (wanted: boolean) =>
    ABILITIES.filter((what) => can(couriers, slug, what) === wanted).map(
      (what) => texts.ability[what] ?? what,
    );
  const [able, unable] = [words(true).join(', '), words(false).join(', ')];
  return [able, unable === '' ? '' : texts.cannotDo(unable)].filter((part) => part !== '').join('; ');
}

interface DetailProps {
  ground: Ground;
  account: ShipperAccount;
  note: string | null;
  onDeleted: () => void;
}

function AccountDetail({ ground, account, note, onDeleted }: DetailProps) {
  const { connectionId, reload } = ground;
  const { actions } = useDesk();
  const [open, setOpen] = useState<'edit' | 'credentials' | 'pictures' | 'remove' | null>(null);
  const [saved, setSaved] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = accountName(ground, account.id);
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
    <section className={classes.card} aria-label={name}>
      <header className={classes.head}>
        <h2>{name}</h2>
        <Status status={account.status} />
      </header>
      {note !== null && <SideNote announce>{note}</SideNote>}
      <Facts
        facts={[
          [texts.facts.courier, courierName(ground.couriers, account.slug)],
          [texts.abilities, abilitiesOf(ground, account.slug)],
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
      <div className={classes.acts}>
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

interface FormProps {
  ground: Ground;
  onDone: () => Promise<void>;
  onCancel: () => void;
}

/** What all three forms have: one request, its problem, two buttons. */
function useSaving(onDone: () => Promise<void>) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  return {
    problem,
    working,
    async save(request: () => Promise<{ ok: true } | { ok: false; problem: Problem }>) {
      if (working) return;
      setWorking(true);
      const outcome = await request();
      setWorking(false);
      setProblem(outcome.ok ? null : outcome.problem);
      if (outcome.ok) await onDone();
    },
  };
}

function Buttons({ working, onCancel }: { working: boolean; onCancel: () => void }) {
  return (
    <div className={classes.acts}>
      <Button type="submit" variant="filled" loading={working}>
        {texts.save}
      </Button>
      <Button onClick={onCancel}>{texts.cancel}</Button>
    </div>
  );
}

function InfoForm({ ground, account, onDone, onCancel }: FormProps & { account: ShipperAccount }) {
  const { actions } = useDesk();
  const { problem, working, save } = useSaving(onDone);
  const [description, setDescription] = useState(account.description ?? '');
  const [timezone, setTimezone] = useState(account.timezone ?? '');
  const [address, setAddress] = useState(() => addressDraft(account.address));
  return (
    <form
      className={classes.form}
      aria-label={texts.edit}
      onSubmit={(event) => {
        event.preventDefault();
        void save(() =>
          actions.labels.updateAccount({
            connectionId: ground.connectionId,
            id: account.id,
            info: { description, timezone, address: addressOf(address) },
          }),
        );
      }}
    >
      <div className={classes.fields}>
        <TextInput
          label={texts.name}
          value={description}
          error={fieldMessage(problem, 'description')}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <TextInput
          label={texts.timezone}
          value={timezone}
          error={fieldMessage(problem, 'timezone')}
          onChange={(event) => setTimezone(event.currentTarget.value)}
        />
      </div>
      <AddressFields
        connectionId={ground.connectionId}
        legend={texts.facts.address}
        address={address}
        message={(name) => fieldMessage(problem, `address.${name}`)}
        onChange={setAddress}
      />
      {problem !== null && !isPlaced(problem, () => true) && <ProblemNote problem={problem} />}
      <Buttons working={working} onCancel={onCancel} />
    </form>
  );
}

function CredentialsForm({ ground, id, onDone, onCancel }: FormProps & { id: string }) {
  const { actions } = useDesk();
  const { problem, working, save } = useSaving(onDone);
  const [pairs, setPairs] = useState<CredentialPair[]>([{ name: 'account_number', value: '' }]);
  return (
    <form
      className={classes.form}
      aria-label={texts.replace}
      onSubmit={(event) => {
        event.preventDefault();
        void save(() =>
          actions.labels.replaceCredentials({
            connectionId: ground.connectionId,
            id,
            credentials: credentialsFrom(pairs),
          }),
        );
      }}
    >
      <CredentialFields pairs={pairs} error={fieldMessage(problem, 'credentials')} onChange={setPairs} />
      {problem !== null && !isPlaced(problem, (field) => field === 'credentials') && (
        <ProblemNote problem={problem} />
      )}
      <Buttons working={working} onCancel={onCancel} />
    </form>
  );
}

const MOST_BYTES = 1024 * 1024;

function PicturesForm({ ground, id, onDone, onCancel }: FormProps & { id: string }) {
  const { actions } = useDesk();
  const { problem, working, save } = useSaving(onDone);
  const [letterhead, setLetterhead] = useState<File | null>(null);
  const [signature, setSignature] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const wrong = (file: File | null) =>
    file !== null && (file.type !== 'image/png' || file.size > MOST_BYTES) ? texts.pictureWrong : null;
  const missing = tried && letterhead === null && signature === null ? texts.pictureMissing : null;
  return (
    <form
      className={classes.form}
      aria-label={texts.pictures}
      onSubmit={async (event) => {
        event.preventDefault();
        setTried(true);
        if (wrong(letterhead) !== null || wrong(signature) !== null) return;
        if (letterhead === null && signature === null) return;
        const settings = {
          ...(letterhead === null ? {} : { commercial_invoice_letterhead: await base64Of(letterhead) }),
          ...(signature === null ? {} : { commercial_invoice_signature: await base64Of(signature) }),
        };
        await save(() =>
          actions.labels.updateAccountSettings({ connectionId: ground.connectionId, id, settings }),
        );
      }}
    >
      <div className={classes.fields}>
        <FileInput
          size="xs"
          label={texts.letterhead}
          description={texts.pictureHint}
          accept="image/png"
          clearable
          value={letterhead}
          error={wrong(letterhead) ?? missing}
          onChange={setLetterhead}
        />
        <FileInput
          size="xs"
          label={texts.signature}
          description={texts.pictureHint}
          accept="image/png"
          clearable
          value={signature}
          error={wrong(signature)}
          onChange={setSignature}
        />
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
      <Buttons working={working} onCancel={onCancel} />
    </form>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(text);
}
