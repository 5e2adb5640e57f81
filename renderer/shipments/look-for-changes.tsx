// "Look for changes now" of one account: asks at once what the console asks every half minute, and says when that was last
// told to its end and what it found. On the account's card and on the screen that finds shipments.

import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import type { Connection, Listing } from '../../shared/domain/connection.ts';
import { useDesk } from '../state/use-desk.ts';
import { Age } from '../ui/age.tsx';
import classes from './shipments.module.css';
import { texts } from './texts.ts';

const words = texts.find;

export function LookForChanges({ connection, onFound }: { connection: Connection; onFound?: () => void }) {
  const { actions } = useDesk();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Listing | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const known = connection.health.lastListing ?? null;
  const listing = newer(answer, known);

  async function look() {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const outcome = await actions.shipments.sync(connection.id);
    setBusy(false);
    if (!outcome.ok) return setProblem(outcome.problem.sentence);
    setAnswer(outcome.value.listing);
    if (outcome.value.ok) onFound?.();
    else setProblem(outcome.value.message ?? words.notTold);
  }

  return (
    <>
      <Button
        size="compact-xs"
        leftSection={busy && <Loader size={10} color="gray" />}
        onClick={() => void look()}
      >
        {words.look}
      </Button>
      <span className={classes.lookAnswer} role="status">
        {busy ? words.looking : problem !== null && words.lookFailed(problem)}{' '}
        {!busy && listing !== null && (
          <>
            {words.lastLook} <Age at={listing.at} /> {words.ago}: {words.lookFound(listing)}
          </>
        )}
        {!busy && listing === null && problem === null && words.neverLooked}
      </span>
    </>
  );
}

function newer(one: Listing | null, other: Listing | null): Listing | null {
  if (one === null || other === null) return one ?? other;
  return one.at >= other.at ? one : other;
}
