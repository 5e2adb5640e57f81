// Which systems can be connected in this version, and what the credential of each is made of.

import { PROVIDER_NAMES, type ProviderName } from '../../shared/domain/provider-name.ts';

interface CredentialPart {
  /** Its name in the contract's secret. */
  name: string;
  label: string;
}

interface AccountKind {
  provider: ProviderName;
  /** Empty where the system knows nobody by a credential. */
  credential: readonly CredentialPart[];
  /** The documented host, which another address replaces; null where the system cannot be connected yet. */
  host: string | null;
}

const connectable: Partial<Record<ProviderName, Omit<AccountKind, 'provider'>>> = {
  twinjet: {
    credential: [{ name: 'apiToken', label: 'API token' }],
    host: 'https://www.twinjet.co',
  },
  'jet-delivery': { credential: [], host: 'https://www.jetdelivery.com' },
  'orderly-hub': {
    credential: [{ name: 'apiKey', label: 'API key' }],
    host: 'https://api.orderly-hub.com',
  },
};

export const accountKinds: readonly AccountKind[] = PROVIDER_NAMES.map((provider) => ({
  provider,
  credential: connectable[provider]?.credential ?? [],
  host: connectable[provider]?.host ?? null,
}));

export function accountKind(provider: ProviderName): AccountKind {
  return accountKinds.find((kind) => kind.provider === provider) ?? { provider, credential: [], host: null };
}
