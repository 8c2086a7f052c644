/** What the tests need to know of the machine; the script that starts them says it. */
import { fileURLToPath } from 'node:url';

const told = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start the tests with "npm run test:e2e"`);
  return value;
};

export const electronPath = told('KEYPOST_ELECTRON_PATH');
export const electronArgs = told('KEYPOST_ELECTRON_ARGS')
  .split(' ')
  .filter((part) => part !== '');
/** There is no graphics card under Xvfb, and to draw in place of one takes Chromium a process of its own and its time. */
export const withoutGraphicsCard = ['--disable-gpu', '--in-process-gpu'];
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

// Playwright numbers its workers from 0; the process that only lists the tests has no number, and needs no desktop.
const worker = process.env['TEST_PARALLEL_INDEX'];
if (worker !== undefined) Object.assign(process.env, desktopOf(Number(worker)));

/** Where the display, the session bus and the keyring of a worker are. No two workers share one. */
function desktopOf(index: number): Record<string, string> {
  const desktops = JSON.parse(told('KEYPOST_DESKTOPS')) as Record<string, string>[];
  const desktop = desktops[index];
  if (!desktop) throw new Error(`there are ${desktops.length} desktops: no more workers than that can be run`);
  return desktop;
}
