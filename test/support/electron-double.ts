// Stands in for the `electron` module in tests, where its runtime cannot be had: vi.mock('electron', () => import(this)).
// Every method is declared with Electron's own types, so what Electron would not take does not compile here either. It
// remembers what it was told, and does what the main process can notice; ports are real ones.

import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** An event as Electron hands it to a listener. */
export function electronEvent<Params extends object>(params: Params = {} as Params): Electron.Event<Params> {
  let prevented = false;
  return {
    ...params,
    preventDefault: () => {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
}

type AppEvents = {
  'before-quit': [Electron.Event];
  'will-quit': [Electron.Event];
  'open-url': [Electron.Event, string];
  'second-instance': [Electron.Event, string[], string, unknown];
  activate: [Electron.Event, boolean];
  'web-contents-created': [Electron.Event, DoubleWebContents];
  'certificate-error': [Electron.Event];
};

class DoubleApp
  extends EventEmitter<AppEvents>
  implements
    Pick<
      Electron.App,
      | 'exit'
      | 'quit'
      | 'setPath'
      | 'setAppUserModelId'
      | 'requestSingleInstanceLock'
      | 'whenReady'
      | 'isPackaged'
      | 'getAppPath'
      | 'getVersion'
      | 'setAsDefaultProtocolClient'
      | 'setBadgeCount'
      | 'setAboutPanelOptions'
    >
{
  isPackaged = false;
  appPath = process.cwd();
  paths: Record<string, string> = {};
  /** Whether another instance of the program holds the lock. */
  isFirstInstance = true;
  /** "quit" once it has really ended by itself, a number after `exit`. */
  ended: 'quit' | number | null = null;
  badge = 0;
  protocols: string[] = [];
  #ready = Promise.withResolvers<void>();

  makeReady(): void {
    this.#ready.resolve();
  }
  whenReady(): Promise<void> {
    return this.#ready.promise;
  }
  exit(code = 0): void {
    this.ended ??= code;
  }
  /** Windows are closed after `before-quit`; one that stays open keeps the program. */
  quit(): void {
    const event = electronEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented || this.ended !== null) return;
    for (const window of BrowserWindow.all) window.close();
    if (BrowserWindow.all.some((window) => !window.isDestroyed())) return;
    this.emit('will-quit', electronEvent());
    this.ended = 'quit';
  }
  setPath(name: string, path: string): void {
    this.paths[name] = path;
  }
  setAppUserModelId(_id: string): void {}
  requestSingleInstanceLock(_additionalData?: Record<string, unknown>): boolean {
    return this.isFirstInstance;
  }
  getAppPath(): string {
    return this.appPath;
  }
  getVersion(): string {
    return '1.2.3';
  }
  setAsDefaultProtocolClient(scheme: string, _path?: string, _args?: string[]): boolean {
    this.protocols.push(scheme);
    return true;
  }
  setBadgeCount(count = 0): boolean {
    this.badge = count;
    return true;
  }
  setAboutPanelOptions(_options: Electron.AboutPanelOptionsOptions): void {}

  reset(): void {
    this.removeAllListeners();
    this.isPackaged = false;
    this.isFirstInstance = true;
    this.ended = null;
    this.badge = 0;
    this.paths = {};
    this.protocols = [];
    this.#ready = Promise.withResolvers();
  }
}
export const app = new DoubleApp();

/** One end of a channel in the main process; its peer at the page is a real port. */
export class DoubleMessagePortMain
  extends EventEmitter<{ message: [Electron.MessageEvent]; close: [] }>
  implements Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  readonly native: MessagePort;
  isClosed = false;

  constructor(native: MessagePort) {
    super();
    this.native = native;
    native.on('close', () => {
      this.isClosed = true;
      this.emit('close');
    });
  }
  start(): void {
    this.native.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }
  postMessage(message: unknown, _transfer?: Electron.MessagePortMain[]): void {
    this.native.postMessage(message);
  }
  close(): void {
    this.native.close();
  }
}

export class MessageChannelMain {
  static made: MessageChannelMain[] = [];
  readonly port1: DoubleMessagePortMain;
  readonly port2: DoubleMessagePortMain;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new DoubleMessagePortMain(port1);
    this.port2 = new DoubleMessagePortMain(port2);
    MessageChannelMain.made.push(this);
  }
}

