/** Makes a machine ready, as far as it is not: system packages, keytar's native part, an Electron runtime, the built app. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepareApp } from './prepare/app.mjs';
import { prepareElectron } from './prepare/electron.mjs';
import { prepareKeytar } from './prepare/keytar.mjs';
import { prepareSystemPackages } from './prepare/system-packages.mjs';
import { capture, projectFolder, say, BuildError } from './run.mjs';

/** Whether a window can be opened without a display of our own. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** `packages`: groups of system-packages.mjs beside those that the app itself needs. Gives back the runtime. */
export async function prepare(packages = []) {
  if (!existsSync(join(projectFolder, 'node_modules', 'vite')))
    throw new BuildError("the dependencies are not installed. Run 'npm ci' first.");
  await prepareSystemPackages(['app', ...packages]);
  await prepareKeytar();
  const electron = await prepareElectron();
  prepareApp();
  offerHooks();
  return electron;
}

/** Once a checkout has been made ready by a person, and only where no hooks are set. */
function offerHooks() {
  if (!process.stderr.isTTY || process.env.CI || !existsSync(join(projectFolder, '.git'))) return;
  if (capture('git', ['config', '--get', 'core.hooksPath']).stdout.trim() !== '') return;
  say("'npm run hooks' checks format and lint of what you commit");
}
