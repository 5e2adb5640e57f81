import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { resetElectron, Tray } from '../../test/support/electron-double.ts';
import { openTray } from './tray.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

const icons = fileURLToPath(new URL('../../resources/icons/tray', import.meta.url));
const NOTHING = { live: 0, late: 0, trouble: 0, offline: 0 };
beforeEach(resetElectron);

function open(platform: NodeJS.Platform = 'linux') {
  const done: string[] = [];
  const desk = openTray({
    icons,
    platform,
    open: (place) => done.push(place ?? 'the window'),
    pause: (paused) => done.push(paused ? 'paused' : 'resumed'),
    quit: () => done.push('quit'),
  });
  const tray = Tray.all.at(-1)!;
  const image = () => tray.image.path.slice(icons.length + 1);
  return { desk, tray, done, image, menu: () => tray.menu! };
}

describe('the icon', () => {
  it.each([
    [{ ...NOTHING, live: 12 }, 'tray-normal.png'],
    [{ ...NOTHING, late: 1 }, 'tray-attention.png'],
    [{ ...NOTHING, trouble: 1 }, 'tray-attention.png'],
    [{ ...NOTHING, offline: 1 }, 'tray-offline.png'],
    // Late is late, whether or not the provider can be asked.
    [{ ...NOTHING, late: 1, offline: 3 }, 'tray-attention.png'],
  ])('with %j is %s', (counts, file) => {
    const { desk, image } = open();
    desk.update({ counts });
    expect(image()).toBe(file);
  });

  it('becomes normal again', () => {
    const { desk, image } = open();
    desk.update({ counts: { ...NOTHING, late: 1 } });
    desk.update({ counts: NOTHING });
    expect(image()).toBe('tray-normal.png');
  });

  it('is a template image on macOS', () => {
    const { desk, image } = open('darwin');
    expect(image()).toBe('tray-normalTemplate.png');
    desk.update({ counts: { ...NOTHING, offline: 1 } });
    expect(image()).toBe('tray-offlineTemplate.png');
  });

  it.each(['linux', 'darwin'] as const)('is there, on %s', (platform) => {
    const { desk, image } = open(platform);
    for (const counts of [NOTHING, { ...NOTHING, late: 1 }, { ...NOTHING, offline: 1 }]) {
      desk.update({ counts });
      expect(existsSync(join(icons, image()))).toBe(true);
    }
  });
});

it('says the counts, and only what is worth saying', () => {
  const { desk, tray } = open();
  desk.update({ counts: { live: 12, late: 2, trouble: 1, offline: 1 } });
  expect(tray.toolTip).toBe('Switchyard – 12 live, 2 late, 1 in trouble, 1 connection offline');
  desk.update({ counts: { ...NOTHING, live: 3 }, isPaused: true });
  expect(tray.toolTip).toBe('Switchyard – 3 live, polling paused');
});

it('says what is late beside the icon on macOS', () => {
  const { desk, tray } = open('darwin');
  desk.update({ counts: { ...NOTHING, late: 2 } });
  expect(tray.title).toBe('2 late');
  desk.update({ counts: NOTHING });
  expect(tray.title).toBe('');
});

describe('the menu', () => {
  it('follows the jobs, and each count leads to what it counts', () => {
    const { desk, menu, done } = open();
    desk.update({ counts: { live: 12, late: 2, trouble: 1, offline: 3 } });
    expect(menu().labels().slice(0, 4)).toEqual([
      '12 live',
      '2 late',
      '1 in trouble',
      '3 connections offline',
    ]);
    for (const label of menu().labels().slice(0, 4)) menu().click(label);
    expect(done).toEqual(['#/live', '#/late', '#/trouble', '#/connections']);
    desk.update({ counts: { live: 11, late: 3, trouble: 1, offline: 0 } });
    expect(menu().labels().slice(0, 4)).toEqual([
      '11 live',
      '3 late',
      '1 in trouble',
      '0 connections offline',
    ]);
  });

  it('leads nowhere from nothing', () => {
    const { menu } = open();
    for (const label of ['0 live', '0 late', '0 in trouble', '0 connections offline']) {
      expect(menu().item(label).enabled).toBe(false);
    }
  });

  it('opens the window, a new job, and quits', () => {
    const { menu, done } = open();
    for (const label of ['Open Switchyard', 'New job', 'Quit']) menu().click(label);
    expect(done).toEqual(['the window', '#/new', 'quit']);
  });

  it('pauses and resumes, by what holds now', () => {
    const { desk, menu, done } = open();
    menu().click('Pause polling');
    desk.update({ isPaused: true });
    expect(menu().labels()).not.toContain('Pause polling');
    menu().click('Resume polling');
    expect(done).toEqual(['paused', 'resumed']);
  });
});

describe('a click on the icon', () => {
  it.each([
    [{ ...NOTHING, late: 2, trouble: 1 }, '#/late'],
    [{ ...NOTHING, trouble: 1 }, '#/trouble'],
    [{ ...NOTHING, live: 5, offline: 1 }, 'the window'],
  ])('with %j leads to %s', (counts, place) => {
    const { desk, tray, done } = open();
    desk.update({ counts });
    tray.emit('click');
    expect(done).toEqual([place]);
  });

  it('opens the menu on macOS and nothing besides', () => {
    const { desk, tray, done } = open('darwin');
    desk.update({ counts: { ...NOTHING, late: 2 } });
    tray.emit('click');
    expect(done).toEqual([]);
  });
});

it('stays away once it is closed', () => {
  const { desk, tray } = open();
  desk.close();
  desk.update({ counts: { ...NOTHING, late: 1 } });
  expect(tray.isDestroyed()).toBe(true);
  expect(tray.toolTip).not.toContain('1 late');
});