export class DoubleFrame implements Pick<Electron.WebFrameMain, 'origin' | 'url' | 'postMessage'> {
  readonly url: string;
  readonly origin: string;
  readonly parent: DoubleFrame | null;
  readonly posted: { channel: string; message: unknown; ports: MessagePort[] }[] = [];

  constructor(url: string, origin: string, parent: DoubleFrame | null = null) {
    this.url = url;
    this.origin = origin;
    this.parent = parent;
  }
  postMessage(channel: string, message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const ports = transfer.map((port) => (port as unknown as DoubleMessagePortMain).native);
    this.posted.push({ channel, message, ports });
    ipcRenderer.receive(this, channel, message, ports);
  }
}

type ContentsEvents = {
  'will-frame-navigate': [Electron.Event<Electron.WebContentsWillFrameNavigateEventParams>];
  'will-redirect': [Electron.Event<Electron.WebContentsWillRedirectEventParams>];
  'will-attach-webview': [Electron.Event, Electron.WebPreferences, Record<string, string>];
  'did-navigate': [Electron.Event, string, number, string];
  'dom-ready': [];
  'preload-error': [Electron.Event, string, Error];
  'render-process-gone': [Electron.Event, Electron.RenderProcessGoneDetails];
  destroyed: [];
};

export class DoubleWebContents
  extends EventEmitter<ContentsEvents>
  implements
    Pick<
      Electron.WebContents,
      | 'send'
      | 'reload'
      | 'loadURL'
      | 'isDestroyed'
      | 'getZoomFactor'
      | 'setWindowOpenHandler'
      | 'setWebRTCIPHandlingPolicy'
    >
{
  mainFrame = new DoubleFrame('', 'null');
  /** What the page was sent, and could hear. */
  sent: { channel: string; args: unknown[] }[] = [];
  loads = 0;
  webRtcPolicy = 'default';
  zoomFactor: number;
  #isDestroyed = false;
  #isLoaded = false;
  #openWindow: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] = () => ({ action: 'allow' });

  constructor(zoomFactor = 1) {
    super();
    this.zoomFactor = zoomFactor;
    app.emit('web-contents-created', electronEvent(), this);
  }
  /** Only the address is taken over; the document itself comes with `finishLoading`. */
  async loadURL(url: string, _options?: Electron.LoadURLOptions): Promise<void> {
    this.loads += 1;
    this.#isLoaded = false;
    const { protocol, host } = new URL(url);
    this.mainFrame = new DoubleFrame(url, `${protocol}//${host}`);
    this.emit('did-navigate', electronEvent(), url, -1, '');
  }
  finishLoading(): void {
    this.#isLoaded = true;
    this.emit('dom-ready');
  }
  reload(): void {
    void this.loadURL(this.mainFrame.url);
  }
  send(channel: string, ...args: unknown[]): void {
    if (!this.#isLoaded) return;
    this.sent.push({ channel, args });
    ipcRenderer.receive(this.mainFrame, channel, args[0], []);
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  destroy(): void {
    this.#isDestroyed = true;
    this.emit('destroyed');
  }
  getZoomFactor(): number {
    return this.zoomFactor;
  }
  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.#openWindow = handler;
  }
  /** What `window.open` of the page leads to. */
  openWindow(url: string): Electron.WindowOpenHandlerResponse {
    return this.#openWindow({
      url,
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'no-referrer' },
    });
  }
  setWebRTCIPHandlingPolicy(policy: Parameters<Electron.WebContents['setWebRTCIPHandlingPolicy']>[0]): void {
    this.webRtcPolicy = policy;
  }
}

type WindowEvents = {
  close: [Electron.Event];
  closed: [];
  focus: [];
  resize: [];
  move: [];
  'ready-to-show': [];
  unresponsive: [];
};

