/**
 * The defences of page, preview and bridge, each with the tests that fail without it. `npm run mutants` removes them one at a time.
 * They are found by symbols, so that code may move between files. A symbol that no longer exists is an error.
 */
import { messagePolicy } from '../../electron/security/preview-rules.ts';
import { contentSecurityPolicy, pageHeaders } from '../../electron/security/security-rules.ts';
import type { KilledBy, Mutant } from './mutant.ts';
import type { Place } from './mutation.ts';

// Titles of tests that more than one defence needs.
const refuse = 'web contents > %s is refused';
const frames = 'web contents > a frame is not led to %s';
const permissions = 'a session > the permission %s is not given';
const filter = 'a session > the request filter cancels it when %s';
const spelling = 'a session > the spell checker fetches no dictionary';
const back = 'the page is loaded again after %s, %i times';
const windowSet = 'the window has the preferences of the page, and keeps the page';
const noNode = 'the page has no Node, a sandbox, and nothing that is off by default in Chromium';
const rules = 'no permission and no window is granted';
const headers = 'every file of the page has the policy, and a type that must not be guessed';
const messageServed = 'a message is served at an unguessable address, with a policy that forbids everything, until it is removed';
const preload = 'before any script of the page, WebRTC is removed and navigation is blocked';
const press = 'a command that opens a file dialog needs a press, each time';
const opened = 'the address %j is not opened';
const sender = 'refuses a page at %j';
const guarded = 'refuses a frame inside the page, another page, and a command that needs a press';
const led = 'the page can be led nowhere else';
const noWayOut = 'a download does not start, and no second window opens';
const wire = 'no datagram, no connection and no name leaves by WebRTC or ahead of a link';
const asked = 'no permission is given, asked for or not, and no device';
const bare = 'the page has no Node, no dialogs and no spell checker';
const comesBack = 'a page that was left all the same comes back';
const served = 'its files have headers against sniffing, and only the user may open its folder';
const other = 'calls from a page of another origin are refused, even with the bridge';
const dialogs = 'a script opens no file dialog; a press opens one, once';
const packaged = 'a packaged Keypost opens no developer tools, and takes no page from elsewhere';

const mutant = (name: string, points: readonly number[], place: Place, killedBy: KilledBy, becomes?: string): Mutant => ({
  name,
  points,
  place,
  ...killedBy,
  ...(becomes !== undefined && { becomes }),
});

