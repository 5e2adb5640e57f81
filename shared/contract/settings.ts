// Section `settings`: what a person may decide, with the defaults. Kept per workspace.

import { z } from 'zod';
import { procedure } from './procedure.ts';

const minutes = (low: number, high: number) =>
  z
    .number()
    .int()
    .min(low * 60_000)
    .max(high * 60_000);

export const settingsSchema = z.object({
  polling: z.object({
    paused: z.boolean(),
    /** Requests a second for each connection, all kinds together. */
    requestsPerSecond: z.number().min(0.1).max(50),
  }),
  ageing: z.object({
    /** A courier's position older than this is stale; three times this, lost. */
    courierStaleMs: minutes(1, 120),
    /** News of an open job older than this is marked as old. */
    newsStaleMs: minutes(1, 240),
    quoteStaleMs: minutes(1, 240),
  }),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'normal', 'roomy']),
  tiles: z.object({
    enabled: z.boolean(),
    /** https address with {z}, {x}, {y}. */
    url: z
      .string()
      .max(500)
      .refine(
        (url) => ['{z}', '{x}', '{y}'].every((part) => url.includes(part)),
        'The address needs {z}, {x} and {y} in it.',
      ),
    attribution: z.string().max(300),
    maxMegabytes: z.number().int().min(10).max(10_000),
  }),
  keeping: z.object({
    /** Closed jobs older than this are removed. */
    jobDays: z.number().int().min(7).max(3650),
    positionDays: z.number().int().min(1).max(365),
  }),
  /** `us` asks for a two-letter state and a five-digit zip; `relaxed` lets Canadian clients through. */
  addressRules: z.enum(['us', 'relaxed']),
  /** ISO 4217 of amounts that a provider states without a currency. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'Write a currency as three capital letters.'),
  closeToTray: z.boolean(),
  /** The person has been told once that closing hides to the tray. */
  closeToTrayTold: z.boolean(),
  notifications: z.object({
    enabled: z.boolean(),
    late: z.boolean(),
    failed: z.boolean(),
    courierLost: z.boolean(),
  }),
  /** How the page was left (columns, widths, views, split): the page's own shapes, kept for it. */
  layout: z.record(z.string(), z.unknown()),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  polling: { paused: false, requestsPerSecond: 5 },
  ageing: { courierStaleMs: 5 * 60_000, newsStaleMs: 10 * 60_000, quoteStaleMs: 15 * 60_000 },
  theme: 'system',
  density: 'normal',
  tiles: {
    enabled: true,
    url: 'https://tile.openstreetmap.org/{z}/{x}/{y}.png',
    attribution: '© OpenStreetMap contributors',
    maxMegabytes: 200,
  },
  keeping: { jobDays: 90, positionDays: 7 },
  addressRules: 'us',
  currency: 'USD',
  closeToTray: true,
  closeToTrayTold: false,
  notifications: { enabled: true, late: true, failed: true, courierLost: true },
  layout: {},
};

/** Any part at any depth; what is absent stays. `layout` merges by key, null removes a key. */
export const settingsChangeSchema = z.object({
  polling: settingsSchema.shape.polling.partial().optional(),
  ageing: settingsSchema.shape.ageing.partial().optional(),
  theme: settingsSchema.shape.theme.optional(),
  density: settingsSchema.shape.density.optional(),
  tiles: settingsSchema.shape.tiles.partial().optional(),
  keeping: settingsSchema.shape.keeping.partial().optional(),
  addressRules: settingsSchema.shape.addressRules.optional(),
  currency: settingsSchema.shape.currency.optional(),
  closeToTray: z.boolean().optional(),
  closeToTrayTold: z.boolean().optional(),
  notifications: settingsSchema.shape.notifications.partial().optional(),
  layout: settingsSchema.shape.layout.optional(),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

export const settings = {
  get: procedure.output(settingsSchema),
  update: procedure.input(settingsChangeSchema).output(settingsSchema),
};
