// Which of the things that AfterShip lists is the one whose answer got lost? Pure; called by labels-service.ts. It errs
// towards "not this one": a person decides then, while a wrong match would leave a parcel without its label.

import type {
  Attempt,
  Label,
  LabelRequest,
  Manifest,
  ManifestRequest,
  NewShipperAccount,
  Pickup,
  PickupRequest,
  ShipperAccount,
} from '../../../shared/contract/labels.ts';

/** How much earlier than our request a thing may seem to be made and still be ours: clocks differ. */
const CLOCK_SKEW_MS = 2 * 60_000;

/** From when on a list must be read to contain it, ISO 8601. */
export function listedSince({ sentAt }: Pick<Attempt, 'sentAt'>): string {
  return new Date(sentAt - CLOCK_SKEW_MS).toISOString();
}

/** The request as it leaves: with the mark among its references, and as order number where it has none. */
export function markedLabel(request: LabelRequest, mark: string): LabelRequest {
  return {
    ...request,
    references: [...(request.references ?? []), mark],
    order_number: request.order_number || mark,
  };
}

export function isThisLabel(attempt: Attempt, label: Label): boolean {
  const { mark } = attempt;
  return mark !== null && (label.references.includes(mark) || label.order_number === mark);
}

export function isThisManifest(attempt: Attempt, manifest: Manifest): boolean {
  const { shipper_account, label_ids = [] } = attempt.request as ManifestRequest;
  if (!isFromThen(attempt, manifest) || manifest.shipper_account?.id !== shipper_account.id) return false;
  const there = new Set(manifest.labels.map(({ id }) => id));
  return label_ids.every((id) => there.has(id));
}

export function isThisPickup(attempt: Attempt, pickup: Pickup): boolean {
  const wanted = attempt.request as PickupRequest;
  const street = (address: unknown) => (address as { street1?: unknown } | null | undefined)?.street1;
  return (
    isFromThen(attempt, pickup) &&
    pickup.pickup_start_time === wanted.pickup_start_time &&
    pickup.pickup_end_time === wanted.pickup_end_time &&
    (wanted.pickup_date === undefined || pickup.pickup_date === wanted.pickup_date) &&
    street(pickup.pickup_from) === wanted.pickup_from.street1 &&
    (wanted.label_ids ?? []).every((id) => pickup.label_ids.includes(id)) &&
    (wanted.shipper_account === undefined || pickup.shipper_account?.id === wanted.shipper_account.id)
  );
}

export function isThisAccount(attempt: Attempt, account: ShipperAccount): boolean {
  const { slug, description } = attempt.request as Pick<NewShipperAccount, 'slug' | 'description'>;
  return isFromThen(attempt, account) && account.slug === slug && account.description === description;
}

/** Without a date it may be. */
function isFromThen({ sentAt }: Attempt, { created_at }: { created_at?: string | undefined }): boolean {
  return !(Date.parse(created_at ?? '') < sentAt - CLOCK_SKEW_MS);
}
