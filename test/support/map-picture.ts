// What is painted on the map's canvases, for specs: a picture has no roles and names.

import type { Page } from 'playwright-core';

/**
 * How far, in pixels, what is painted in the page's accent reaches on the map: the halo of the selected courier, and the
 * trail behind it. 0 without either.
 */
export function accentReach(page: Page): Promise<number> {
  return page.evaluate(() => {
    const map = document.querySelector('section[aria-label="Map"]');
    const canvases = [...(map?.querySelectorAll('canvas') ?? [])];
    const pen = document.createElement('canvas').getContext('2d');
    if (map === null || pen === null) return 0;
    // Through a canvas, so that whatever notation the style uses comes out as red, green and blue.
    pen.fillStyle = getComputedStyle(map).getPropertyValue('--accent').trim();
    pen.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
    let reach = 0;
    for (const canvas of canvases) {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
        data: [],
      };
      let [left, right, top, bottom] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0];
      for (let index = 0; index < data.length; index += 4) {
        const like =
          Math.abs((data[index] ?? 0) - red) < 24 &&
          Math.abs((data[index + 1] ?? 0) - green) < 24 &&
          Math.abs((data[index + 2] ?? 0) - blue) < 24 &&
          (data[index + 3] ?? 0) > 60;
        if (!like) continue;
        const x = (index / 4) % canvas.width;
        const y = Math.floor(index / 4 / canvas.width);
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
      if (right > 0) reach = Math.max(reach, right - left, bottom - top);
    }
    return reach;
  });
}

/** What the map says that it has drawn: ends of the job or booking in focus, zones a quote named, marks of open jobs. */
export function drawnOnMap(page: Page): Promise<{ ends: string; namedZones: number; places: number }> {
  return page.evaluate(() => {
    const { ends = '', places = '0' } =
      document.querySelector<HTMLElement>('section[aria-label="Map"] [data-couriers]')?.dataset ?? {};
    return {
      ends,
      places: Number(places),
      namedZones: document.querySelectorAll('path[class*="zoneNamed"]').length,
    };
  });
}

/** Puts the pointer on a mark whose tip begins with these words. */
export async function pointAtPlace(page: Page, words: string): Promise<void> {
  const place = await page.evaluate(async (wanted) => {
    const map = document.querySelector('section[aria-label="Map"] [data-couriers]');
    if (map === null) return null;
    const { left, top, right, bottom } = map.getBoundingClientRect();
    for (let y = top + 4; y < bottom; y += 4) {
      for (let x = left + 4; x < right; x += 4) {
        map.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, clientX: x, clientY: y }));
        if (!map.hasAttribute('data-over')) continue;
        await new Promise((resolve) => setTimeout(resolve, 100));
        if (map.parentElement?.innerText.includes(wanted)) return { x, y };
      }
    }
    return null;
  }, words);
  if (place === null) throw new Error(`Nothing on the map tells "${words}"`);
  await page.mouse.move(place.x, place.y);
}
