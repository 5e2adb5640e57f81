// Which systems can be connected in this version, and what the credential of each is made of.

import { PROVIDER_NAMES, type ProviderName } from '../../shared/domain/provider-name.ts';
import { texts } from './texts.ts';

interface CredentialPart {
  /** Its name in the contract's secret. */
  name: string;
  label: string;
}

/** An option of the connection; left empty, the system's own choice holds. */
export interface OptionPart {
  /** Its name in the contract's options. */
  name: string;
  label: string;
  hint: string;
  /** To choose from, the first by default; without them it is a line of text. */
  choices?: readonly { value: string; label: string }[];
}

interface AccountKind {
  provider: ProviderName;
  connectable: boolean;
  /** Empty where the system knows nobody by a credential. */
  credential: readonly CredentialPart[];
  /** The documented host, which another address replaces; null where none is public and one has to be typed. */
  host: string | null;
  options: readonly OptionPart[];
  /** Its keys may ask for signed requests. */
  signs: boolean;
}

type Known = Pick<AccountKind, 'credential' | 'host'> & Partial<Pick<AccountKind, 'options' | 'signs'>>;

const known: Partial<Record<ProviderName, Known>> = {
  twinjet: {
    credential: [{ name: 'apiToken', label: 'API token' }],
    host: 'https://www.twinjet.co',
  },
  aftership: {
    credential: [{ name: 'apiKey', label: 'API key' }],
    host: 'https://api.aftership.com',
    signs: true,
    options: [
      {
        name: 'trackingVersion',
        label: texts.trackingVersion,
        hint: texts.trackingVersionHint,
        choices: texts.trackingVersions,
      },
      { name: 'shippingBaseUrl', label: texts.shippingAddress, hint: texts.shippingAddressHint },
    ],
  },
  'jet-delivery': { credential: [], host: 'https://www.jetdelivery.com' },
  'orderly-hub': {
    credential: [{ name: 'apiKey', label: 'API key' }],
    host: 'https://api.orderly-hub.com',
  },
  'shipping-order': {
    credential: [
      { name: 'clientId', label: 'Client id' },
      { name: 'clientSecret', label: 'Client secret' },
    ],
    host: null,
    options: [{ name: 'tokenUrl', label: texts.tokenAddress, hint: texts.tokenAddressHint }],
  },
};

export const accountKinds: readonly AccountKind[] = PROVIDER_NAMES.map((provider) => ({
  provider,
  connectable: known[provider] !== undefined,
  credential: known[provider]?.credential ?? [],
  host: known[provider]?.host ?? null,
  options: known[provider]?.options ?? [],
  signs: known[provider]?.signs ?? false,
}));

export function accountKind(provider: ProviderName): AccountKind {
  const found = accountKinds.find((kind) => kind.provider === provider);
  return found ?? { provider, connectable: false, credential: [], host: null, options: [], signs: false };
}
