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
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
