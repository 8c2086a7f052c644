/**
 * A fake of the parts of Electron that the adapters use: it records what is set on it, and responds like Electron. A test takes it with
 * `vi.mock('electron', async () => (await import('../fake-electron.ts')).fakeElectron)`.
 */
import { EventEmitter } from 'node:events';
import type { LockableContents, LockableSession } from '../../../electron/security/lock-down.ts';

/** An event that records whether it was prevented. */
export class FakeEvent {
  defaultPrevented = false;
  readonly url: string;
  readonly isMainFrame: boolean;

  constructor({ url = 'https://example.com/', isMainFrame = true } = {}) {
    this.url = url;
    this.isMainFrame = isMainFrame;
  }

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export class FakeContents extends EventEmitter implements LockableContents {
  /** The handler for new windows. Like Electron by default, it allows all. */
  open: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  policy = 'default';

  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'allow' } | { action: 'deny' }): void {
    this.open = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.policy = policy;
  }

  /** The addresses that Keypost itself loaded. */
  readonly loaded: string[] = [];
  readonly sent: unknown[][] = [];
  /** The result of a script in an isolated world. */
  worldAnswer: unknown = null;

  isDestroyed(): boolean {
    return false;
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
  executeJavaScriptInIsolatedWorld(): Promise<unknown> {
    return Promise.resolve(this.worldAnswer);
  }

  /** Whether the event was prevented. */
  refuses(name: string, event = new FakeEvent(), ...rest: unknown[]): boolean {
    this.emit(name, event, ...rest);
    return event.defaultPrevented;
  }
}

type Permit = (contents: unknown, permission: string, respond: (granted: boolean) => void) => void;
type Filter = Parameters<LockableSession['webRequest']['onBeforeRequest']>[0];

/** Like Electron by default, everything is granted. */
export class FakeSession extends EventEmitter implements LockableSession {
  permit: Permit = (_, _permission, respond) => respond(true);
  check: (contents: unknown, permission: string) => boolean = () => true;
  device: () => boolean = () => true;
  filter: Filter = (_, respond) => respond({ cancel: false });
  spellChecker = { enabled: true, languages: ['en-US'] };
  readonly webRequest = {
    onBeforeRequest: (filter: Filter): void => {
      this.filter = filter;
    },
  };

  proxy: unknown = null;
  readonly protocol = {
    served: new Map<string, Serve>(),
    registerBufferProtocol(scheme: string, serve: Serve): void {
      this.served.set(scheme, serve);
    },
    registerStreamProtocol(scheme: string, serve: Serve): void {
      this.served.set(scheme, serve);
    },
  };

  setProxy(proxy: unknown): Promise<void> {
    this.proxy = proxy;
    return Promise.resolve();
  }
  resolveProxy(url: string): Promise<string> {
    return Promise.resolve(`the proxy of this session for ${url}`);
  }
  setPermissionRequestHandler(handler: Permit): void {
    this.permit = handler;
  }
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker.enabled = enabled;
  }
  setSpellCheckerLanguages(languages: string[]): void {
    this.spellChecker.languages = languages;
  }
}

export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  static readonly all: FakeWindow[] = [];
  readonly options: { webPreferences?: object };

  constructor(options: { webPreferences?: object } = {}) {
    super();
    this.options = options;
    FakeWindow.all.push(this);
  }
  static getAllWindows(): FakeWindow[] {
    return FakeWindow.all;
  }
  isDestroyed(): boolean {
    return false;
  }
  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
}

class FakeApp extends EventEmitter {
  accessibilitySupportEnabled = false;
  readonly switches: [string, string][] = [];
  readonly paths = new Map<string, string>();
  readonly commandLine = {
    hasSwitch: (name: string): boolean => this.switches.some(([one]) => one === name),
    appendSwitch: (name: string, value: string): void => {
      this.switches.push([name, value]);
    },
  };
  sandboxed = false;
  enableSandbox(): void {
    this.sandboxed = true;
  }
  getPath(name: string): string {
    return this.paths.get(name) ?? '';
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
}

type Serve = (request: { method: string; url: string }, respond: (response: never) => void) => void;
type Handle = (event: unknown, ...values: unknown[]) => Promise<unknown>;

const app = new FakeApp();
const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
const partitions = new Map<string, FakeSession>();

export const fakeElectron = {
  app,
  session: {
    defaultSession: new FakeSession(),
    fromPartition: (name: string): FakeSession => {
      const found = partitions.get(name);
      if (found) return found;
      const created = new FakeSession();
      partitions.set(name, created);
      app.emit('session-created', created);
      return created;
    },
  },
  BrowserWindow: FakeWindow,
  Menu: {},
  dialog: {},
  shell: {},
  nativeTheme: { shouldUseDarkColors: false },
  screen: Object.assign(new EventEmitter(), {
    getPrimaryDisplay: (): object => display,
    getAllDisplays: (): object[] => [display],
  }),
  /** The handlers by channel. */
  ipcMain: {
    handlers: new Map<string, Handle>(),
    handle(channel: string, handler: Handle): void {
      this.handlers.set(channel, handler);
    },
  },
  ipcRenderer: Object.assign(new EventEmitter(), {
    invoked: [] as unknown[][],
    invoke(...values: unknown[]): Promise<string> {
      this.invoked.push(values);
      return Promise.resolve('{}');
    },
  }),
  contextBridge: {
    exposed: {} as Record<string, unknown>,
    exposeInMainWorld(name: string, value: unknown): void {
      this.exposed[name] = value;
    },
  },
  webFrame: {
    scripts: [] as string[],
    executeJavaScript(code: string): Promise<void> {
      this.scripts.push(code);
      return Promise.resolve();
    },
  },
  protocol: {
    schemes: [] as unknown[],
    registerSchemesAsPrivileged(schemes: unknown[]): void {
      this.schemes.push(...schemes);
    },
  },
};
