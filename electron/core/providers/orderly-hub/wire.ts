// Orderly Hub's answers as they come, read tolerantly: unknown carriers, statuses and fields stay as they are, a field
// that is missing is absent. Called by orderly-hub-provider.ts. Whatever stands for a credential leaves here as a mask.

import { z } from 'zod';
import type { CarrierAccount, MfaOptions } from '../../../../shared/contract/carrier-accounts.ts';
import { isMask } from '../../../../shared/domain/carrier-account.ts';
import { plainJson, plainText } from '../../../../shared/domain/plain-text.ts';
import { redactJson } from '../../http/redact.ts';

/** A read answer, or the field without which it is of no use. */
export type Read<Value> = { ok: true; value: Value } | { ok: false; field: string };

const MASK = '********';

const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const nullableText = z.string().transform(plainText).nullable().catch(null).default(null);
const count = z.coerce.number().int().min(0).optional().catch(undefined);

const accountSchema = z.looseObject({
  id: z.string().min(1),
  organizationId: text,
  name: text,
  carrier: text,
  credentials: z.record(z.string(), z.unknown()).optional().catch(undefined),
  supportsRating: flag,
  supportsPickup: flag,
  supportsLabels: flag,
  status: text,
  isTest: flag,
  metadata: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  createdAt: text,
  updatedAt: text,
});

const mfaSchema = z.object({
  mfaRequired: z.boolean().catch(true).default(true),
  email: nullableText,
  phoneNumber: nullableText,
  options: z
    .object({
      invoice: nullableText,
      secureCode: z.array(z.string().transform(plainText)).catch([]).default([]),
    })
    .catch({ invoice: null, secureCode: [] })
    .default({ invoice: null, secureCode: [] }),
});

function readAccount(json: unknown): Read<CarrierAccount> {
  const read = accountSchema.safeParse(plainJson(json));
  if (!read.success) return { ok: false, field: 'data.id' };
  const { id, organizationId, name, carrier, credentials, status, isTest, metadata, ...rest } = read.data;
  const { supportsRating, supportsPickup, supportsLabels, createdAt, updatedAt, ...unknown } = rest;
  const known = {
    organizationId,
    supportsRating,
    supportsPickup,
    supportsLabels,
    isTest,
    createdAt,
    updatedAt,
  };
  return {
    ok: true,
    value: {
      ...(redactJson(unknown, []) as object),
      ...(Object.fromEntries(
        Object.entries(known).filter(([, value]) => value !== undefined),
      ) as Partial<CarrierAccount>),
      id,
      name: name ?? id,
      carrier: carrier ?? '',
      status: status ?? '',
      credentials: Object.fromEntries(
        Object.entries(credentials ?? {}).map(([key, value]) => [key, isMask(value) ? String(value) : MASK]),
      ),
      metadata: metadata ?? {},
    },
  };
}

/** `{data: {…}}` of get, create and update. */
export function readOne(json: unknown): Read<CarrierAccount> {
  return readAccount((json as { data?: unknown } | null | undefined)?.data);
}

export interface AccountPage {
  data: CarrierAccount[];
  pagination: { page: number; limit: number; total: number; totalPages: number; hasMore: boolean };
  /** Items that could not be read; their neighbours are kept. */
  unreadable: number;
}

/** `{data: […], pagination}`. Without pagination the answer counts as the whole. */
export function readPage(json: unknown): Read<AccountPage> {
  const listed = z
    .object({
      data: z.array(z.unknown()),
      pagination: z
        .object({ page: count, limit: count, total: count, totalPages: count, hasMore: flag })
        .nullish()
        .catch(undefined),
    })
    .safeParse(json);
  if (!listed.success) return { ok: false, field: 'data' };
  const read = listed.data.data.map(readAccount);
  const data = read.flatMap((account) => (account.ok ? [account.value] : []));
  const { page = 1, limit = 20, total = read.length, totalPages, hasMore } = listed.data.pagination ?? {};
  const pages = totalPages ?? Math.max(1, Math.ceil(total / Math.max(1, limit)));
  return {
    ok: true,
    value: {
      data,
      pagination: { page, limit, total, totalPages: pages, hasMore: hasMore ?? page < pages },
      unreadable: read.length - data.length,
    },
  };
}

/** `{valid, error}`, not wrapped. */
export function readTest(json: unknown): Read<{ valid: boolean; error: string | null }> {
  const read = z.object({ valid: z.boolean(), error: nullableText }).safeParse(json);
  return read.success ? { ok: true, value: read.data } : { ok: false, field: 'valid' };
}

/** `{verified}` or `{verified: false, error}`. */
export function readVerified(json: unknown): Read<{ verified: boolean; error: string | null }> {
  const read = z.object({ verified: z.boolean(), error: nullableText }).safeParse(json);
  return read.success ? { ok: true, value: read.data } : { ok: false, field: 'verified' };
}

/** `{success, message}` of request-pin, `{success}` of delete. */
export function readSuccess(json: unknown): Read<{ success: boolean; message: string | null }> {
  const read = z.object({ success: z.boolean(), message: nullableText }).safeParse(json);
  return read.success ? { ok: true, value: read.data } : { ok: false, field: 'success' };
}

export interface Registered {
  accountId: string;
  mfaOptions: MfaOptions;
  testModeBypass: boolean;
}

/** Answer of register, not wrapped. Without `mfaOptions` a proof counts as required, by no way that is known. */
export function readRegistered(json: unknown): Read<Registered> {
  const read = z
    .object({
      accountId: z.string().min(1),
      mfaOptions: z.unknown(),
      testModeBypass: z.boolean().catch(false).default(false),
    })
    .safeParse(json);
  if (!read.success) return { ok: false, field: 'accountId' };
  const { accountId, mfaOptions, testModeBypass } = read.data;
  const mfa = mfaSchema.safeParse(mfaOptions ?? {});
  return {
    ok: true,
    value: { accountId, mfaOptions: mfa.success ? mfa.data : mfaSchema.parse({}), testModeBypass },
  };
}
