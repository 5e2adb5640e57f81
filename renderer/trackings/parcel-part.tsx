// What AfterShip tells of a parcel, in the job panel: tag and subtag, courier, dates, contacts; its checkpoints in another
// language, and the last one asked for anew. Put there by the frame; read from what is kept, without a request.

import { type ReactNode, useEffect, useState } from 'react';
import type { AfterShipTracking } from '../../shared/contract/aftership.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { type FactRow, FactRows } from '../ui/fact-rows.tsx';
import parts from '../ui/panel-form.module.css';
import { Section } from '../ui/section.tsx';
import { CheckpointsTranslated } from './checkpoints-translated.tsx';
import { LastCheckpoint } from './last-checkpoint.tsx';
import { texts } from './texts.ts';

export function ParcelPart() {
  const { actions } = useDesk();
  const job = useDeskStore('job', (state) => state.detail?.job);
  const [known, setKnown] = useState<AfterShipTracking | null>(null);
  const [failed, setFailed] = useState(false);
  const [id, revision] = [job?.id, job?.revision];

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is what makes it worth asking again
  useEffect(() => {
    if (id === undefined) return;
    const asking = new AbortController();
    void actions.parcels.known(id, asking.signal).then((outcome) => {
      if (asking.signal.aborted) return;
      if (outcome.ok) setKnown(outcome.value);
      setFailed(!outcome.ok);
    });
    return () => asking.abort();
  }, [actions, id, revision]);

  if (job === undefined) return null;
  const isThere = job.externalIds.jobId !== null && job.status !== 'cancelled';
  return (
    <Section title={texts.part}>
      {known === null ? (
        <p className={parts.hint}>{failed ? texts.unknownNow : texts.notYet}</p>
      ) : (
        <Facts tracking={known} />
      )}
      {isThere && <LastCheckpoint jobId={job.id} />}
      {isThere && known !== null && known.checkpoints.length > 0 && <CheckpointsTranslated jobId={job.id} />}
    </Section>
  );
}

function Facts({ tracking }: { tracking: AfterShipTracking }) {
  const told = [tracking.customer_name, ...tracking.smses, ...tracking.emails].filter(Boolean).join(', ');
  const facts: FactRow[] = [
    [
      texts.tag,
      tracking.tag === null ? null : texts.tagLine(tracking.tag, tracking.subtag_message, tracking.subtag),
    ],
    [texts.courier, tracking.slug],
    [texts.titleFact, tracking.title],
    [texts.fields.order_number, tracking.order_number],
    [texts.orderLink, linkTo(texts.orderLink, tracking.order_id_path)],
    [texts.promisedFact, tracking.order_promised_delivery_date],
    ...tracking.estimates.map(({ by, date, min, max, confidence }): FactRow => {
      const day = date ?? [min, max].filter(Boolean).join(' – ');
      return [texts.estimate(by), confidence === null ? day : `${day}, ${confidence}`];
    }),
    [
      texts.followed,
      tracking.active === null
        ? null
        : tracking.active
          ? texts.followedYes(tracking.tracked_count)
          : texts.followedNo,
    ],
    [texts.transit, tracking.transit_time === null ? null : texts.days(tracking.transit_time)],
    [texts.signed, tracking.signed_by],
    [
      texts.attempts,
      tracking.failed_delivery_attempts === null || tracking.failed_delivery_attempts === 0
        ? null
        : String(tracking.failed_delivery_attempts),
    ],
    [texts.returning, tracking.return_to_sender === true ? texts.returningYes : null],
    [texts.told, told],
    [texts.fields.language, tracking.language],
    [texts.fields.delivery_type, deliveryType(tracking.delivery_type)],
    [texts.fields.pickup_location, tracking.pickup_location],
    [texts.fields.pickup_note, tracking.pickup_note],
    [texts.noteFact, tracking.note],
    [texts.tagsFact, tracking.shipment_tags.join(', ')],
    ...Object.entries(tracking.custom_fields),
    [texts.link, linkTo(texts.link, tracking.courier_tracking_link)],
  ];
  return <FactRows rows={facts} />;
}

/** What is no web address is shown as it came. */
function linkTo(what: string, address: string | null): ReactNode {
  if (address === null || !/^https?:\/\//.test(address)) return address;
  return (
    <a
      href={address}
      target="_blank"
      rel="noreferrer"
      title={address}
      aria-label={`${texts.openLink}: ${what}`}
    >
      {texts.openLink}
    </a>
  );
}

function deliveryType(told: string | null): string | null {
  return texts.deliveryTypes.find(({ value }) => value === told)?.label ?? told;
}
