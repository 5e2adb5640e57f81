// Cancellations of labels and of pick-ups: how each stands, and whether money came back. Made where the label or the
// pick-up is shown.

import { Button, SegmentedControl } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { CancelLabel, CancelPickup } from '../../shared/contract/labels.ts';
import type { Outcome } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { CopyId } from '../ui/copy-id.tsx';
import parts from '../ui/screen-parts.module.css';
import { Facts } from './facts.tsx';
import { FollowedCard } from './followed-card.tsx';
import classes from './labels.module.css';
import { ListedPart } from './listed-part.tsx';
import { momentOf } from './shapes.ts';
import { Status } from './status.tsx';
import { texts } from './texts.ts';
import type { Told } from './use-followed.ts';
import type { Ground } from './use-ground.ts';
import { mapOutcome } from './use-making.ts';
import type { Page } from './use-pages.ts';

interface Props {
  ground: Ground;
  onOpenLabel: (id: string) => void;
}

type Of = 'labels' | 'pickups';
type Cancellation = CancelLabel & CancelPickup;

const words = {
  labels: { list: texts.cancelledLabels, none: texts.noCancellations, noneWhy: texts.noCancelledLabelsWhy },
  pickups: {
    list: texts.cancelledPickups,
    none: texts.noCancellations,
    noneWhy: texts.noCancelledPickupsWhy,
  },
};

export function Cancellations({ ground, onOpenLabel }: Props) {
  const [of, setOf] = useState<Of>('labels');
  return (
    <div className={parts.stack}>
      <div>
        <SegmentedControl
          aria-label={texts.cancellationsOf}
          value={of}
          data={(['labels', 'pickups'] as const).map((value) => ({ value, label: texts.parts[value] }))}
          onChange={(value) => setOf(value as Of)}
        />
      </div>
      <Listed key={of} of={of} ground={ground} onOpenLabel={onOpenLabel} />
    </div>
  );
}

/** What is cancelled, by its id: AfterShip tells no more of it. */
function cancelledId({ label, pickup, id }: Cancellation): string {
  return label?.id ?? pickup?.id ?? id;
}

function Listed({ of, ground: { connectionId }, onOpenLabel }: Props & { of: Of }) {
  const { actions } = useDesk();
  const ask = useCallback(
    (wanted: object, signal: AbortSignal): Promise<Outcome<Page<Cancellation>>> => {
      const input = { connectionId, ...wanted };
      return of === 'labels'
        ? actions.labels.cancelledLabels(input, signal)
        : actions.labels.cancelledPickups(input, signal);
    },
    [actions, connectionId, of],
  );
  const askOne = useCallback(
    async (id: string, signal: AbortSignal | undefined) => {
      const outcome =
        of === 'labels'
          ? await actions.labels.cancelledLabel({ connectionId, id }, signal)
          : await actions.labels.cancelledPickup({ connectionId, id }, signal);
      return mapOutcome(outcome, ({ cancellation, ...how }) => ({
        thing: cancellation as Cancellation,
        ...how,
      }));
    },
    [actions, connectionId, of],
  );
  return (
    <ListedPart
      ask={ask}
      words={words[of]}
      row={(one, open) => {
        const made = momentOf(one.created_at);
        return (
          <div className={`${parts.row} ${classes.row}`} data-kind="plain">
            <Status status={one.status} />
            <button type="button" className={parts.opener} onClick={open}>
              {cancelledId(one)}
            </button>
            <span className={classes.second}>{one.refund_status ? texts.refund(one.refund_status) : ''}</span>
            <span />
            <span className={classes.second}>{made === null ? '' : clockTime(made, currentTime())}</span>
          </div>
        );
      }}
      one={(id) => <One ask={askOne} id={id} of={of} onOpenLabel={onOpenLabel} />}
    />
  );
}

interface OneProps {
  ask: (id: string, signal: AbortSignal | undefined) => Promise<Outcome<Told<Cancellation>>>;
  id: string;
  of: Of;
  onOpenLabel: (id: string) => void;
}

function One({ ask, id, of, onOpenLabel }: OneProps) {
  const askThis = useCallback((signal: AbortSignal | undefined) => ask(id, signal), [ask, id]);
  return (
    <FollowedCard ask={askThis} note={null} title={(one) => texts.cancellation(cancelledId(one))}>
      {(one) => (
        <>
          <Facts
            facts={[
              [
                of === 'labels' ? (texts.slots.label ?? '') : texts.pickupOne,
                <CopyId key="of" value={cancelledId(one)} label={texts.facts.id} />,
              ],
              ...(of === 'labels' ? ([[texts.facts.refund, one.refund_status ?? '']] as const) : []),
            ]}
          />
          {of === 'labels' && one.label && (
            <div>
              <Button onClick={() => onOpenLabel(cancelledId(one))}>{texts.openLabel}</Button>
            </div>
          )}
        </>
      )}
    </FollowedCard>
  );
}
