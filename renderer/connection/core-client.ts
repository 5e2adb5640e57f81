// The core as the page sees it: every procedure of the contract, typed. Made by link.ts; used by renderer/state only.

import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client';
import type {
  ContractRouterClient,
  InferContractRouterInputs,
  InferContractRouterOutputs,
} from '@orpc/contract';
import type { contract } from '../../shared/contract/contract.ts';

export type CoreClient = ContractRouterClient<typeof contract>;
export type CoreInputs = InferContractRouterInputs<typeof contract>;
export type CoreOutputs = InferContractRouterOutputs<typeof contract>;

export function createCoreClient(link: ClientLink<ClientContext>): CoreClient {
  return createORPCClient<CoreClient>(link);
}
