// A new manifest out of an account's ready labels: all of them, or those that were chosen in the list.

import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Label } from '../../shared/contract/labels.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SideNote } from '../ui/side-note.tsx';
import { can, courierName, isInUse } from './abilities.ts';
import classes from './labels.module.css';
import { ReadyLabels } from './ready-labels.tsx';
import { texts } from './texts.ts';
import { accountName, type Ground, slugOf } from './use-ground.ts';
import { mapOutcome, useMaking } from './use-making.ts';
import { useReadyLabels } from './use-ready-labels.ts';

interface Props {
  ground: Ground;
  chosen: readonly Label[];
  onMade: (id: string, note: string) => void;
  onCancel: () => void;
  onUnsettled: () => void;
}

export function NewManifest({ ground, chosen, onMade, onCancel, onUnsettled }: Props) {
  const { connectionId, couriers, accounts } = ground;
  const { actions } = useDesk();
  const able =
    accounts.find((one) => isInUse(one) && can(couriers, one.slug, 'manifests') !== false) ?? accounts[0];
  const [accountId, setAccountId] = useState(chosen[0]?.shipper_account?.id ?? able?.id ?? '');
  const slug = slugOf(ground, accountId);
  const ready = useReadyLabels(connectionId, accountId);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { problem, working, forget, make } = useMaking({ done: texts.manifested, onMade, onUnsettled });
  const isAble = can(couriers, slug, 'manifests') !== false;
  const isThere = accounts.every((one) => one.id !== accountId || isInUse(one));

  // What was chosen in the list is what goes in; without a choice, everything that is ready.
  useEffect(() => {
    const wanted = new Set(chosen.map(({ id }) => id));
    setLeft(
      new Set(
        (ready.labels ?? []).filter(({ id }) => wanted.size > 0 && !wanted.has(id)).map(({ id }) => id),
      ),
    );
  }, [ready.labels, chosen]);

  const inIt = (ready.labels ?? []).filter(({ id }) => !left.has(id));

  const request = {
    connectionId,
    request: { shipper_account: { id: accountId }, label_ids: inIt.map(({ id }) => id) },
  };

  return (
    <form
      className={parts.card}
      aria-label={texts.newManifest}
      onSubmit={(event) => {
        event.preventDefault();
        if (inIt.length === 0) return;
        void make(async () =>
          mapOutcome(await actions.labels.createManifest(request), ({ manifest, ...how }) => ({
            id: manifest.id,
            ...how,
          })),
        );
      }}
    >
      <h2>{texts.newManifest}</h2>
      <p className={classes.second}>{texts.manifestMeans}</p>
      <div className={parts.bar}>
        <NativeSelect
          size="xs"
          label={texts.account}
          value={accountId}
          data={accounts.map(({ id }) => ({ value: id, label: accountName(ground, id) }))}
          onChange={(event) => {
            setAccountId(event.currentTarget.value);
            forget();
          }}
        />
      </div>
      {!isAble && <SideNote kind="caution">{texts.noManifestsHere(courierName(couriers, slug))}</SideNote>}
      {!isThere && (
        <SideNote kind="caution">{texts.accountNotInUse(accountName(ground, accountId))}</SideNote>
      )}
      <ReadyLabels
        ready={ready}
        isIn={(id) => !left.has(id)}
        onToggle={(id) => {
          const next = new Set(left);
          if (!next.delete(id)) next.add(id);
          setLeft(next);
        }}
      />
      {problem !== null && <ProblemNote problem={problem} onDismiss={forget} />}
      <div className={parts.acts}>
        <Button
          type="submit"
          variant="filled"
          loading={working}
          disabled={!isAble || !isThere || inIt.length === 0}
        >
          {texts.makeManifest(inIt.length)}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </form>
  );
}
