// Opens a vault that is sealed with a passphrase. A wrong one is said at the field; it keeps the focus and what was typed.

import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { SecretInput } from './secret-input.tsx';
import { texts } from './texts.ts';
import classes from './vault-panel.module.css';

export function VaultUnlock({ onUnlock }: { onUnlock: (passphrase: string) => Promise<string | null> }) {
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  // Selected, so that the next attempt can be typed over it.
  useEffect(() => {
    if (problem !== null) field.current?.select();
  }, [problem]);

  async function unlock() {
    if (working) return;
    setProblem(null);
    setWorking(true);
    const sentence = await onUnlock(passphrase);
    setWorking(false);
    setProblem(sentence);
    field.current?.focus();
  }

  return (
    <form
      className={classes.unlock}
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <SecretInput
        ref={field}
        label={texts.vault.passphrase}
        value={passphrase}
        error={problem}
        onChange={setPassphrase}
      />
      <Button type="submit" variant="filled" loading={working}>
        {texts.vault.unlock}
      </Button>
    </form>
  );
}
