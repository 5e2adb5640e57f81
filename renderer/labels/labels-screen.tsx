// The labels of an AfterShip connection in parts: labels, a new one, rates, pick-ups, manifests, cancellations, shipper
// accounts. Shown by the frame.

import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Label } from '../../shared/contract/labels.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ScreenFrame } from '../ui/screen-frame.tsx';
import parts from '../ui/screen-parts.module.css';
import { Attempts, useAttempts } from './attempts.tsx';
import { Cancellations } from './cancellations.tsx';
import { LabelDetail } from './label-detail.tsx';
import { LabelList } from './label-list.tsx';
import classes from './labels.module.css';
import { Manifests } from './manifests.tsx';
import { NewLabel } from './new-label.tsx';
import { Pickups } from './pickups.tsx';
import { RatesAsked } from './rates-asked.tsx';
import { ShipperAccounts } from './shipper-accounts.tsx';
import { texts } from './texts.ts';
import { useGround } from './use-ground.ts';

type Shown =
  | { part: 'labels'; id: string | null; note: string | null }
  | { part: 'new' | 'rates' | 'cancellations' }
  | { part: 'pickups' | 'manifests'; chosen: readonly Label[] }
  | { part: 'accounts'; startNew: boolean };

const PARTS = ['labels', 'new', 'rates', 'pickups', 'manifests', 'cancellations', 'accounts'] as const;

export function LabelsScreen() {
  const { navigation } = useDesk();
  const connections = useDeskStore('connections', (state) => state.connections);
  const loaded = useDeskStore('connections', (state) => state.loaded);
  const shops = connections.filter(({ provider }) => provider === 'aftership');
  const startNew = useDeskStore('screen', (state) => state.newLabel);
  const [chosen, setChosen] = useState<ConnectionId | null>(null);
  const shop = shops.find(({ id }) => id === chosen) ?? shops[0];
  if (shop === undefined) {
    return (
      <ScreenFrame title={texts.title} lead={texts.lead}>
        {loaded && (
          <EmptyState
            title={texts.empty}
            actions={
              <Button variant="filled" onClick={navigation.addConnection}>
                {texts.toConnections}
              </Button>
            }
          >
            {texts.emptyWhy}
          </EmptyState>
        )}
      </ScreenFrame>
    );
  }
  return (
    <ShopLabels
      key={`${shop.id} ${startNew}`}
      shop={shop}
      shops={shops}
      startNew={startNew}
      onChoose={setChosen}
    />
  );
}

interface Props {
  shop: Connection;
  shops: readonly Connection[];
  /** Somebody came for a new label. */
  startNew: boolean;
  onChoose: (id: ConnectionId) => void;
}

/** What was looked at when another screen was opened, as long as the page lives: people come back to it. */
const left = new Map<ConnectionId, Shown>();

function ShopLabels({ shop: { id: connectionId }, shops, startNew, onChoose }: Props) {
  const ground = useGround(connectionId);
  const { attempts, reload } = useAttempts(connectionId);
  const [shown, setShown] = useState<Shown>(() =>
    startNew ? begin('new') : (left.get(connectionId) ?? begin('labels')),
  );
  /** A new visit of the same part begins anew. */
  const [visit, setVisit] = useState(0);

  function show(next: Shown) {
    setShown(next);
    setVisit(visit + 1);
    void reload();
  }
  const unsettled = () => void reload();
  useEffect(() => {
    left.set(connectionId, 'note' in shown ? { ...shown, note: null } : shown);
  }, [connectionId, shown]);

  return (
    <ScreenFrame title={texts.title} lead={texts.lead}>
      <div className={parts.screen}>
        {shops.length > 1 && (
          <div className={parts.bar}>
            <NativeSelect
              size="xs"
              label={texts.connection}
              value={connectionId}
              data={shops.map(({ id, label }) => ({ value: id, label }))}
              onChange={(event) => onChoose(event.currentTarget.value as ConnectionId)}
            />
          </div>
        )}
        <nav className={classes.parts} aria-label={texts.partsLabel}>
          {PARTS.map((part) => (
            <button
              key={part}
              type="button"
              aria-current={shown.part === part ? 'page' : undefined}
              onClick={() => show(begin(part))}
            >
              {texts.parts[part]}
            </button>
          ))}
        </nav>
        <Attempts
          attempts={attempts}
          onChanged={reload}
          onFound={({ kind }, id) => {
            if (kind === 'label') show({ part: 'labels', id, note: texts.found });
            else setVisit(visit + 1);
          }}
        />
        {ground.problem !== null && (
          <ProblemNote problem={ground.problem} onRetry={() => void ground.reload()} />
        )}
        {!ground.ready && ground.problem === null && shown.part !== 'labels' && (
          <p className={classes.second}>{texts.loading}</p>
        )}
        {shown.part === 'labels' && shown.id === null && (
          <LabelList
            key={visit}
            ground={ground}
            onOpen={(id) => show({ part: 'labels', id, note: null })}
            onNew={() => show({ part: 'new' })}
            onManifest={(chosen) => show({ part: 'manifests', chosen })}
            onPickup={(chosen) => show({ part: 'pickups', chosen })}
          />
        )}
        {shown.part === 'labels' && shown.id !== null && (
          <>
            <div>
              <Button onClick={() => show(begin('labels'))}>{texts.back}</Button>
            </div>
            <LabelDetail key={shown.id} ground={ground} id={shown.id} note={shown.note} />
          </>
        )}
        {shown.part === 'new' && ground.ready && (
          <NewLabel
            ground={ground}
            onMade={(id, note) => show({ part: 'labels', id, note })}
            onAddAccount={() => show({ part: 'accounts', startNew: true })}
            onUnsettled={unsettled}
          />
        )}
        {shown.part === 'rates' && ground.ready && <RatesAsked key={visit} ground={ground} />}
        {shown.part === 'cancellations' && ground.ready && (
          <Cancellations
            key={visit}
            ground={ground}
            onOpenLabel={(id) => show({ part: 'labels', id, note: null })}
          />
        )}
        {shown.part === 'pickups' && ground.ready && (
          <Pickups key={visit} ground={ground} chosen={shown.chosen} onUnsettled={unsettled} />
        )}
        {shown.part === 'manifests' && ground.ready && (
          <Manifests key={visit} ground={ground} chosen={shown.chosen} onUnsettled={unsettled} />
        )}
        {shown.part === 'accounts' && ground.ready && (
          <ShipperAccounts key={visit} ground={ground} startNew={shown.startNew} onUnsettled={unsettled} />
        )}
      </div>
    </ScreenFrame>
  );
}

function begin(part: (typeof PARTS)[number]): Shown {
  switch (part) {
    case 'labels':
      return { part, id: null, note: null };
    case 'new':
    case 'rates':
    case 'cancellations':
      return { part };
    case 'accounts':
      return { part, startNew: false };
    default:
      return { part, chosen: [] };
  }
}
