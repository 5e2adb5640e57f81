// Who carries a simulated shipment, and what becomes of it step by step. Used by shipping-office.ts. Pure.

const MINUTE = 60_000;
export const PROVIDERS = [
  { name: 'UPS', service: 'ground', fee: 10.33, deliversInMs: 90 * MINUTE },
  { name: 'DoorDash', service: 'delivery', fee: 7.5, deliversInMs: 45 * MINUTE },
  { name: 'Uber Direct', service: 'delivery', fee: 8.25, deliversInMs: 50 * MINUTE },
  { name: 'Roadie', service: 'same-day', fee: 12.9, deliversInMs: 180 * MINUTE },
] as const;
export const DRIVERS = ['Dana Driver', 'Miguel Santos', 'Priya Rao', 'Tom Becker'];

/** What a provider notes on entering a status. */
export const NOTES: Readonly<Record<string, string>> = {
  ORDER_DELAYED: 'Heavy traffic on the way.',
  ORDER_UNDELIVERABLE: 'Nobody there to take it.',
  ERROR_EXCEPTION: 'The package was damaged.',
  ORDER_FAILED: 'PLACE_ORDER_FAILED: the provider withdrew.',
  ORDER_UNASSIGNED: 'The driver is no longer available.',
  ORDER_REDELIVERY: 'Nobody there; another attempt today.',
};

/** The statuses after it was dispatched, in order. */
export function wayOf(fates: ReadonlySet<string>): string[] {
  const begin = ['ORDER_ASSIGNED', 'PICKUP_STARTED', 'PICKUP_COMPLETED', 'IN_TRANSIT'];
  if (fates.has('unassigned'))
    return ['ORDER_ASSIGNED', 'ORDER_UNASSIGNED', ...begin, 'OUT_FOR_DELIVERY', 'ORDER_DELIVERED'];
  if (fates.has('delayed')) return [...begin, 'ORDER_DELAYED'];
  if (fates.has('undeliverable')) return [...begin, 'OUT_FOR_DELIVERY', 'ORDER_UNDELIVERABLE'];
  if (fates.has('exception')) return [...begin, 'ERROR_EXCEPTION'];
  if (fates.has('redelivery'))
    return [...begin, 'OUT_FOR_DELIVERY', 'ORDER_REDELIVERY', 'OUT_FOR_DELIVERY', 'ORDER_DELIVERED'];
  if (fates.has('at-location')) return [...begin, 'ORDER_AT_LOCATION'];
  return [...begin, 'OUT_FOR_DELIVERY', 'ORDER_DELIVERED'];
}
