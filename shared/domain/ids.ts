// Branded ids: a job's id cannot be passed where a connection's is wanted.
// All are strings that the console made itself; providers' own ids live in ExternalIds.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type JobId = Branded<'job'>;
export type ConnectionId = Branded<'connection'>;
export type CommandId = Branded<'command'>;
export type CourierId = Branded<'courier'>;
export type ZoneId = Branded<'zone'>;
export type QuoteId = Branded<'quote'>;
export type OnboardingId = Branded<'onboarding'>;
