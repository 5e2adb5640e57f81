// A pick-up as it is typed, and the body of POST /pickups that it becomes. Pure.

import type { PickupRequest } from '../../shared/contract/labels.ts';
import {
  type AddressDraft,
  addressOf,
  addressPath,
  MAIN_TEXTS,
  MORE_TEXTS,
  noAddress,
  numberOf,
  type SpareAddress,
} from './address-draft.ts';

export interface PickupParcelDraft {
  quantity: string;
  weight: string;
  weightUnit: string;
  service_type: string;
  width: string;
  height: string;
  depth: string;
  lengthUnit: string;
}

export interface PickupDraft {
  byParcels: boolean;
  date: string;
  fromTime: string;
  toTime: string;
  location: string;
  instructions: string;
  parcels: PickupParcelDraft[];
  ship_to: SpareAddress;
}

export const emptyPickupParcel: PickupParcelDraft = {
  quantity: '1',
  weight: '',
  weightUnit: 'kg',
  service_type: '',
  width: '',
  height: '',
  depth: '',
  lengthUnit: 'cm',
};

export const emptyPickup: PickupDraft = {
  byParcels: false,
  date: '',
  fromTime: '14:00',
  toTime: '17:00',
  location: '',
  instructions: '',
  parcels: [emptyPickupParcel],
  ship_to: noAddress,
};

/** What is picked up where; `labelIds` count only where no parcels are given. */
interface Given {
  accountId: string;
  labelIds: readonly string[];
  address: AddressDraft;
}

export function pickupRequestOf(draft: PickupDraft, { accountId, labelIds, address }: Given): PickupRequest {
  const [location, instructions] = [draft.location.trim(), draft.instructions.trim()];
  return {
    pickup_start_time: `${draft.fromTime}:00`,
    pickup_end_time: `${draft.toTime}:00`,
    pickup_from: addressOf(address),
    ...(draft.date === '' ? {} : { pickup_date: draft.date }),
    ...(location === '' ? {} : { pickup_location: location }),
    ...(instructions === '' ? {} : { pickup_instructions: instructions }),
    ...(draft.ship_to.given ? { ship_to: addressOf(draft.ship_to.address) } : {}),
    ...(draft.byParcels
      ? { shipper_account: { id: accountId }, pickup_parcels: draft.parcels.map(parcelOf) }
      : { label_ids: [...labelIds] }),
  };
}

function parcelOf(parcel: PickupParcelDraft): NonNullable<PickupRequest['pickup_parcels']>[number] {
  const { width, height, depth } = parcel;
  return {
    quantity: numberOf(parcel.quantity),
    weight: { unit: parcel.weightUnit as 'kg', value: numberOf(parcel.weight) },
    ...(parcel.service_type === '' ? {} : { service_type: parcel.service_type }),
    ...([width, height, depth].every((text) => text.trim() === '')
      ? {}
      : {
          dimension: {
            width: numberOf(width),
            height: numberOf(height),
            depth: numberOf(depth),
            unit: parcel.lengthUnit as 'cm',
          },
        }),
  };
}

/** The path of every field on the form, in its order. */
export function pickupPaths(draft: PickupDraft): string[] {
  const address = (path: string) =>
    [...MAIN_TEXTS, 'type', ...MORE_TEXTS.map(addressPath)].map((name) => `${path}.${name}`);
  const ofParcel = [
    'quantity',
    'weight.value',
    'weight.unit',
    'service_type',
    'dimension.width',
    'dimension.height',
    'dimension.depth',
    'dimension.unit',
  ];
  return [
    'shipper_account',
    ...(draft.byParcels
      ? draft.parcels.flatMap((_, index) => ofParcel.map((name) => `pickup_parcels.${index}.${name}`))
      : ['label_ids']),
    'pickup_date',
    'pickup_start_time',
    'pickup_end_time',
    'pickup_location',
    ...address('pickup_from'),
    ...(draft.ship_to.given ? address('ship_to') : []),
    'pickup_instructions',
  ];
}
