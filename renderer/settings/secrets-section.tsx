// Where secrets are kept, and how to keep them elsewhere.

import { useDeskStore } from '../state/use-desk.ts';
import { useVault } from '../state/use-vault.ts';
import { VaultPanel } from '../ui/vault-panel.tsx';
import classes from './settings.module.css';
import { texts } from './texts.ts';

export function SecretsSection() {
  const practice = useDeskStore('host', (state) => state.hello?.workspace === 'practice');
  const { status, choose, unlock } = useVault();
  return (
    <div className={classes.free}>
      {practice && <p className={classes.hint}>{texts.secrets.practice}</p>}
      {status === null ? (
        <p className={classes.hint}>{texts.secrets.unknown}</p>
      ) : (
        <VaultPanel status={status} onChoose={choose} onUnlock={unlock} />
      )}
    </div>
  );
}
