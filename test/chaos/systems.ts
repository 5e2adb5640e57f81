// The systems that chaos orders from: one entry each, with its share of the orders. Used by commands.ts.

import { aftershipLabels } from './systems/aftership-labels.ts';
import { aftershipTrackings } from './systems/aftership-trackings.ts';
import { jetDelivery } from './systems/jet-delivery.ts';
import { orderlyHub } from './systems/orderly-hub.ts';
import { shippingOrder } from './systems/shipping-order.ts';
import type { StartSystem } from './systems/system.ts';
import { twinjet } from './systems/twinjet.ts';

export const SYSTEMS: Record<string, { start: StartSystem; share: number }> = {
  TwinJet: { start: twinjet, share: 0.3 },
  'AfterShip trackings 2024-04': { start: aftershipTrackings('2024-04'), share: 0.1 },
  'AfterShip trackings 2026-07': { start: aftershipTrackings('2026-07'), share: 0.1 },
  'AfterShip labels': { start: aftershipLabels, share: 0.1 },
  'Shipping Order': { start: shippingOrder, share: 0.2 },
  'Orderly Hub': { start: orderlyHub, share: 0.1 },
  'Jet Delivery': { start: jetDelivery, share: 0.1 },
};
