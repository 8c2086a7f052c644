/**
 * `npm run dist`: packages Keypost for this platform, as a folder in dist/. What stands after `--` goes to electron-builder
 * instead of `--dir`, such as `-- --linux deb`.
 */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { prepare } from './prepare.mjs';
import { fallbackVersion } from './prepare/fallback-runtime.mjs';
import { main, projectFolder, runTool, say } from './run.mjs';

main(async () => {
  const { kind, path } = await prepare();
  const targets = process.argv.slice(2);
  const args = targets.length > 0 ? targets : ['--dir'];
  if (kind === 'official') return runTool('electronBuilder', ['--publish', 'never', ...args]);

  const version = kind === 'fallback' ? fallbackVersion : versionOf(dirname(path));
  say(`this is a TRIAL package on Electron ${version}, not for shipping: only the pinned Electron ships`);
  const runtime = runtimeAlone(dirname(path));
  const trial = [`-c.electronDist=${runtime}`, `-c.electronVersion=${version}`, '-c.directories.output=dist/trial-not-for-shipping'];
  return runTool('electronBuilder', ['--publish', 'never', ...args, ...trial]);
});

/** The runtime without the small default app that development needs: a package holds one app only. */
function runtimeAlone(folder) {
  const copy = join(projectFolder, 'out', 'runtime');
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true, filter: (source) => source !== join(folder, 'resources', 'app') });
  return copy;
}

const versionOf = (folder) => readFileSync(join(folder, 'version'), 'utf8').trim();
