// Rates that were asked for, here or elsewhere: the list, and one of them side by side. Nothing is bought from here: what
// they were asked for is not told.

import { useCallback } from 'react';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import parts from '../ui/screen-parts.module.css';
import { compareRates } from './compare-rates.ts';
import { FollowedCard } from './followed-card.tsx';
import classes from './labels.module.css';
import { ListedPart } from './listed-part.tsx';
import { RatesTable } from './rates-table.tsx';
import { momentOf, price } from './shapes.ts';
import { Status } from './status.tsx';
import { texts } from './texts.ts';
import type { Ground } from './use-ground.ts';
import { mapOutcome } from './use-making.ts';

const words = { list: texts.ratesList, none: texts.noRates, noneWhy: texts.noRatesWhy };

export function RatesAsked({ ground }: { ground: Ground }) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const ask = useCallback(
    (wanted: object, signal: AbortSignal) => actions.labels.ratesList({ connectionId, ...wanted }, signal),
    [actions, connectionId],
  );
  return (
    <ListedPart
      ask={ask}
      words={words}
      row={(record, open) => {
        const { offers, without } = compareRates(record.rates, 'price');
        const made = momentOf(record.created_at);
        return (
          <div className={`${parts.row} ${classes.row}`} data-kind="plain">
            <Status status={record.status} />
            <button type="button" className={parts.opener} onClick={open}>
              {texts.offers(offers.length)}
            </button>
            <span>{offers[0] === undefined ? '' : texts.fromPrice(price(offers[0].total_charge))}</span>
            <span className={classes.second}>
              {without.length === 0 ? '' : texts.without(without.length)}
            </span>
            <span className={classes.second}>{made === null ? '' : clockTime(made, currentTime())}</span>
          </div>
        );
      }}
      one={(id) => <Asked ground={ground} id={id} />}
    />
  );
}

function Asked({ ground, id }: { ground: Ground; id: string }) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const ask = useCallback(
    async (signal: AbortSignal | undefined) =>
      mapOutcome(await actions.labels.getRates({ connectionId, id }, signal), ({ record, ...how }) => ({
        thing: record,
        ...how,
      })),
    [actions, connectionId, id],
  );
  return (
    <FollowedCard
      ask={ask}
      note={null}
      title={({ created_at }) => {
        const made = momentOf(created_at);
        return texts.ratesOf(made === null ? id : clockTime(made, currentTime()));
      }}
    >
      {({ rates }) => <RatesTable ground={ground} rates={rates} />}
    </FollowedCard>
  );
}
