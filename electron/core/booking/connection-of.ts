// The connection that a booking is for, as one of its own system. Used by the bookings.

import type { Connection } from '../../../shared/domain/connection.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { PROVIDER_LABELS, type ProviderName } from '../../../shared/domain/provider-name.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import { invalid } from '../refusal.ts';

/** NOT_FOUND, or INVALID where it belongs to another system. */
export function connectionOf(
  connections: Pick<ConnectionService, 'get'>,
  id: ConnectionId,
  provider: ProviderName,
): Pick<Connection, 'id' | 'provider' | 'label'> {
  const connection = connections.get(id);
  if (connection.provider === provider) return connection;
  const { word } = PROVIDER_LABELS[provider];
  throw invalid([
    { field: 'connectionId', message: `${connection.label} is no ${word} connection. Choose one that is.` },
  ]);
}
