// What can be bought: the offers side by side, and the services of couriers that tell no price beforehand.

import { Radio } from '@mantine/core';
import type { RateRecord, ShipperAccount, ShippingProblem } from '../../shared/contract/labels.ts';
import parts from '../ui/screen-parts.module.css';
import { SideNote } from '../ui/side-note.tsx';
import { courierName } from './abilities.ts';
import type { Choice } from './draft.ts';
import classes from './labels.module.css';
import { RatesTable } from './rates-table.tsx';
import { Trouble } from './status.tsx';
import { texts } from './texts.ts';
import { accountName, type Ground } from './use-ground.ts';

interface Props {
  ground: Ground;
  rates: { record: RateRecord | null; trouble: ShippingProblem | null; stale: boolean };
  /** Accounts whose courier tells no rates. */
  blind: readonly ShipperAccount[];
  choice: Choice | null;
  onChoose: (choice: Choice) => void;
}

export function RatesFound({ ground, rates: { record, trouble, stale }, blind, choice, onChoose }: Props) {
  return (
    <>
      {record !== null && (
        <section className={parts.card} aria-label={texts.rates}>
          <h2>{texts.rates}</h2>
          <Trouble problem={trouble} />
          {stale && choice === null && <SideNote kind="caution">{texts.stale}</SideNote>}
          <RatesTable ground={ground} rates={record.rates} choice={choice} onChoose={onChoose} />
        </section>
      )}
      {blind.map((account) => (
        <BlindServices
          key={account.id}
          ground={ground}
          account={account}
          choice={choice}
          onChoose={onChoose}
        />
      ))}
    </>
  );
}

interface BlindProps {
  ground: Ground;
  account: ShipperAccount;
  choice: Choice | null;
  onChoose: (choice: Choice) => void;
}

/** A courier without rates can be bought from all the same: its services are known, its prices are not. */
function BlindServices({ ground, account: { id: accountId, slug }, choice, onChoose }: BlindProps) {
  const courier = ground.couriers.find((one) => one.slug === slug);
  if (courier === undefined || courier.courier_service_types.length === 0) return null;
  return (
    <section className={parts.card} aria-label={accountName(ground, accountId)}>
      <h2>{accountName(ground, accountId)}</h2>
      <p className={classes.line}>{texts.blind(courierName(ground.couriers, slug))}</p>
      {courier.courier_service_types.map(({ service_type, service_name }) => (
        <Radio
          key={service_type}
          name="rate"
          size="xs"
          label={`${service_name ?? service_type}, ${texts.noPrice}`}
          checked={choice?.accountId === accountId && choice.service_type === service_type}
          onChange={() => onChoose({ accountId, service_type })}
        />
      ))}
    </section>
  );
}
