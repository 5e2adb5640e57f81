// What is known of the job itself: names, places, people, goods, money. A part that is not known is not drawn.

import type { ReactNode } from 'react';
import type { Address } from '../../shared/domain/address.ts';
import { formatMoney, type Money } from '../../shared/domain/money.ts';
import { PROVIDER_LABELS } from '../../shared/domain/provider-name.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { CopyId } from '../ui/copy-id.tsx';
import { FactRows } from '../ui/fact-rows.tsx';
import { Section } from '../ui/section.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { CopyButton } from './copy-button.tsx';
import classes from './job.module.css';
import { texts } from './texts.ts';
import { useJob } from './use-job.ts';

export function JobIds() {
  const { job } = useJob();
  const { requestId, jobId, externalId, trackingId } = job.externalIds;
  const isParcel = job.provider === 'aftership';
  const ids = [
    [texts.reference, job.reference],
    [texts.externalId, externalId],
    [texts.requestId, requestId],
    [isParcel ? texts.aftershipId : texts.jobId, jobId],
    [isParcel ? texts.trackingNumber : texts.trackingId, trackingId],
  ] as const;
  return (
    <FactRows
      rows={ids.map(([name, id]) => [name, id !== null && <CopyId key={name} value={id} label={name} />])}
    />
  );
}

export function JobRoute() {
  const { job } = useJob();
  // Booked here, a missing address has a meaning; booked elsewhere, nobody told us.
  const followed = job.origin === 'followed';
  if (job.provider === 'aftership') return <ParcelRoute />;
  const ends = [
    [texts.pickUp, job.pickAddress],
    [texts.deliver, job.deliverAddress],
  ] as const;
  return (
    <>
      {followed && ends.every(([, address]) => address === null) && (
        <SideNote>{texts.madeElsewhere}</SideNote>
      )}
      {ends.map(
        ([title, address]) =>
          (address !== null || !followed) && <Place key={title} title={title} address={address} />,
      )}
    </>
  );
}

/** Nobody picks a parcel up for us: there are a beginning and an end, in one line each, as far as they are told. */
function ParcelRoute() {
  const { job } = useJob();
  const ends = [
    [texts.parcelFrom, job.from],
    [texts.parcelTo, job.to],
  ] as const;
  if (job.from === null && job.to === null) return null;
  return <FactRows rows={ends} />;
}

function Place({ title, address }: { title: string; address: Address | null }) {
  return (
    <Section
      title={title}
      aside={
        address !== null && (
          <CopyButton value={linesOf(address).join('\n')} label={texts.copyAddress(title)} />
        )
      }
    >
      {address === null ? (
        <p className={classes.second}>{texts.ownLocation}</p>
      ) : (
        <>
          <address className={classes.address}>
            {linesOf(address).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </address>
          {(address.contact !== null || address.phone !== null) && (
            <p>{[address.contact, address.phone].filter(Boolean).join(', ')}</p>
          )}
          {address.instructions !== null && <p className={classes.words}>{address.instructions}</p>}
        </>
      )}
    </Section>
  );
}

/** As it would stand on an envelope. */
function linesOf(address: Address): string[] {
  const town = [address.city, [address.region, address.postalCode].filter(Boolean).join(' ')];
  return [
    address.name,
    [address.street, address.unit].filter(Boolean).join(', '),
    town.filter(Boolean).join(', '),
  ].filter((line): line is string => line !== null && line !== '');
}

/** What its system wrote to the last status, warnings in a good answer included. */
export function JobRemarks() {
  const { job } = useJob();
  if (job.remarks === null || job.remarks === '') return null;
  return (
    <Section
      title={job.provider === 'twinjet' ? texts.remarks : texts.remarksOf(PROVIDER_LABELS[job.provider].word)}
    >
      <p className={classes.words}>{job.remarks}</p>
    </Section>
  );
}

export function JobDetails() {
  const { job } = useJob();
  const now = currentTime();
  const quote = job.quote;
  const contact = [job.contactName, job.contactPhone].filter(Boolean).join(', ');
  const facts: [string, ReactNode][] = [
    [texts.price, money(job.price)],
    [texts.contact, contact],
    [texts.orderTotal, money(job.orderTotal)],
    [texts.deliveryFee, money(job.deliveryFee)],
    [texts.tip, money(job.tip)],
    [texts.payment, job.paymentMethod],
    [texts.service, job.service],
    [texts.photo, job.photoRequired && texts.photoRequired],
    [
      texts.quote,
      quote !== null &&
        [
          money(quote.price),
          quote.pickupEtaAt !== null && texts.quotePickup(clockTime(quote.pickupEtaAt, now)),
          quote.deliveryEtaAt !== null && texts.quoteDelivery(clockTime(quote.deliveryEtaAt, now)),
        ]
          .filter(Boolean)
          .join(', '),
    ],
    [texts.created, clockTime(job.createdAt, now)],
  ];
  return (
    <>
      {isTest(job.request) && <SideNote kind="caution">{texts.test}</SideNote>}
      {job.items.length > 0 && (
        <Section title={texts.items}>
          <ul className={classes.items}>
            {job.items.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
              <li key={index}>
                <b>{item.quantity} ×</b>
                <span>{item.description ?? (item.sku === null ? '' : texts.sku(item.sku))}</span>
                {item.description !== null && item.sku !== null && <small>{texts.sku(item.sku)}</small>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {job.instructions !== null && (
        <Section title={texts.instructions}>
          <p className={classes.words}>{job.instructions}</p>
        </Section>
      )}
      <Section title={texts.details}>
        <FactRows rows={facts} />
      </Section>
    </>
  );
}

function money(amount: Money | null): string | null {
  return amount === null ? null : formatMoney(amount);
}

function isTest(request: unknown): boolean {
  return typeof request === 'object' && request !== null && 'live' in request && request.live === false;
}
