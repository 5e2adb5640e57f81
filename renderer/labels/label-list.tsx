// The labels of a connection: filters, rows, and what can be done with several of them at once.

import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import { LABEL_STATUSES, type Label } from '../../shared/contract/labels.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import parts from '../ui/screen-parts.module.css';
import { serviceName } from './abilities.ts';
import classes from './labels.module.css';
import { PageList, PERIODS, type Period, since } from './page-list.tsx';
import { momentOf, price } from './shapes.ts';
import { Status } from './status.tsx';
import { texts } from './texts.ts';
import { accountName, type Ground, slugOf } from './use-ground.ts';
import { usePages } from './use-pages.ts';

interface Props {
  ground: Ground;
  onOpen: (id: string) => void;
  onNew: () => void;
  onManifest: (labels: readonly Label[]) => void;
  onPickup: (labels: readonly Label[]) => void;
}

interface Filter {
  status: string;
  account: string;
  period: Period;
  s: string;
}

const NOTHING: Filter = { status: '', account: '', period: '7', s: '' };

export function LabelList({ ground, onOpen, onNew, onManifest, onPickup }: Props) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const [filter, setFilter] = useState(NOTHING);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, Label>>(new Map());
  const ask = useCallback(
    (next_token: string | undefined, signal: AbortSignal) => {
      const { status, account, period, s } = filter;
      return actions.labels.list(
        {
          connectionId,
          created_at_min: since(period),
          ...(status === '' ? {} : { status }),
          ...(account === '' ? {} : { shipper_account_id: account }),
          ...(s === '' ? {} : { s }),
          ...(next_token === undefined ? {} : { next_token }),
        },
        signal,
      );
    },
    [actions, connectionId, filter],
  );
  const pages = usePages(ask);
  const isFiltered = filter.status !== '' || filter.account !== '' || filter.s !== '';
  const picked = [...chosen.values()];

  function toggle(label: Label) {
    const next = new Map(chosen);
    if (!next.delete(label.id)) next.set(label.id, label);
    setChosen(next);
  }

  return (
    <div className={parts.stack}>
      <form
        className={parts.bar}
        onSubmit={(event) => {
          event.preventDefault();
          setFilter({ ...filter, s: typed.trim() });
        }}
      >
        <NativeSelect
          size="xs"
          label={texts.status}
          value={filter.status}
          data={[
            { value: '', label: texts.allStatuses },
            ...LABEL_STATUSES.map((status) => ({ value: status, label: texts.statuses[status] ?? status })),
          ]}
          onChange={(event) => setFilter({ ...filter, status: event.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          label={texts.account}
          value={filter.account}
          data={[
            { value: '', label: texts.allAccounts },
            ...ground.accounts.map(({ id }) => ({ value: id, label: accountName(ground, id) })),
          ]}
          onChange={(event) => setFilter({ ...filter, account: event.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          label={texts.period}
          value={filter.period}
          data={PERIODS.map((value) => ({ value, label: texts.periods[value] }))}
          onChange={(event) => setFilter({ ...filter, period: event.currentTarget.value as Period })}
        />
        <TextInput
          label={texts.search}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" loading={pages.loading && pages.items !== null}>
          {texts.refresh}
        </Button>
      </form>
      {picked.length > 0 && (
        <div className={parts.acts} role="status">
          <span>{texts.chosen(picked.length)}</span>
          <Button onClick={() => onManifest(picked)}>{texts.toManifest}</Button>
          <Button onClick={() => onPickup(picked)}>{texts.toPickup}</Button>
        </div>
      )}
      <PageList
        pages={pages}
        label={texts.labelList}
        empty={
          <EmptyState
            title={isFiltered ? texts.noMatch : texts.noLabels}
            actions={
              isFiltered ? (
                <Button
                  onClick={() => {
                    setTyped('');
                    setFilter(NOTHING);
                  }}
                >
                  {texts.showAll}
                </Button>
              ) : (
                <Button variant="filled" onClick={onNew}>
                  {texts.newLabel}
                </Button>
              )
            }
          >
            {isFiltered ? texts.noMatchWhy : texts.noLabelsWhy}
          </EmptyState>
        }
        row={(label) => (
          <Row
            label={label}
            ground={ground}
            chosen={chosen.has(label.id)}
            onToggle={() => toggle(label)}
            onOpen={onOpen}
          />
        )}
      />
    </div>
  );
}

/** By what a person knows a label. */
export function labelName(label: Label): string {
  return label.tracking_numbers[0] ?? label.order_number ?? label.references[0] ?? label.id;
}

interface RowProps {
  label: Label;
  ground: Ground;
  chosen: boolean;
  onToggle: () => void;
  onOpen: (id: string) => void;
}

function Row({ label, ground, chosen, onToggle, onOpen }: RowProps) {
  const name = labelName(label);
  const made = momentOf(label.created_at);
  const account = label.shipper_account?.description ?? accountName(ground, label.shipper_account?.id);
  const slug = label.shipper_account?.slug ?? slugOf(ground, label.shipper_account?.id);
  const service = label.rate?.service_name ?? serviceName(ground.couriers, slug, label.service_type);
  return (
    <div className={`${parts.row} ${classes.row}`} data-label={label.id}>
      <Checkbox aria-label={texts.choose(name)} checked={chosen} onChange={onToggle} />
      <Status status={label.status} />
      <button type="button" className={parts.opener} onClick={() => onOpen(label.id)}>
        {label.tracking_numbers[0] ?? (label.status === 'failed' ? texts.withoutNumber : texts.noNumber)}
      </button>
      <span className={classes.second}>{[service, account].filter((part) => part !== '').join(', ')}</span>
      <span className={classes.second}>{label.references.join(', ')}</span>
      <span className={classes.number}>{price(label.rate?.total_charge) ?? ''}</span>
      <span className={classes.second}>{made === null ? '' : clockTime(made, currentTime())}</span>
    </div>
  );
}