export const defences: readonly Mutant[] = [
  // What web contents refuse
  mutant('navigation', [13], { in: 'lockDownContents', call: 'on', of: 'will-navigate' }, { unit: refuse, e2e: led }),
  mutant(
    'redirects',
    [13],
    { in: 'lockDownContents', call: 'on', of: 'will-redirect' },
    { unit: refuse, e2e: 'a redirect is not followed, and a frame shows no page of Keypost' },
  ),
  mutant(
    'webviews',
    [12],
    { in: 'lockDownContents', call: 'on', of: 'will-attach-webview' },
    { unit: refuse, e2e: 'no webview is attached, whatever the window allows' },
  ),
  mutant('navigation of frames', [13], { in: 'lockDownContents', call: 'on', of: 'will-frame-navigate' }, { unit: frames }),
  mutant('frames that show anything but a message', [13], { in: 'lockDownContents', operand: 'isPreview' }, { unit: frames }, 'false'),
  mutant(
    'Bluetooth devices',
    [5],
    { in: 'lockDownContents', call: 'on', of: 'select-bluetooth-device' },
    { unit: 'web contents > no Bluetooth device is chosen' },
  ),
  mutant(
    'new windows',
    [14],
    { in: 'lockDownContents', call: 'setWindowOpenHandler' },
    { unit: 'web contents > no window is opened for %j', e2e: noWayOut },
  ),
  mutant('the list of new windows', [14], { value: 'openableWindows' }, { unit: rules }, "['about:blank']"),
  mutant(
    'WebRTC over UDP',
    [],
    { in: 'lockDownContents', call: 'setWebRTCIPHandlingPolicy' },
    { unit: 'web contents > WebRTC sends no datagram', e2e: wire },
  ),

  // What sessions refuse
  mutant('permission requests', [5], { in: 'lockDownSession', call: 'setPermissionRequestHandler' }, { unit: permissions, e2e: asked }),
  mutant('permission checks', [5], { in: 'lockDownSession', call: 'setPermissionCheckHandler' }, { unit: permissions, e2e: asked }),
  mutant(
    'device permissions',
    [5],
    { in: 'lockDownSession', call: 'setDevicePermissionHandler' },
    { unit: 'a session > no device is given' },
  ),
  mutant('the list of permissions', [5], { value: 'grantedPermissions' }, { unit: rules }, "['media']"),
  mutant(
    'the request filter',
    [1],
    { in: 'lockDownSession', call: 'onBeforeRequest' },
    { unit: filter, e2e: 'a page without a policy reaches nothing, where there is no proxy either' },
  ),
  mutant('the request filter: what a frame shows', [1], { in: 'mayGo', guard: 'resourceType' }, { unit: filter }),
  mutant('the request filter: what a frame asks for', [1], { in: 'mayGo', guard: 'parent' }, { unit: filter }),
  mutant(
    'downloads',
    [],
    { in: 'lockDownSession', call: 'on', of: 'will-download' },
    { unit: 'a session > a download is refused', e2e: noWayOut },
  ),
  mutant('the spell checker', [], { in: 'lockDownSession', call: 'setSpellCheckerEnabled' }, { unit: spelling }),
  mutant("the spell checker's languages", [], { in: 'lockDownSession', call: 'setSpellCheckerLanguages' }, { unit: spelling }),

  // That all of them are locked down
  mutant('every web contents', [13], { in: 'lockDown', call: 'lockDownContents' }, { unit: 'new web contents are locked down', e2e: led }),
  mutant(
    'sessions that come later',
    [5],
    { in: 'lockDown', call: 'on', of: 'session-created' },
    { unit: "the default session, the page's session and new sessions are locked down" },
  ),
  mutant(
    'client certificates',
    [],
    { in: 'lockDown', call: 'on', of: 'select-client-certificate' },
    { unit: 'no certificate of the system is sent to a server' },
  ),
  mutant("the page's proxy", [1], { in: 'lockDown', call: 'setProxy' }, { unit: 'the session of the page has a dead proxy', e2e: wire }),
  mutant(
    "the page's proxy, also on this computer",
    [1],
    { in: 'pageProxy', property: 'proxyBypassRules' },
    { unit: "the page's own session reaches nothing, and Vite's server only while developing", e2e: wire },
    "proxyBypassRules: '',",
  ),
  mutant("the page's own session", [1], { in: 'fixedPreferences', property: 'partition' }, { unit: noNode, e2e: wire }, "partition: '',"),
  mutant('the lock-down at the start', [5, 13, 14], { in: 'composeWindow', call: 'lockDown' }, { e2e: led }),
  mutant('the way back to the page', [13], { in: 'keepOnPage', call: 'on', of: 'did-navigate' }, { unit: back, e2e: comesBack }),
  mutant('the way back from an address that fails', [13], { in: 'keepOnPage', call: 'on', of: 'did-fail-load' }, { unit: back }),
  mutant('the way back, in the window', [13], { in: 'openMainWindow', call: 'keepOnPage' }, { unit: windowSet, e2e: comesBack }),
  mutant(
    'the Chromium switches',
    [],
    { in: 'lockDownProcess', call: 'appendSwitch' },
    { unit: 'the switches are set, and every process is in the sandbox', e2e: wire },
  ),
  mutant('names looked up ahead', [], { value: 'chromiumSwitches' }, { unit: 'no name is looked up in advance', e2e: wire }, '[]'),
  mutant(
    'the sandbox of every process',
    [4],
    { in: 'lockDownProcess', call: 'enableSandbox' },
    { unit: 'the switches are set, and every process is in the sandbox' },
  ),
  mutant('the process before the start', [4], { call: 'lockDownProcess' }, { e2e: wire }),

  // The preferences of the window
  mutant('Node', [2], { in: 'fixedPreferences', property: 'nodeIntegration' }, { unit: noNode }, 'nodeIntegration: true,'),
  mutant(
    'Node in frames',
    [2],
    { in: 'fixedPreferences', property: 'nodeIntegrationInSubFrames' },
    { unit: noNode },
    'nodeIntegrationInSubFrames: true,',
  ),
  mutant(
    'Node in workers',
    [2],
    { in: 'fixedPreferences', property: 'nodeIntegrationInWorker' },
    { unit: noNode },
    'nodeIntegrationInWorker: true,',
  ),
  mutant('context isolation', [3], { in: 'fixedPreferences', property: 'contextIsolation' }, { unit: noNode }, 'contextIsolation: false,'),
  mutant('the sandbox', [4], { in: 'fixedPreferences', property: 'sandbox' }, { unit: noNode, e2e: bare }, 'sandbox: false,'),
  mutant('webSecurity', [6], { in: 'fixedPreferences', property: 'webSecurity' }, { unit: noNode }, 'webSecurity: false,'),
  mutant(
    'insecure content',
    [8],
    { in: 'fixedPreferences', property: 'allowRunningInsecureContent' },
    { unit: noNode },
    'allowRunningInsecureContent: true,',
  ),
  mutant(
    'experimental features',
    [9],
    { in: 'fixedPreferences', property: 'experimentalFeatures' },
    { unit: noNode },
    'experimentalFeatures: true,',
  ),
  mutant(
    'Blink features',
    [10],
    { in: 'fixedPreferences', property: 'enableBlinkFeatures' },
    { unit: noNode },
    "enableBlinkFeatures: 'x',",
  ),
  mutant('plugins', [], { in: 'fixedPreferences', property: 'plugins' }, { unit: noNode }, 'plugins: true,'),
  mutant('webview tags', [12], { in: 'fixedPreferences', property: 'webviewTag' }, { unit: noNode }, 'webviewTag: true,'),
  mutant(
    'files that are dropped',
    [13],
    { in: 'fixedPreferences', property: 'navigateOnDragDrop' },
    { unit: noNode },
    'navigateOnDragDrop: true,',
  ),
  mutant('dialogs of scripts', [], { in: 'fixedPreferences', property: 'disableDialogs' }, { unit: noNode }, 'disableDialogs: false,'),
  mutant('the spell checker of the page', [], { in: 'fixedPreferences', property: 'spellcheck' }, { unit: noNode }, 'spellcheck: true,'),
  mutant(
    'the preferences of the window',
    [2, 3, 4, 6],
    { in: 'openMainWindow', property: 'webPreferences' },
    { unit: windowSet },
    'webPreferences: { preload },',
  ),
  mutant('developer tools', [], { in: 'composeWindow', property: 'devTools' }, { e2e: packaged }, 'devTools: true,'),

  // The files that are served
  ...Object.keys(contentSecurityPolicy).map((directive) =>
    mutant(
      `policy: ${directive}`,
      [7],
      { in: 'contentSecurityPolicy', property: directive },
      { unit: 'the policy allows nothing by default and lets nothing leave' },
    ),
  ),
  ...Object.keys(messagePolicy('', null)).map((directive) =>
    mutant(`policy of a message: ${directive}`, [7], { in: 'messagePolicy', property: directive }, { unit: messageServed }),
  ),
  ...Object.keys(pageHeaders('')).map((name) => mutant(`header: ${name}`, [7], { in: 'pageHeaders', property: name }, { unit: headers })),
  ...['X-Content-Type-Options', 'X-DNS-Prefetch-Control', 'Referrer-Policy', 'Cache-Control'].map((name) =>
    mutant(`header of a message: ${name}`, [], { in: 'common', property: name }, { unit: messageServed }),
  ),
  mutant(
    'the headers as they are served',
    [7],
    { in: 'serveScheme', property: 'headers' },
    { unit: 'a file of the page has the headers of the page', e2e: served },
    'headers: {},',
  ),
  mutant('the schemes', [18], { call: 'registerSchemesAsPrivileged' }, { unit: 'the schemes have the declared privileges' }),
  mutant('only GET of the page', [18], { in: 'serveScheme', value: 'found' }, { unit: 'only GET is served' }, 'read(folder, url)'),
  mutant('only GET of a message', [18], { in: 'servePreviews', value: 'found' }, { unit: 'only GET is served' }, 'documents.file(url)'),
  mutant('the host of the page', [18], { in: 'pageFile', guard: 'host' }, { unit: 'pageFile > refuses %s' }),
  mutant("the names of the page's files", [18], { in: 'pageFile', guard: 'test' }, { unit: 'pageFile > refuses %s' }),
  mutant(
    'requests of the page',
    [1],
    { value: 'isOwnRequest' },
    { unit: 'pageSource > is the app itself, and lets nothing else be requested' },
    '() => true',
  ),
  mutant('a page from elsewhere, while developing', [1], { in: 'pageSource', guard: 'devUrl' }, { unit: 'pageSource > is never %j' }),
  mutant(
    'a page from elsewhere, in a package',
    [1],
    { call: 'pageSource' },
    { e2e: packaged },
    "pageSource(process.env['KEYPOST_DEV_URL'])",
  ),

  // The bridge
  mutant(
    'the sender: the main frame',
    [17],
    { in: 'comesFromPage', operand: 'mainFrame' },
    { unit: 'refuses a frame that is gone and one inside the page, even of its own origin' },
  ),
  mutant('the sender: its own origin', [17], { in: 'comesFromPage', operand: 'originOf' }, { unit: sender, e2e: other }),
  mutant('the sender check of each call', [17], { in: 'serve', call: 'comesFromPage' }, { unit: guarded, e2e: other }, 'true'),
  mutant(
    'other senders',
    [17],
    { in: 'guardedDispatch', guard: 'fromPage' },
    { unit: 'refuses a call from elsewhere, without using a press' },
  ),
  mutant('unknown commands', [17], { in: 'isCommand', operand: 'hasOwn' }, { unit: 'dispatch > refuses the command %j' }),
  mutant('inputs that fit no schema', [17], { in: 'dispatch', guard: 'parsed' }, { unit: 'dispatch > %s refuses %j' }),
  mutant('dialogs without a press', [], { in: 'guardedDispatch', guard: 'takeGesture' }, { unit: press, e2e: dialogs }),
  mutant('the commands that need a press', [], { value: 'gestureCommands' }, { unit: press }, '[] as CommandName[]'),
  mutant(
    'the watch of presses',
    [],
    { in: 'composeCommands', property: 'takeGesture' },
    { e2e: dialogs },
    'takeGesture: () => Promise.resolve(true)',
  ),
  mutant(
    'a press that counts twice',
    [],
    { in: 'UserGesture', body: 'take' },
    { unit: '%s is a press, and counts once' },
    '{ return this.#elapsed() - this.#actedAt < lifetimeMs; }',
  ),
  mutant('a press that lasts', [], { value: 'lifetimeMs' }, { unit: 'a press lasts five seconds' }, 'Infinity'),
  mutant(
    'presses that main did not see',
    [],
    { in: 'watchGestures', guard: 'accessibilitySupportEnabled' },
    { unit: 'a press that only Chromium reports counts if a screen reader is used' },
  ),
  mutant(
    'the frozen bridge',
    [20],
    { in: 'bridge', call: 'freeze' },
    { unit: 'the page gets one frozen object with two functions, and nothing of Electron' },
    '{} as Bridge',
  ),
  mutant(
    'events without what is in them of Electron',
    [20],
    { in: 'bridge', call: 'listener' },
    { unit: 'it calls on one channel, and passes the value of an event without the event object' },
    '(listener as (...all: unknown[]) => void)(value, ipcRenderer)',
  ),
  mutant('WebRTC in the page', [], { call: 'executeJavaScript' }, { unit: preload, e2e: wire }),
  mutant('the page that stays', [13], { call: 'stayOnPage' }, { unit: preload, e2e: 'the page stays, wherever a script sends it' }),

  // The diagnostics, which users send to others
  mutant(
    'messages of errors',
    [],
    { in: 'description', call: 'knownMessage' },
    { unit: 'no description of a runtime error contains what it quotes' },
    'message',
  ),
  mutant(
    'messages of errors in other processes',
    [],
    { in: 'sanitizeDescription', call: 'knownMessage' },
    { unit: 'a description from another process contains nothing else either' },
    'message',
  ),
  mutant(
    'secrets in the diagnostics',
    [],
    { in: 'Diagnostics', call: 'redact' },
    { unit: 'the diagnostics > have one line per failure, without secrets, readable for their owner only' },
    'diagnosticLine(report, this.deps.now())',
  ),
  mutant(
    'secrets that are in use',
    [],
    { in: 'RecentSecrets', body: 'watch' },
    { unit: 'a secret that was written or read is removed from lines, for as long as a request can take' },
    '{ return vault; }',
  ),

  // Ways to the system
  mutant("openExternal's check", [15], { in: 'browserOpener', guard: 'isOpenable' }, { unit: opened }),
  mutant('openExternal: only web pages', [15], { body: 'isOpenable' }, { unit: opened }, '{ return true; }'),
  mutant('openExternal: no login in it', [15], { in: 'isOpenable', operand: 'carriesLogin' }, { unit: opened }),
  mutant(
    'the home folder for its owner only',
    [],
    { in: 'checkFolder', property: 'mode' },
    { unit: 'the home folder > is created for its owner only, and so is its parent' },
  ),
  mutant(
    'a home folder that others could read',
    [],
    { in: 'checkFolder', call: 'tryToMakePrivate' },
    { unit: 'the home folder > is made private if others could read it' },
  ),
];
