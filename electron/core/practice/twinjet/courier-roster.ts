// The twelve couriers of the simulated company and where each of them waits for the first job.
// Used by courier-company.ts. All names are made up; Billy Bikeracer is the one in TwinJet's own documentation.

import { BikeCourier } from './bike-courier.ts';
import type { Courier } from './simulated-job.ts';

const roster: readonly (readonly [badge: string, user: string, lat: number, lng: number])[] = [
  ['411 Billy Bikeracer', 'billybiker', 37.7843, -122.4154],
  ['207 Rosa Quintero', 'rosaq', 37.7892, -122.4013],
  ['118 Dell Okafor', 'dokafor', 37.7764, -122.4178],
  ['332 Mina Sato', 'minasato', 37.765, -122.4197],
  ['215 Theo Lindqvist', 'theol', 37.7952, -122.394],
  ['164 Priya Raman', 'praman', 37.7522, -122.4184],
  ['289 Gus Halloran', 'gushalloran', 37.7669, -122.3888],
  ['303 Ines Moreau', 'inesm', 37.7979, -122.4067],
  ['176 Kofi Mensah', 'kofimensah', 37.7712, -122.4371],
  ['345 Wren Castellano', 'wrenc', 37.7776, -122.4068],
  ['252 Jo Petrakis', 'jopetrakis', 37.7843, -122.4331],
  ['390 Anselm Dube', 'anselmd', 37.7626, -122.4353],
];

export function createCouriers(): Courier[] {
  return roster.map(([badge, user, lat, lng]) => new BikeCourier(badge, user, { lat, lng }));
}
