// Chooses where secrets are kept, with what each place means. One that this machine does not offer stays, with the reason.

import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import type { VaultKind, VaultStatus } from '../../shared/contract/vault.ts';
import { SecretInput } from './secret-input.tsx';
import { texts } from './texts.ts';
import classes from './vault-panel.module.css';

/** Answers what went wrong, in words; null when it is chosen and ready. */
export type ChooseVault = (kind: VaultKind, passphrase?: string) => Promise<string | null>;

interface Props {
  status: VaultStatus;
  onChoose: ChooseVault;
  /** Leaves everything as it is; null where something must be chosen. */
  onKeep: (() => void) | null;
}

const SHORTEST = 8;

export function VaultChoice({ status, onChoose, onKeep }: Props) {
  const { offers, state } = status;
  const present = state === 'undecided' ? null : status.kind;
  const [kind, setKind] = useState<VaultKind | null>(
    () => present ?? offers.find(({ available }) => available)?.kind ?? null,
  );
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const needsPassphrase = kind === 'passphrase';
  const tooShort = passphrase.length < SHORTEST;
  const differs = repeated !== passphrase;

  async function choose() {
    if (kind === null || working) return;
    setTried(true);
    setProblem(null);
    if (needsPassphrase && (tooShort || differs)) return;
    setWorking(true);
    const sentence = await (needsPassphrase ? onChoose(kind, passphrase) : onChoose(kind));
    setWorking(false);
    setProblem(sentence);
  }

  return (
    <form
      className={classes.choice}
      onSubmit={(event) => {
        event.preventDefault();
        void choose();
      }}
    >
      <Radio.Group
        label={texts.vault.choose}
        value={kind}
        onChange={(value) => {
          setKind(value as VaultKind);
          setProblem(null);
        }}
      >
        <div className={classes.offers}>
          {offers.map((offer) => (
            <Radio
              key={offer.kind}
              value={offer.kind}
              size="xs"
              disabled={!offer.available}
              label={texts.vault.kinds[offer.kind].name}
              description={offer.problem ?? texts.vault.kinds[offer.kind].consequence}
            />
          ))}
        </div>
      </Radio.Group>
      {needsPassphrase && (
        <div className={classes.pair}>
          <SecretInput
            label={texts.vault.passphrase}
            description={texts.vault.passphraseHint}
            value={passphrase}
            error={tried && tooShort ? texts.vault.tooShort(SHORTEST) : null}
            onChange={setPassphrase}
          />
          <SecretInput
            label={texts.vault.repeat}
            value={repeated}
            error={tried && !tooShort && differs ? texts.vault.differs : null}
            onChange={setRepeated}
          />
        </div>
      )}
      {present !== null && kind !== present && <p className={classes.line}>{texts.vault.moves}</p>}
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={classes.actions}>
        <Button type="submit" variant="filled" loading={working} disabled={kind === null}>
          {texts.vault.keepThere}
        </Button>
        {onKeep !== null && <Button onClick={onKeep}>{texts.vault.asItIs}</Button>}
      </div>
    </form>
  );
}
