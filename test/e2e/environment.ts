/** What the tests need to know about the machine, from environment variables that the build scripts set. */
import { fileURLToPath } from 'node:url';

const requiredVariable = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start the tests with "npm run test:e2e"`);
  return value;
};

export const electronPath = requiredVariable('KEYPOST_ELECTRON_PATH');
export const electronArgs = requiredVariable('KEYPOST_ELECTRON_ARGS')
  .split(' ')
  .filter((part) => part !== '');
/** Xvfb has no graphics card, and Chromium would start a separate process to draw without one. */
export const withoutGraphicsCard = ['--disable-gpu', '--in-process-gpu'];
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

// Playwright numbers its workers from 0; the process that only lists the tests has no number, and needs no desktop.
const worker = process.env['TEST_PARALLEL_INDEX'];
if (worker !== undefined) Object.assign(process.env, desktopOf(Number(worker)));

/** The environment variables of a worker's display, session bus and keyring. No two workers share one. */
function desktopOf(index: number): Record<string, string> {
  const desktops = JSON.parse(requiredVariable('KEYPOST_DESKTOPS')) as Record<string, string>[];
  const desktop = desktops[index];
  if (!desktop) throw new Error(`there are ${desktops.length} desktops: no more workers than that can be run`);
  return desktop;
}
