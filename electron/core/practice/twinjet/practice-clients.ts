// The three made-up companies whose jobs fill the practice workspace. Used by the practice workspace and by tests.
// The tokens open nothing but a simulator. Each company has four couriers of its own: TwinJet tells a courier once for
// every client, so one who rode for two would stand on the map twice.

import type { SimulatedClient } from './simulated-job.ts';

export const practiceClients: readonly SimulatedClient[] = [
  {
    token: 'practice-token-catering',
    name: 'Tulip & Rye Catering',
    address: {
      address_name: 'Tulip & Rye Catering',
      street_address: '600 Guerrero Street',
      city: 'San Francisco',
      state: 'CA',
      zip_code: '94110',
      contact: 'Kitchen counter',
    },
    contactName: 'Nora Haddad',
    contactPhone: '4155550131',
    trade: 'catering',
    team: ['billybiker', 'minasato', 'praman', 'kofimensah'],
  },
  {
    token: 'practice-token-laboratory',
    name: 'Bayside Diagnostics',
    address: {
      address_name: 'Bayside Diagnostics',
      street_address: '1825 4th Street',
      floor: 'Level 2, specimen window',
      city: 'San Francisco',
      state: 'CA',
      zip_code: '94158',
      contact: 'Specimen desk',
    },
    contactName: 'Ravi Menon',
    contactPhone: '4155550142',
    trade: 'laboratory',
    area: ['City'],
    team: ['gushalloran', 'theol', 'jopetrakis', 'anselmd'],
  },
  {
    token: 'practice-token-printing',
    name: 'Harrison Press',
    address: {
      address_name: 'Harrison Press',
      street_address: '1045 Folsom Street',
      city: 'San Francisco',
      state: 'CA',
      zip_code: '94103',
      contact: 'Counter',
    },
    contactName: 'Lena Brandt',
    contactPhone: '4155550153',
    trade: 'printing',
    area: ['Inner city'],
    team: ['wrenc', 'rosaq', 'dokafor', 'inesm'],
  },
];
