// Shipper accounts: the list, one of them, and the way to a new one.

import { Button } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import parts from '../ui/screen-parts.module.css';
import { abilitiesInWords, courierName } from './abilities.ts';
import classes from './labels.module.css';
import { NewShipper } from './new-shipper.tsx';
import { ShipperAccountDetail } from './shipper-account.tsx';
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
        <ShipperAccountDetail ground={ground} account={account} note={shown.note} onDeleted={toList} />
      </>
    );
  }
  return (
    <div className={parts.stack}>
      <div className={parts.bar}>
        <Button onClick={() => void ground.reload()}>{texts.refresh}</Button>
        <Button variant="filled" onClick={() => setShown({ kind: 'new' })}>
          {texts.newAccount}
        </Button>
      </div>
      {ground.ready && ground.accounts.length === 0 && (
        <EmptyState title={texts.noAccounts}>{texts.noAccountsWhy}</EmptyState>
      )}
      {ground.accounts.length > 0 && (
        <ul className={parts.list} aria-label={texts.accountList}>
          {ground.accounts.map((one) => (
            <li key={one.id}>
              <div className={`${parts.row} ${classes.row}`} data-kind="plain">
                <Status status={one.status} />
                <button
                  type="button"
                  className={parts.opener}
                  onClick={() => setShown({ kind: 'one', id: one.id, note: null })}
                >
                  {accountName(ground, one.id)}
                </button>
                <span className={classes.second}>{abilitiesInWords(ground.couriers, one.slug)}</span>
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
