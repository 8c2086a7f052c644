/** keytar's native part: its prebuilt binary where that can be reached, else built here. N-API: one build serves Node and Electron. */
import { createRequire } from 'node:module';
import { capture, run, say, Trouble } from '../run.mjs';
import { prepareSystemPackages } from './system-packages.mjs';

export async function prepareKeytar() {
  if (keytarTrouble() === '') return;
  await prepareSystemPackages(['keytar']);
  say("building the keychain part (keytar), once after every 'npm ci'");
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await run(npm, ['rebuild', 'keytar', '--ignore-scripts=false'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  const trouble = code === 0 ? troubleInFreshNode() : 'npm rebuild keytar failed';
  if (trouble !== '')
    throw new Trouble(`the keychain part could not be built (${trouble}). It takes a C++ compiler, Python and, on Linux, libsecret.`);
}

/** Empty when keytar can be used; otherwise why not, on one line. */
export function keytarTrouble() {
  try {
    createRequire(import.meta.url)('keytar');
    return '';
  } catch (error) {
    return error.message.split('\n')[0];
  }
}

function troubleInFreshNode() {
  const { code, stderr } = capture(process.execPath, ['-e', "require('keytar')"]);
  return code === 0 ? '' : (stderr.split('\n').find((line) => line.includes('Error')) ?? 'it can not be loaded');
}
