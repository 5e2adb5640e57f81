// What can be done with an account at Shipping Order beyond what every connection can: find shipments there, and look for
// changes now. Put on the connection's card by the frame.

import { Button } from '@mantine/core';
import type { Connection } from '../../shared/domain/connection.ts';
import { useDesk } from '../state/use-desk.ts';
import { LookForChanges } from './look-for-changes.tsx';
import classes from './shipments.module.css';
import { texts } from './texts.ts';

export function ShipmentAccount({ connection }: { connection: Connection }) {
  const { navigation } = useDesk();
  return (
    <div className={classes.account}>
      <Button size="compact-xs" onClick={() => navigation.findShipments(connection.id)}>
        {texts.find.open}
      </Button>
      <LookForChanges connection={connection} />
    </div>
  );
}
