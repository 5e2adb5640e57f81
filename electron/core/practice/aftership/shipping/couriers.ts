// The couriers of the simulated shipping: what each can do, its services with their prices, its boxes and paper.

export interface SimulatedCourier {
  slug: string;
  name: string;
  operations: Record<string, boolean>;
  takesPickups: boolean;
  paperSizes: string[];
  services: {
    type: string;
    name: string;
    days: number;
    base: number;
    perKg: number;
  }[];
}

const ALL = {
  'post@labels': true,
  'post@cancel-labels': true,
  'post@rates': true,
  'post@manifests': true,
};

export function simulatedCouriers(): SimulatedCourier[] {
  return [
    {
      slug: 'fedex',
      name: 'FedEx',
      operations: { ...ALL },
      takesPickups: true,
      paperSizes: ['default', '4x6', '4x8', 'a4'],
      services: [
        { type: 'fedex_ground', name: 'FedEx Ground', days: 4, base: 8.4, perKg: 1.1 },
        { type: 'fedex_2_day', name: 'FedEx 2Day', days: 2, base: 19.6, perKg: 2.35 },
        {
          type: 'fedex_priority_overnight',
          name: 'FedEx Priority Overnight',
          days: 1,
          base: 38.2,
          perKg: 3.9,
        },
      ],
    },
    {
      slug: 'ups',
      name: 'UPS',
      operations: { ...ALL },
      takesPickups: true,
      paperSizes: ['default', '4x6', '4x8'],
      services: [
        { type: 'ups_ground', name: 'UPS Ground', days: 3, base: 9.15, perKg: 1.05 },
        { type: 'ups_next_day_air', name: 'UPS Next Day Air', days: 1, base: 41.7, perKg: 3.6 },
      ],
    },
    {
      slug: 'j-net',
      name: 'J-Net',
      operations: { ...ALL, 'post@rates': false, 'post@cancel-labels': false, 'post@manifests': false },
      takesPickups: false,
      paperSizes: ['default', 'a6'],
      services: [{ type: 'j-net_standard', name: 'J-Net Standard', days: 6, base: 5.2, perKg: 0.8 }],
    },
  ];
}
