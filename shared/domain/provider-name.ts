// The five systems by name, and the two letters and the word by which the page shows them (never a hue).

export const PROVIDER_NAMES = [
  'twinjet',
  'aftership',
  'shipping-order',
  'orderly-hub',
  'jet-delivery',
] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

export const PROVIDER_LABELS: Record<ProviderName, { letters: string; word: string }> = {
  twinjet: { letters: 'TJ', word: 'TwinJet' },
  aftership: { letters: 'AS', word: 'AfterShip' },
  'shipping-order': { letters: 'SO', word: 'Shipping Order' },
  'orderly-hub': { letters: 'OH', word: 'Orderly Hub' },
  'jet-delivery': { letters: 'JD', word: 'Jet Delivery' },
};