export class BrowserWindow
  extends EventEmitter<WindowEvents>
  implements
    Pick<
      Electron.BrowserWindow,
      | 'show'
      | 'hide'
      | 'focus'
      | 'restore'
      | 'maximize'
      | 'close'
      | 'isDestroyed'
      | 'isMinimized'
      | 'isMaximized'
      | 'isVisible'
      | 'getNormalBounds'
      | 'setBackgroundColor'
      | 'loadURL'
    >
{
  static all: BrowserWindow[] = [];
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents: DoubleWebContents;
  bounds: Electron.Rectangle;
  backgroundColor: string | undefined;
  isShown: boolean;
  isSmall = false;
  isLarge = false;
  #isDestroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    this.isShown = options.show ?? true;
    this.backgroundColor = options.backgroundColor;
    const { x = 10, y = 20, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    this.webContents = new DoubleWebContents(options.webPreferences?.zoomFactor);
    BrowserWindow.all.push(this);
  }
  loadURL(url: string, options?: Electron.LoadURLOptions): Promise<void> {
    return this.webContents.loadURL(url, options);
  }
  show(): void {
    this.isShown = true;
  }
  hide(): void {
    this.isShown = false;
  }
  focus(): void {
    this.emit('focus');
  }
  restore(): void {
    this.isSmall = false;
  }
  maximize(): void {
    this.isLarge = true;
  }
  close(): void {
    if (this.#isDestroyed) return;
    const event = electronEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    this.#isDestroyed = true;
    this.isShown = false;
    this.webContents.destroy();
    this.emit('closed');
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  isVisible(): boolean {
    return this.isShown;
  }
  isMinimized(): boolean {
    return this.isSmall;
  }
  isMaximized(): boolean {
    return this.isLarge;
  }
  getNormalBounds(): Electron.Rectangle {
    return this.bounds;
  }
  setBackgroundColor(color: string): void {
    this.backgroundColor = color;
  }
}

type PermissionRequest = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
type PermissionCheck = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
type DeviceCheck = NonNullable<Parameters<Electron.Session['setDevicePermissionHandler']>[0]>;
type ProtocolHandler = Parameters<Electron.Protocol['handle']>[1];
type BeforeRequest = NonNullable<Parameters<Electron.WebRequest['onBeforeRequest']>[0]>;

export class DoubleSession
  extends EventEmitter<{
    'will-download': [Electron.Event, Pick<Electron.DownloadItem, 'getURL'>, DoubleWebContents];
  }>
  implements
    Pick<
      Electron.Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setSpellCheckerEnabled'
      | 'setSpellCheckerLanguages'
      | 'closeAllConnections'
      | 'fetch'
    >
{
  static all = new Map<string, DoubleSession>();
  /** What fetching is here; a test may put another in its place. */
  static reach: (input: string | Request, init?: RequestInit) => Promise<Response> = globalThis.fetch;
  readonly partition: string;
  readonly hasCache: boolean;
  permissionRequest: PermissionRequest | null = null;
  permissionCheck: PermissionCheck | null = null;
  deviceCheck: DeviceCheck | null = null;
  beforeRequest: BeforeRequest | null = null;
  readonly handlers = new Map<string, ProtocolHandler>();
  spellChecker: { enabled: boolean; languages: string[] } = { enabled: true, languages: ['en-US'] };
  /** Everything that concerns the network, in order. */
  readonly network: string[] = [];
  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler) => void this.handlers.set(scheme, handler),
  } satisfies Pick<Electron.Protocol, 'handle'>;

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest | null) => {
      this.beforeRequest = listener;
    },
  };

  constructor(partition: string, options: Electron.FromPartitionOptions) {
    super();
    this.partition = partition;
    this.hasCache = options.cache;
  }
  setPermissionRequestHandler(handler: PermissionRequest | null): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: PermissionCheck | null): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: DeviceCheck | null): void {
    this.deviceCheck = handler;
  }
  setSpellCheckerEnabled(enable: boolean): void {
    this.spellChecker.enabled = enable;
  }
  setSpellCheckerLanguages(languages: string[]): void {
    this.spellChecker.languages = languages;
  }
  async closeAllConnections(): Promise<void> {
    this.network.push('connections closed');
  }
  fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    this.network.push(`fetch ${typeof input === 'string' ? input : input.url}`);
    return DoubleSession.reach(input, init);
  }
}

export const session = {
  fromPartition(
    ...[partition, options = { cache: true }]: Parameters<typeof Electron.Session.fromPartition>
  ) {
    const known = DoubleSession.all.get(partition) ?? new DoubleSession(partition, options);
    DoubleSession.all.set(partition, known);
    return known;
  },
};

