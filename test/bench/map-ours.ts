// The desk's own map in the bench's page: the component the frame mounts, over the real state of the page. Only the core
// is a stand-in: it answers what the page asks on opening, and its stream brings what `move` is given.

import '../../renderer/zod-without-eval.ts';
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '../../renderer/ui/tokens.css';

import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { nextFrame } from '../../renderer/app/next-frame.ts';
import { cssVariables, theme } from '../../renderer/app/theme.ts';
import type { CoreClient, CoreOutputs } from '../../renderer/connection/core-client.ts';
import type { Link } from '../../renderer/connection/link.ts';
import { MapView } from '../../renderer/map/map-view.tsx';
import { createDesk, type Desk } from '../../renderer/state/desk.ts';
import { DeskContext } from '../../renderer/state/use-desk.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/contract/settings.ts';
import { CITY, type Fleet, FOLLOWED } from './map-couriers.ts';
import type { BenchMap } from './map-page.ts';

type CourierItem = CoreOutputs['couriers']['watch'] extends AsyncIterable<infer Item> ? Item : never;

const look = { theme, cssVariablesResolver: cssVariables };

export interface OurMap extends BenchMap {
  desk: Desk;
}

export async function openOurs(holder: HTMLElement, fleet: Fleet): Promise<OurMap> {
  const news = stream<CourierItem>();
  const desk = createDesk(linkTo(coreOf(fleet, news)), nextFrame);
  desk.start();
  const map = createElement(DeskContext, { value: desk }, createElement(MapView));
  createRoot(holder).render(createElement(MantineProvider, look, map));
  await until(() => ['[data-couriers]', 'button'].every((part) => holder.querySelector(part) !== null));
  const followed = fleet.couriers[FOLLOWED]?.jobIds[0] ?? null;
  desk.stores.selection.setState({ cursor: followed });

  const button = (name: string) => {
    const found = [...holder.querySelectorAll('button')].find((one) => one.ariaLabel?.startsWith(name));
    if (found === undefined) throw new Error(`The map has no button "${name}".`);
    return found;
  };
  let revision = 1;
  return {
    desk,
    ground: element(holder, '.leaflet-container'),
    zoomIn: button('Zoom in'),
    zoomOut: button('Zoom out'),
    zoomed: () => zoomEnd(element(holder, '.leaflet-map-pane')),
    move(couriers) {
      revision += 1;
      news.push({ kind: 'changes', revision, couriers: [...couriers] });
    },
    drawn() {
      const { singles, clusters } = element(holder, '[data-couriers]').dataset;
      return `${singles} couriers, ${clusters} clusters`;
    },
  };
}

/** Leaflet marks its pane for as long as a zoom is under way. */
function zoomEnd(pane: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    let hasBegun = false;
    const observer = new MutationObserver(() => {
      const isZooming = pane.classList.contains('leaflet-zoom-anim');
      hasBegun ||= isZooming;
      if (!hasBegun || isZooming) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(pane, { attributeFilter: ['class'] });
  });
}

export function element(holder: HTMLElement, selector: string): HTMLElement {
  const found = holder.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`There is no ${selector}.`);
  return found;
}

export async function until(isSo: () => boolean): Promise<void> {
  const givesUpAt = performance.now() + 30_000;
  while (!isSo()) {
    if (performance.now() > givesUpAt) throw new Error('It did not come within 30 s.');
    await new Promise(requestAnimationFrame);
  }
}

function linkTo(client: CoreClient): Link {
  const status = { phase: 'open' as const, since: 1 };
  return {
    client,
    status: () => status,
    subscribe: () => () => {},
    retryNow: () => {},
    close: () => {},
  };
}

/** A core that knows the fleet, a few jobs in trouble, and nothing else. */
function coreOf(fleet: Fleet, news: Stream<CourierItem>): CoreClient {
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    layout: { map: { view: CITY, hiddenZones: [], places: true } },
  };
  const troubled = fleet.couriers.flatMap(({ jobIds }, index) =>
    index % 25 === 1 ? jobIds.map((id) => ({ id, status: index % 50 === 1 ? 'failed' : 'delayed' })) : [],
  );
  const silence = () => stream<never>().read();
  const core = {
    app: { hello: async () => ({ workspace: 'live', capabilities: {} }), watch: async () => silence() },
    connections: { watch: async () => silence() },
    couriers: {
      list: async () => ({ couriers: fleet.couriers.slice(), revision: 1 }),
      watch: async () => news.read(),
      trail: async () => fleet.trail,
    },
    jobs: {
      counts: async () => ({ phases: {}, live: 0, late: 0, trouble: 0, outbox: {}, revision: 1 }),
      places: async () => [],
      query: async ({ view }: { view: { statuses?: string[] } }) => {
        const rows = view.statuses === undefined ? [] : troubled;
        return { rows, total: rows.length, totalIsExact: true, groups: [], revision: 1 };
      },
      watch: async () => silence(),
    },
    zones: { list: async () => [] },
    outbox: { list: async () => [] },
    onboarding: { list: async () => [] },
    settings: { get: async () => settings, update: async () => settings },
    vault: { status: async () => ({ kind: 'session', state: 'ready', offers: [], problem: null }) },
  };
  return core as unknown as CoreClient;
}

interface Stream<Item> {
  push(item: Item): void;
  read(): AsyncGenerator<Item, void, void>;
}

/** For one reader, who is there as long as the page. */
function stream<Item>(): Stream<Item> {
  const items: Item[] = [];
  let wake = () => {};
  return {
    push(item) {
      items.push(item);
      wake();
    },
    async *read() {
      for (;;) {
        const item = items.shift();
        if (item !== undefined) yield item;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
  };
}
