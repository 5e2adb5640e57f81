// "Which courier?": asks AfterShip whose number this may be, and puts the chosen one into the form.

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AfterShipCourier } from '../../shared/contract/aftership.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import parts from '../ui/panel-form.module.css';
import { ProblemNote } from '../ui/problem-note.tsx';
import { texts } from './texts.ts';
import classes from './trackings.module.css';

interface Props {
  connectionId: ConnectionId;
  trackingNumber: string;
  onFound: (slug: string) => void;
}

export function CourierFinder({ connectionId, trackingNumber, onFound }: Props) {
  const { actions } = useDesk();
  const [found, setFound] = useState<AfterShipCourier[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asking, setAsking] = useState(false);

  async function ask() {
    setAsking(true);
    setProblem(null);
    const outcome = await actions.parcels.detect({ connectionId, tracking_number: trackingNumber.trim() });
    setAsking(false);
    if (outcome.ok) setFound(outcome.value.couriers);
    else setProblem(outcome.problem);
  }

  return (
    <>
      <div className={classes.line}>
        <Button loading={asking} disabled={trackingNumber.trim().length < 4} onClick={() => void ask()}>
          {texts.findCourier}
        </Button>
        {found?.map(({ slug, name }) => (
          <Button key={slug} variant="subtle" onClick={() => onFound(slug)}>
            {name}
          </Button>
        ))}
        {found?.length === 0 && <span className={parts.hint}>{texts.courierUnknown}</span>}
      </div>
      {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
    </>
  );
}
