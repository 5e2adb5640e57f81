// What can be changed of a shipper account, a form each: name, zone and address; credentials; the pictures on invoices.

import { Button, FileInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ShipperAccount } from '../../shared/contract/labels.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { addressDraft, addressOf } from './address-draft.ts';
import { AddressFields } from './address-fields.tsx';
import { CredentialFields, type CredentialPair, credentialsFrom } from './credential-fields.tsx';
import { fieldMessage, isPlaced } from './field-message.ts';
import classes from './labels.module.css';
import { texts } from './texts.ts';
import type { Ground } from './use-ground.ts';

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
    <div className={parts.acts}>
      <Button type="submit" variant="filled" loading={working}>
        {texts.save}
      </Button>
      <Button onClick={onCancel}>{texts.cancel}</Button>
    </div>
  );
}

export function InfoForm({ ground, account, onDone, onCancel }: FormProps & { account: ShipperAccount }) {
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

export function CredentialsForm({ ground, id, onDone, onCancel }: FormProps & { id: string }) {
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

export function PicturesForm({ ground, id, onDone, onCancel }: FormProps & { id: string }) {
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