export const protocol = {
  schemes: [] as Electron.CustomScheme[],
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    protocol.schemes = schemes;
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged'> & { schemes: unknown };

type DoubleNet = Pick<Electron.Net, 'isOnline' | 'fetch'> & { online: boolean; fetched: string[] };
export const net: DoubleNet = {
  online: true,
  fetched: [],
  isOnline: () => net.online,
  fetch: async (input) => {
    net.fetched.push(typeof input === 'string' ? input : input.url);
    return new Response('from the development server');
  },
};

export const shell = {
  opened: [] as string[],
  openExternal: async (url: string, _options?: Electron.OpenExternalOptions) => {
    shell.opened.push(url);
  },
  showItemInFolder: (path: string) => void shell.opened.push(path),
} satisfies Pick<Electron.Shell, 'openExternal' | 'showItemInFolder'> & { opened: string[] };

export const dialog = {
  errors: [] as { title: string; content: string }[],
  asked: [] as Electron.MessageBoxOptions[],
  /** Which button the person presses. */
  answer: 0,
  showErrorBox: (title: string, content: string) => void dialog.errors.push({ title, content }),
  showMessageBox: async (options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> => {
    dialog.asked.push(options);
    return { response: dialog.answer, checkboxChecked: false };
  },
};

class DoubleTheme
  extends EventEmitter<{ updated: [] }>
  implements Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'>
{
  shouldUseDarkColors = false;
  #source: Electron.NativeTheme['themeSource'] = 'system';

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source;
  }
  set themeSource(source: Electron.NativeTheme['themeSource']) {
    this.#source = source;
    this.shouldUseDarkColors = source === 'dark';
    this.emit('updated');
  }
}
export const nativeTheme = new DoubleTheme();

export const powerMonitor = new EventEmitter<{ resume: []; shutdown: [] }>();

export const screen = {
  workAreas: [{ x: 0, y: 0, width: 1920, height: 1040 }] as Electron.Rectangle[],
  getAllDisplays: () => screen.workAreas.map((workArea) => ({ workArea })),
};

export const nativeImage = {
  createFromPath: (path: Parameters<typeof Electron.NativeImage.createFromPath>[0]) => ({ path }),
};

type Template = Electron.MenuItemConstructorOptions[];

export class Menu {
  static application: Menu | null = null;
  readonly template: Template;

  constructor(template: Template) {
    this.template = template;
  }
  static buildFromTemplate(...[template]: Parameters<typeof Electron.Menu.buildFromTemplate>): Menu {
    return new Menu(template as Template);
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.application = menu;
  }
  /** All of its words, in order, without separators and submenus. */
  labels(): string[] {
    return this.#items().flatMap(({ label }) => (label === undefined ? [] : [label]));
  }
  /** As if somebody chose it; throws where there is no such item or it is disabled. */
  click(label: string): void {
    const item = this.item(label);
    if (item.enabled === false) throw new Error(`"${label}" is disabled`);
    item.click?.(undefined as unknown as Electron.MenuItem, undefined, {} as Electron.KeyboardEvent);
  }
  item(label: string): Electron.MenuItemConstructorOptions {
    const item = this.#items().find((candidate) => candidate.label === label);
    if (item === undefined) throw new Error(`no item "${label}" among ${this.labels().join(', ')}`);
    return item;
  }
  roles(): string[] {
    return this.#items().flatMap(({ role }) => (role === undefined ? [] : [role]));
  }
  #items(template: Template = this.template): Template {
    return template.flatMap((item) => [
      item,
      ...(Array.isArray(item.submenu) ? this.#items(item.submenu) : []),
    ]);
  }
}

export class Tray
  extends EventEmitter<{ click: [] }>
  implements Pick<Electron.Tray, 'setToolTip' | 'setTitle' | 'destroy' | 'isDestroyed'>
{
  static all: Tray[] = [];
  image: { path: string };
  toolTip = '';
  title = '';
  menu: Menu | null = null;
  #isDestroyed = false;

  constructor(image: { path: string }) {
    super();
    this.image = image;
    Tray.all.push(this);
  }
  setImage(image: { path: string }): void {
    this.image = image;
  }
  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }
  setTitle(title: string, _options?: Electron.TitleOptions): void {
    this.title = title;
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }
  destroy(): void {
    this.#isDestroyed = true;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
}

export class Notification
  extends EventEmitter<{ click: []; close: []; failed: [Electron.Event, string] }>
  implements Pick<Electron.Notification, 'show' | 'close'>
{
  static all: Notification[] = [];
  static supported = true;
  readonly options: Electron.NotificationConstructorOptions;
  isShown = false;

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.options = options;
    Notification.all.push(this);
  }
  static isSupported(): boolean {
    return Notification.supported;
  }
  /** Those on screen now. */
  static get shown(): Notification[] {
    return Notification.all.filter((notification) => notification.isShown);
  }
  show(): void {
    this.isShown = true;
  }
  close(): void {
    if (!this.isShown) return;
    this.isShown = false;
    this.emit('close');
  }
}

