// Rates side by side: what each costs and when it arrives, what each account said instead of an offer.

import { Radio, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Rate } from '../../shared/contract/labels.ts';
import parts from '../ui/screen-parts.module.css';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { compareRates, type RateOrder } from './compare-rates.ts';
import type { Choice } from './draft.ts';
import classes from './labels.module.css';
import { day, price } from './shapes.ts';
import { texts } from './texts.ts';
import { accountName, type Ground } from './use-ground.ts';

interface Props {
  ground: Ground;
  rates: readonly Rate[];
  choice?: Choice | null;
  /** Absent where they are only looked at. */
  onChoose?: (choice: Choice) => void;
}

export function RatesTable({ ground, rates, choice = null, onChoose }: Props) {
  const [order, setOrder] = useState<RateOrder>('price');
  const { offers, without, cheapest, fastest } = compareRates(rates, order);
  const account = ({ shipper_account: { id, description } }: Rate) => description ?? accountName(ground, id);
  return (
    <div className={parts.stack}>
      {offers.length > 1 && (
        <div>
          <SegmentedControl
            aria-label={texts.order}
            value={order}
            data={(['price', 'delivery'] as const).map((value) => ({ value, label: texts.orders[value] }))}
            onChange={(value) => setOrder(value as RateOrder)}
          />
        </div>
      )}
      {offers.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.compared} aria-label={texts.rates}>
            <thead>
              <tr>
                {onChoose !== undefined && <td />}
                <th scope="col">{texts.head.service}</th>
                <th scope="col">{texts.head.account}</th>
                <th scope="col">{texts.head.delivery}</th>
                <th scope="col">{texts.head.transit}</th>
                <th scope="col" data-number>
                  {texts.head.price}
                </th>
              </tr>
            </thead>
            <tbody>
              {offers.map((rate) => {
                const service = rate.service_name ?? rate.service_type ?? '';
                const isChosen =
                  choice !== null &&
                  choice.accountId === rate.shipper_account.id &&
                  choice.service_type === rate.service_type;
                return (
                  <tr
                    key={`${rate.shipper_account.id} ${rate.service_type}`}
                    data-chosen={isChosen || undefined}
                  >
                    {onChoose !== undefined && (
                      <td>
                        <Radio
                          name="rate"
                          size="xs"
                          aria-label={texts.pickRate(`${service}, ${account(rate)}`)}
                          checked={isChosen}
                          onChange={() =>
                            onChoose({
                              accountId: rate.shipper_account.id,
                              service_type: rate.service_type ?? '',
                            })
                          }
                        />
                      </td>
                    )}
                    <td>
                      {service}
                      {rate.info_message ? <p className={classes.second}>{rate.info_message}</p> : null}
                    </td>
                    <td>{account(rate)}</td>
                    <td>
                      {day(rate.delivery_date) ?? texts.nothing}{' '}
                      {rate === fastest && <span className={classes.tag}>{texts.fastest}</span>}
                    </td>
                    <td>{rate.transit_time == null ? texts.nothing : texts.days(rate.transit_time)}</td>
                    <td data-number>
                      {rate === cheapest && <span className={classes.tag}>{texts.cheapest}</span>}{' '}
                      <strong>{price(rate.total_charge) ?? texts.noPrice}</strong>
                      <Charges rate={rate} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {offers.length === 0 && without.length > 0 && <p className={classes.line}>{texts.noOffers}</p>}
      {without.map((rate, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an account may say several things without a service
        <p key={`${rate.shipper_account.id} ${place}`} className={classes.with}>
          <SeverityMark severity="caution" />
          <span>
            {texts.noOffer(account(rate))}: {rate.error_message || texts.noWords}
          </span>
        </p>
      ))}
    </div>
  );
}

function Charges({ rate: { detailed_charges } }: { rate: Rate }) {
  if (!detailed_charges || detailed_charges.length < 2) return null;
  return (
    <details className={parts.raw}>
      <summary>{texts.charges}</summary>
      {detailed_charges.map(({ type, charge }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two charges may have the same name
        <p key={place} className={classes.second}>
          {(type ?? '').replaceAll('_', ' ')} {price(charge) ?? texts.nothing}
        </p>
      ))}
    </details>
  );
}
