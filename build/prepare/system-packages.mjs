/** The packages that Electron, keytar and the tests need from Debian or Ubuntu. Other systems have, or name, their own. */
import { readFileSync } from 'node:fs';
import { capture, run, say, BuildError } from '../run.mjs';

/** Where a package has another name on a newer release, both are here, the newer one last. */
const groups = {
  /** To open a window and to reach a keychain. */
  app: [['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['libasound2', 'libasound2t64'], ['libgbm1'], ['libxss1'], ['libsecret-1-0']],
  /** To build keytar's native part. */
  keytar: [['libsecret-1-dev'], ['python3'], ['make'], ['g++'], ['pkg-config']],
  /** To open a window where there is no display. */
  display: [['xvfb'], ['xauth'], ['fonts-dejavu']],
  /** To have a keychain without a desktop. */
  keyring: [['dbus', 'dbus-daemon'], ['gnome-keyring']],
  /** To run what "Copy as cURL" gives, and to see when the log is synced to the disk. */
  tests: [['curl'], ['strace']],
  /** The other keychains that Keypost is tested with, and what a German desktop needs. KWallet encrypts with the last one. */
  keyrings: [['keepassxc'], ['libkf5wallet-bin'], ['libqca-qt5-2-plugins'], ['locales']],
  /** To pack archives. */
  dist: [['p7zip-full', '7zip']],
};

/** Installs what these groups lack, as root or with passwordless sudo; otherwise stops with the line to run. */
export async function prepareSystemPackages(names) {
  const missing = missingPackages(names);
  if (missing.length === 0) return;
  const installer = rootCommand();
  const wanted = (packages) => ['apt-get', 'install', '--yes', '--no-install-recommends', ...packages];
  if (installer === null) {
    const line = `sudo apt-get update && sudo ${wanted(missing.map(knownName)).join(' ')}`;
    throw new BuildError(`some packages are missing, and installing them takes root. Run this line, then try again:\n\n  ${line}\n`);
  }
  say(`installing ${missing.length} system packages (once per machine)`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await run(...asCommand(installer, ['apt-get', 'update']), { env: environment, stdio: ['ignore', 2, 2] });
  if (updated !== 0) say('the list of packages could not be renewed; trying with the one at hand');
  const packages = missing.map(knownName);
  const code = await run(...asCommand(installer, wanted(packages)), { env: environment, stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new BuildError(`the packages could not be installed. Install them, then try again: ${packages.join(' ')}`);
}

/** The packages, each with its possible names, that are not installed. Empty where Debian's package manager is not used. */
export function missingPackages(names) {
  if (!isDebian()) return [];
  const all = names.flatMap((name) => groups[name]);
  const { stdout } = capture('dpkg-query', ['--show', '--showformat', '${db:Status-Abbrev} ${Package}\n', ...all.flat()]);
  return notInstalled(all, stdout);
}

/** Pure: `listing` has lines such as `ii  xvfb`. */
function notInstalled(packages, listing) {
  const installed = new Set(
    listing
      .split('\n')
      .filter((line) => line.startsWith('ii'))
      .map((line) => line.trim().split(/\s+/).at(-1)),
  );
  return packages.filter((variants) => !variants.some((name) => installed.has(name)));
}

function isDebian() {
  if (process.platform !== 'linux') return false;
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** The newest name that this release can install. */
function knownName(variants) {
  if (variants.length === 1) return variants[0];
  const installable = (name) => /Candidate: (?!\(none\))/.test(capture('apt-cache', ['policy', name]).stdout);
  return variants.findLast(installable) ?? variants[0];
}

/** What to put before a command to run it as root; `null` when that needs a password. */
function rootCommand() {
  if (process.getuid?.() === 0) return [];
  return capture('sudo', ['--non-interactive', 'true']).code === 0 ? ['sudo', '--non-interactive'] : null;
}

function asCommand(before, command) {
  const [first, ...rest] = [...before, ...command];
  return [first, rest];
}