type IpcEvent = Pick<Electron.IpcMainEvent, 'ports' | 'type'> & {
  sender: DoubleWebContents;
  senderFrame: DoubleFrame | null;
};

class DoubleIpcMain extends EventEmitter {
  /** As if `frame` of `sender` had sent it. */
  receive(
    channel: string,
    from: { sender: DoubleWebContents; senderFrame: DoubleFrame | null },
    ...args: unknown[]
  ) {
    const event: IpcEvent = { ...from, ports: [], type: 'frame' };
    this.emit(channel, event, ...args);
  }
}
export const ipcMain = new DoubleIpcMain();

/** The preload's half. It belongs to one contents at a time: `attach`. */
class DoubleIpcRenderer extends EventEmitter implements Pick<Electron.IpcRenderer, 'send'> {
  #contents: DoubleWebContents | null = null;

  attach(contents: DoubleWebContents | null): void {
    this.#contents = contents;
  }
  send(channel: string, ...args: unknown[]): void {
    const sender = this.#contents;
    if (sender === null) return;
    // Over to another process: never in the same turn.
    setImmediate(() => ipcMain.receive(channel, { sender, senderFrame: sender.mainFrame }, ...args));
  }
  receive(frame: DoubleFrame, channel: string, message: unknown, ports: MessagePort[]): void {
    if (this.#contents?.mainFrame === frame) this.emit(channel, { ports }, message);
  }
}
export const ipcRenderer = new DoubleIpcRenderer();

/** Everything as on a fresh start. */
export function resetElectron(): void {
  app.reset();
  for (const emitter of [nativeTheme, powerMonitor, ipcMain, ipcRenderer]) emitter.removeAllListeners();
  for (const { port1 } of MessageChannelMain.made.splice(0)) port1.close();
  BrowserWindow.all = [];
  DoubleSession.all.clear();
  DoubleSession.reach = globalThis.fetch;
  Tray.all = [];
  Notification.all = [];
  Notification.supported = true;
  Menu.application = null;
  ipcRenderer.attach(null);
  nativeTheme.themeSource = 'system';
  screen.workAreas = [{ x: 0, y: 0, width: 1920, height: 1040 }];
  Object.assign(net, { online: true, fetched: [] });
  Object.assign(dialog, { errors: [], asked: [], answer: 0 });
  protocol.schemes = [];
  shell.opened = [];
}

const hears = <Args extends unknown[]>() => ((..._args: Args) => undefined) satisfies (...args: Args) => void;

// Never called: an event that Electron does not know, or gives other arguments, does not compile.
void ((contents: Electron.WebContents, window: Electron.BrowserWindow, program: Electron.App) => {
  contents.on('will-frame-navigate', hears<ContentsEvents['will-frame-navigate']>());
  contents.on('will-redirect', hears<ContentsEvents['will-redirect']>());
  contents.on('will-attach-webview', hears<ContentsEvents['will-attach-webview']>());
  contents.on('did-navigate', hears<ContentsEvents['did-navigate']>());
  contents.on('dom-ready', hears<ContentsEvents['dom-ready']>());
  contents.on('preload-error', hears<ContentsEvents['preload-error']>());
  contents.on('render-process-gone', hears<ContentsEvents['render-process-gone']>());
  contents.on('destroyed', hears<ContentsEvents['destroyed']>());
  window.on('close', hears<WindowEvents['close']>());
  window.on('focus', hears<WindowEvents['focus']>());
  window.on('ready-to-show', hears<WindowEvents['ready-to-show']>());
  program.on('before-quit', hears<AppEvents['before-quit']>());
  program.on('open-url', hears<AppEvents['open-url']>());
  program.on('second-instance', hears<AppEvents['second-instance']>());
  program.on('activate', hears<AppEvents['activate']>());
});
