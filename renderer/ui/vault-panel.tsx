// The place where secrets are kept: which it is, what is wrong with it and what to do, and how to choose, unlock or change
// it. Shown by the screens that need it; it calls nobody itself.

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { VaultStatus } from '../../shared/contract/vault.ts';
import { SideNote } from './side-note.tsx';
import { texts } from './texts.ts';
import { type ChooseVault, VaultChoice } from './vault-choice.tsx';
import classes from './vault-panel.module.css';
import { VaultUnlock } from './vault-unlock.tsx';

interface Props {
  status: VaultStatus;
  /** Each answers what went wrong, in words, or null when the vault is ready. */
  onChoose: ChooseVault;
  onUnlock: (passphrase: string) => Promise<string | null>;
}

export function VaultPanel({ status, onChoose, onUnlock }: Props) {
  const [changing, setChanging] = useState(false);
  const { kind, state, problem } = status;
  const locked = state === 'locked' && kind === 'passphrase';
  const choosing = state === 'undecided' || changing;

  async function choose(...wanted: Parameters<ChooseVault>) {
    const sentence = await onChoose(...wanted);
    if (sentence === null) setChanging(false);
    return sentence;
  }

  return (
    <div className={classes.panel}>
      {state === 'ready' ? (
        <p className={classes.line}>
          {texts.vault.kept} <b>{texts.vault.kinds[kind].place}</b>. {texts.vault.kinds[kind].consequence}
        </p>
      ) : (
        <SideNote kind="caution">
          <p className={classes.title}>{texts.vault.states[state]}</p>
          {problem !== null && !locked && !(choosing && isSaidBelow(status)) && (
            <p className={classes.line}>{problem}</p>
          )}
        </SideNote>
      )}
      {state === 'ready' && problem !== null && <SideNote kind="caution">{problem}</SideNote>}
      {locked && <VaultUnlock onUnlock={onUnlock} />}
      {choosing && (
        <VaultChoice
          status={status}
          onChoose={choose}
          onKeep={state === 'undecided' ? null : () => setChanging(false)}
        />
      )}
      {!choosing && (
        <div className={classes.actions}>
          {kind === 'keychain' && state !== 'ready' && (
            <Button onClick={() => void choose('keychain')}>{texts.tryAgain}</Button>
          )}
          {status.offers.length > 0 && (
            <Button onClick={() => setChanging(true)}>{texts.vault.change}</Button>
          )}
        </div>
      )}
    </div>
  );
}

/** The same sentence stands with the place it is about. */
function isSaidBelow({ offers, problem }: VaultStatus): boolean {
  return offers.some((offer) => offer.problem === problem);
}
