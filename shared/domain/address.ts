// An address as the console shows it, whatever the provider calls its fields; and a place on the map.

/** Degrees. Everywhere but inside GeoJSON, where the order is [lng, lat]. */
export interface LatLng {
  lat: number;
  lng: number;
}

export interface Address {
  /** Company or recipient ("line 1"). */
  name: string | null;
  street: string;
  /** Floor, suite, apartment, unit. */
  unit: string | null;
  city: string;
  region: string;
  postalCode: string;
  contact: string | null;
  phone: string | null;
  instructions: string | null;
  /** Where the provider says it is, when a quote told. */
  position: LatLng | null;
}

/** One line for the board: "Important Office Building, 560 Mission St, San Francisco". */
export function addressLine(address: Address): string {
  return [address.name, address.street, address.city]
    .filter((part) => part !== null && part !== '')
    .join(', ');
}

/** Whether both stand for the same building, whoever opens the door. */
export function samePlace(a: Address, b: Address): boolean {
  const place = ({ street, city, region, postalCode }: Address) =>
    [street, city, region, postalCode].map((part) => part.trim().toLowerCase()).join('\n');
  return place(a) === place(b);
}
