// With the real preload, the page's real transport and a real channel; only Electron itself is a double.
import type { AnyRouter } from '@orpc/server';
import { os } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DoubleFrame,
  DoubleWebContents,
  ipcMain,
  MessageChannelMain,
  resetElectron,
} from '../../test/support/electron-double.ts';
import { type DoublePage, openPage } from '../../test/support/electron-page.ts';
import type { Logger } from '../core/ports.ts';
import { PORT_CHANNEL } from './channels.ts';
import { type RpcPort, serveRpcPort } from './rpc-port.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const PAGE = 'switchyard-app://console/';

let streams: string[];
/** Two procedures of the contract, since the page's client knows no others. */
const router: AnyRouter = {
  app: {
    hello: os.handler(() => ({ version: '1.2.3', host: 'electron' })),
    watch: os.handler(async function* ({ signal }) {
      streams.push('begun');
      try {
        yield { kind: 'changed', topics: ['counts'] };
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      } finally {
        streams.push('ended');
      }
    }),
  },
};

let contents: DoubleWebContents;
let page: DoublePage;
let port: RpcPort;
beforeEach(async () => {
  vi.resetModules();
  resetElectron();
  streams = [];
  contents = new DoubleWebContents();
  await contents.loadURL(PAGE);
  port = serveRpcPort(contents as never, Promise.resolve({ router }), silent);
  page = await openPage(contents);
});
afterEach(() => {
  port.close();
  page.close();
  resetElectron();
});

it('answers the page over the port that it asked for', async () => {
  const { client } = await page.connect();
  expect(await client.app.hello()).toMatchObject({ version: '1.2.3', host: 'electron' });
});

it('gives the page the port with the nonce that it asked with, and nothing else', async () => {
  await page.connect();
  expect(contents.mainFrame.posted).toHaveLength(1);
  const [{ channel, message, ports }] = contents.mainFrame.posted as [DoubleFrame['posted'][0]];
  expect({ channel, ports: ports.length }).toEqual({ channel: PORT_CHANNEL, ports: 1 });
  expect(message).toMatch(/^[0-9a-f-]{36}$/);
});

it('exposes nothing in the window of the page', async () => {
  await page.connect();
  expect(Object.keys(page.window).sort()).toEqual(['location', 'origin']);
});

it('waits for a core that is still being put together', async () => {
  port.close();
  const core = Promise.withResolvers<{ router: AnyRouter }>();
  port = serveRpcPort(contents as never, core.promise, silent);
  const connecting = page.connect();
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(MessageChannelMain.made).toHaveLength(0);
  core.resolve({ router });
  expect(await (await connecting).client.app.hello()).toMatchObject({ host: 'electron' });
});

describe('closes the port, and with it every stream,', () => {
  async function watching() {
    const connected = await page.connect();
    const stream = await connected.client.app.watch();
    expect((await stream.next()).value).toMatchObject({ kind: 'changed' });
    return { ...connected, stream };
  }

  async function expectClosed({ closed, stream }: Awaited<ReturnType<typeof watching>>) {
    await closed;
    await vi.waitFor(() => expect(streams).toEqual(['begun', 'ended']));
    await expect(stream.next()).rejects.toThrow();
  }

  it('when the page is loaded again', async () => {
    const first = await watching();
    contents.reload();
    await expectClosed(first);
  });

  it('when another document comes into the window', async () => {
    const first = await watching();
    await contents.loadURL('https://example.com/');
    await expectClosed(first);
  });

  it('when the window is destroyed', async () => {
    const first = await watching();
    contents.destroy();
    await expectClosed(first);
  });

  it("when the page's process dies", async () => {
    const first = await watching();
    contents.emit('render-process-gone', {} as never, { reason: 'crashed', exitCode: 1 });
    await expectClosed(first);
  });

  it('when the page asks for another', async () => {
    const first = await watching();
    const second = await page.connect();
    await expectClosed(first);
    expect(await second.client.app.hello()).toMatchObject({ host: 'electron' });
  });

  it('when the page closes its end', async () => {
    const first = await watching();
    first.transport.close();
    await vi.waitFor(() => expect(streams).toEqual(['begun', 'ended']));
    const second = await page.connect();
    expect(await second.client.app.hello()).toMatchObject({ host: 'electron' });
  });

  it('when the program stops, and gives out no other', async () => {
    const first = await watching();
    port.close();
    await expectClosed(first);
    ipcMain.receive(PORT_CHANNEL, { sender: contents, senderFrame: contents.mainFrame }, 'nonce');
    await settled();
    expect(MessageChannelMain.made).toHaveLength(1);
  });
});

describe('gives no port to', () => {
  async function refused(
    { sender = contents, senderFrame }: { sender?: DoubleWebContents; senderFrame: DoubleFrame | null },
    ...words: unknown[]
  ) {
    ipcMain.receive(PORT_CHANNEL, { sender, senderFrame }, ...words);
    await settled();
    expect(MessageChannelMain.made).toHaveLength(0);
    expect(senderFrame?.posted ?? []).toHaveLength(0);
  }

  it('a frame in the page', () =>
    refused({ senderFrame: new DoubleFrame(PAGE, 'switchyard-app://console', contents.mainFrame) }, 'n'));

  it.each([
    ['https://example.com/', 'https://example.com'],
    ['switchyard-app://other/', 'switchyard-app://other'],
    ['switchyard-app://console.example.com/', 'switchyard-app://console.example.com'],
    ['file:///page/index.html', 'file://'],
    // Sandboxed, or made from data: its address says one thing, its origin another.
    [PAGE, 'null'],
  ])('a document at %s with the origin %s', (url, origin) =>
    refused({ senderFrame: new DoubleFrame(url, origin) }, 'n'),
  );

  it('another window, whatever is in it', async () => {
    const other = new DoubleWebContents();
    await other.loadURL(PAGE);
    await refused({ sender: other, senderFrame: other.mainFrame }, 'n');
  });

  it('a frame that has gone elsewhere', () => refused({ senderFrame: null }, 'n'));

  it.each([undefined, 7, '', 'a b', 'x'.repeat(65), { nonce: 'n' }])('the nonce %j', (nonce) =>
    refused({ senderFrame: contents.mainFrame }, nonce),
  );

  it('a page that was loaded again while the core was coming', async () => {
    port.close();
    const core = Promise.withResolvers<{ router: AnyRouter }>();
    port = serveRpcPort(contents as never, core.promise, silent);
    const { mainFrame } = contents;
    ipcMain.receive(PORT_CHANNEL, { sender: contents, senderFrame: mainFrame }, 'n');
    contents.reload();
    core.resolve({ router });
    await settled();
    expect(MessageChannelMain.made).toHaveLength(0);
    expect(mainFrame.posted).toHaveLength(0);
  });
});

describe('the page hears its nonce only', () => {
  it('and not that of another answer', async () => {
    const connecting = page.connect();
    const guessed = { type: 'switchyard-port', nonce: 'guessed' };
    page.window.postMessage(guessed, page.window.origin, [new MessageChannel().port1]);
    // The other port would never answer.
    expect(await (await connecting).client.app.hello()).toMatchObject({ host: 'electron' });
  });

  it('and the preload passes on no message of another window', async () => {
    const message = Object.assign(new Event('message'), {
      data: { type: 'switchyard-port-please', nonce: 'n' },
      source: {},
    });
    page.window.dispatchEvent(message);
    await settled();
    expect(MessageChannelMain.made).toHaveLength(0);
  });
});

/** What was sent has arrived, and what it began is done or waits for something else. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
