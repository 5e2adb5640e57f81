import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { RPCLink } from '@orpc/client/message-port';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, expect, test, vi } from 'vitest';
import { contract } from '../../shared/contract/contract.ts';
import { createLink, type Link, type LinkOptions, pauseAfter } from './link.ts';
import { LinkLostError } from './link-lost-error.ts';
import type { Transport } from './transport.ts';

const hello = {
  version: '0',
  host: 'electron' as const,
  capabilities: { tray: false, nativeNotifications: false, closeToTray: false },
  workspace: 'practice' as const,
};

const os = implement(contract);
let links: Link[] = [];
let ports: NodePort[] = [];

afterEach(() => {
  for (const link of links) link.close();
  for (const port of ports) port.close();
  links = [];
  ports = [];
});

/** A real MessageChannel with a core at its far end that says hello, or hangs. */
function channel(answer: () => typeof hello | Promise<typeof hello> = () => hello) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const router = {
    app: {
      hello: os.app.hello.handler(answer),
      watch: os.app.watch.handler(async function* ({ signal }) {
        yield { kind: 'changed' as const, topics: ['counts' as const] };
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      }),
    },
  };
  // biome-ignore lint/suspicious/noExplicitAny: only two procedures of the contract are needed here
  new RPCHandler(router as any).upgrade(port2);
  const transport: Transport = {
    rpc: new RPCLink({ port: port1 }),
    onClose: (listener) => port1.once('close', listener),
    close: () => port1.close(),
  };
  return { transport, cut: () => port2.close() };
}

function linkOver(open: LinkOptions['open'], more: Partial<LinkOptions> = {}): Link {
  const link = createLink({ open, probe: (client) => client.app.hello(), firstPauseMs: 1, ...more });
  links.push(link);
  return link;
}

test('a call made before the first transport is open waits for it', async () => {
  const opening = Promise.withResolvers<Transport>();
  const link = linkOver(() => opening.promise);
  expect(link.status().phase).toBe('connecting');
  const asked = link.client.app.hello();
  opening.resolve(channel().transport);
  await expect(asked).resolves.toEqual(hello);
  expect(link.status().phase).toBe('open');
});

test('when nothing opens, waiting calls fail as not sent', async () => {
  const link = linkOver(() => Promise.reject(new Error('refused')));
  const failure = await link.client.app.hello().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(LinkLostError);
  expect(failure).toMatchObject({ sent: false });
  expect(link.status().phase).toBe('lost');
});

test('a transport that goes is replaced, streams of the old one end, and it is told', async () => {
  const first = channel();
  const second = channel();
  const transports = [first.transport, second.transport];
  const link = linkOver(async () => transports.shift() ?? new Promise<Transport>(() => {}));
  const phases: string[] = [];
  link.subscribe(({ phase }) => phases.push(phase));
  await vi.waitFor(() => expect(link.status().phase).toBe('open'));
  const stream = await link.client.app.watch();
  await stream.next();
  const ended = stream.next().then(
    ({ done }) => done,
    () => true,
  );
  first.cut();
  expect(await ended).toBe(true);
  await vi.waitFor(() => expect(phases).toEqual(['open', 'lost', 'open']));
  await expect(link.client.app.hello()).resolves.toEqual(hello);
});

test('a call under way when the transport goes fails as sent, and is not repeated', async () => {
  const asked = vi.fn(() => new Promise<typeof hello>(() => {}));
  const first = channel(asked);
  const transports = [first.transport, channel().transport];
  const link = linkOver(async () => transports.shift() ?? new Promise<Transport>(() => {}));
  await vi.waitFor(() => expect(link.status().phase).toBe('open'));
  const failure = link.client.app.hello().catch((error: unknown) => error);
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  first.cut();
  expect(await failure).toMatchObject({ name: 'LinkLostError', sent: true });
  expect(asked).toHaveBeenCalledTimes(1);
});

test('while it is lost a call fails at once instead of waiting to be sent later', async () => {
  const only = channel();
  const transports = [only.transport];
  const link = linkOver(async () => transports.shift() ?? new Promise<Transport>(() => {}));
  await vi.waitFor(() => expect(link.status().phase).toBe('open'));
  only.cut();
  await vi.waitFor(() => expect(link.status().phase).toBe('lost'));
  await expect(link.client.app.hello()).rejects.toMatchObject({ sent: false });
});

test('a core that keeps its port open and answers nothing counts as lost', async () => {
  const hanging = channel(() => new Promise<typeof hello>(() => {}));
  const transports = [hanging.transport];
  const link = linkOver(async () => transports.shift() ?? new Promise<Transport>(() => {}), {
    probeEveryMs: 10,
  });
  const phases: string[] = [];
  link.subscribe(({ phase }) => phases.push(phase));
  await vi.waitFor(() => expect(phases).toEqual(['open', 'lost']));
});

test('waking up ends the pause', async () => {
  let wake = () => {};
  let attempts = 0;
  const link = linkOver(
    () => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new Error('refused')) : Promise.resolve(channel().transport);
    },
    {
      firstPauseMs: 3_600_000,
      onWake: (run) => {
        wake = run;
        return () => {};
      },
    },
  );
  await vi.waitFor(() => expect(link.status().phase).toBe('lost'));
  await vi.waitFor(() => {
    wake();
    expect(link.status().phase).toBe('open');
  });
});

test('pauses double, are spread, and have an end', () => {
  expect(pauseAfter(0, 250, 1)).toBe(250);
  expect(pauseAfter(0, 250, 0)).toBe(125);
  expect(pauseAfter(3, 250, 1)).toBe(2_000);
  expect(pauseAfter(50, 250, 1)).toBe(15_000);
});
