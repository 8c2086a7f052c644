/** `npm run doctor`: what this machine has, in a few lines to read or to paste into a report. It changes nothing. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { electronArgs } from './electron-args.mjs';
import { findElectron, pinnedVersion } from './prepare/electron.mjs';
import { keytarProblem } from './prepare/keytar.mjs';
import { missingPackages } from './prepare/system-packages.mjs';
import { capture, main, projectFolder } from './run.mjs';

const { productName, version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));

main(async () => {
  const folder = process.env.KEYPOST_HOME || userData();
  const lines = [
    ['Keypost', version],
    ['Node', process.version],
    ['npm', capture('npm', ['--version'], { shell: process.platform === 'win32' }).stdout.trim() || 'not found'],
    ['system', `${process.platform} ${process.arch}${process.getuid?.() === 0 ? ', as root' : ''}`],
    ['Electron', electronWords()],
    ['system packages', packageWords()],
    ['keytar', keytarProblem() || 'loads'],
    ['keychain', keychainProblemText()],
    ['display', process.platform !== 'linux' ? 'the system’s' : process.env.WAYLAND_DISPLAY || process.env.DISPLAY || 'none'],
    ['folder in use', folder],
    ['diagnostics', join(folder, 'diagnostics.log')],
  ];
  for (const [name, value] of lines) process.stdout.write(`${name.padEnd(17)}${value}\n`);
});

function electronWords() {
  const found = findElectron();
  if (found === null) return `none yet (${pinnedVersion()} is pinned); 'npm start' gets one`;
  const { stdout } = capture(found.path, [...electronArgs(), '--version'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '' },
    timeout: 10_000,
  });
  const words = { named: 'named by KEYPOST_ELECTRON', official: 'official', fallback: `fallback; ${pinnedVersion()} is pinned` };
  return `${found.version || stdout.trim()} (${words[found.kind]}) at ${found.path}`;
}

function packageWords() {
  const missing = missingPackages(['app', 'keytar', 'display', 'keyring', 'dist']);
  return missing.length === 0
    ? 'all there'
    : `not installed yet: ${missing.map(([name]) => name).join(' ')} (what needs them installs them)`;
}

/** In a process of its own, because a keychain may ask and wait for ever. */
function keychainProblemText() {
  if (keytarProblem() !== '') return 'unknown: keytar does not load';
  const probe =
    "require('keytar').findPassword('Keypost').then(() => process.exit(0), (error) => { console.error(error.message); process.exit(1) })";
  const { code, stderr } = capture(process.execPath, ['-e', probe], { timeout: 5000 });
  if (code === 0) return 'available';
  if (code !== 1) return 'no answer within 5 s; it may be locked';
  return `absent or locked; install or open GNOME Keyring or KWallet (${stderr.trim().split('\n')[0]})`;
}

function userData() {
  const roots = { darwin: join(homedir(), 'Library', 'Application Support'), win32: process.env.APPDATA ?? homedir() };
  return join(roots[process.platform] ?? process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), productName);
}
