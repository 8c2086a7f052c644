/** keytar's native part: its prebuilt binary where that can be reached, else built here. N-API: one build serves Node and Electron. */
import { createRequire } from 'node:module';
import { capture, run, say, BuildError } from '../run.mjs';
import { prepareSystemPackages } from './system-packages.mjs';

export async function prepareKeytar() {
  if (keytarProblem() === '') return;
  await prepareSystemPackages(['keytar']);
  say("building the keychain part (keytar), once after every 'npm ci'");
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await run(npm, ['rebuild', 'keytar', '--ignore-scripts=false'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  const problem = code === 0 ? problemInFreshNode() : 'npm rebuild keytar failed';
  if (problem !== '')
    throw new BuildError(`the keychain part could not be built (${problem}). It takes a C++ compiler, Python and, on Linux, libsecret.`);
}

/** Empty when keytar can be used; otherwise why not, on one line. */
export function keytarProblem() {
  try {
    createRequire(import.meta.url)('keytar');
    return '';
  } catch (error) {
    return error.message.split('\n')[0];
  }
}

function problemInFreshNode() {
  const { code, stderr } = capture(process.execPath, ['-e', "require('keytar')"]);
  return code === 0 ? '' : (stderr.split('\n').find((line) => line.includes('Error')) ?? 'it can not be loaded');
}
