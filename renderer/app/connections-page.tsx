// The connections, each card with what its system alone can do. The cards get it from the frame, since no feature knows
// another.

import { Suspense } from 'react';
import { ConnectionsScreen, ShipmentAccount } from './slots.tsx';

export function ConnectionsPage() {
  return (
    <ConnectionsScreen
      providerPart={(connection) =>
        connection.provider === 'shipping-order' ? (
          <Suspense>
            <ShipmentAccount connection={connection} />
          </Suspense>
        ) : null
      }
    />
  );
}
