// What a courier can do at AfterShip, as far as that is known before asking. Pure.

import type { ShipperAccount, ShippingCourier } from '../../shared/contract/labels.ts';
import { texts } from './texts.ts';

type Ability = 'rates' | 'labels' | 'cancel-labels' | 'manifests' | 'pickups';

const ABILITIES: readonly Ability[] = ['rates', 'labels', 'cancel-labels', 'manifests', 'pickups'];

/** AfterShip documents pick-ups for FedEx, UPS, DHL Express and Purolator; its list of operations does not name them. */
const PICKED_UP = /^(fedex|ups|dhl|purolator)/;

/** An account that is switched off or deleted is refused as one that is not there (4140). */
export function isInUse({ status }: Pick<ShipperAccount, 'status'>): boolean {
  return status !== 'disabled' && status !== 'deleted';
}

/** False: asking would be refused (4171). Null: only asking shows. */
export function can(
  couriers: readonly ShippingCourier[],
  slug: string | undefined,
  what: Ability,
): boolean | null {
  if (slug === undefined || slug === '') return null;
  if (what === 'pickups') return PICKED_UP.test(slug);
  return couriers.find((courier) => courier.slug === slug)?.operations[`post@${what}`] ?? null;
}

/** A service as its courier calls it; its own name where that is not known. */
export function serviceName(
  couriers: readonly ShippingCourier[],
  slug: string | undefined,
  type: string | null | undefined,
): string {
  const services = couriers.find((courier) => courier.slug === slug)?.courier_service_types ?? [];
  return services.find(({ service_type }) => service_type === type)?.service_name ?? type ?? '';
}

export function courierName(couriers: readonly ShippingCourier[], slug: string | undefined): string {
  const name = couriers.find((courier) => courier.slug === slug)?.name;
  return name === undefined || name === '' ? (slug ?? '') : name;
}

/** "rates, labels; not: manifests". What is unknown is neither. */
export function abilitiesInWords(couriers: readonly ShippingCourier[], slug: string): string {
  const words = (wanted: boolean) =>
    ABILITIES.filter((what) => can(couriers, slug, what) === wanted).map(
      (what) => texts.ability[what] ?? what,
    );
  const [able, unable] = [words(true).join(', '), words(false).join(', ')];
  return [able, unable === '' ? '' : texts.cannotDo(unable)].filter((part) => part !== '').join('; ');
}
