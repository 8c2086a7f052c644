import { until } from '../session.ts';
import { defaultCollection, isLocked, lockCollection, secrets, type Provider } from './provider.ts';

/** No program on the test's bus shows its prompts, so it fails at once where it would prompt. */
export const gnomeKeyring: Provider = {
  name: 'gnome-keyring',
  prompts: false,
  async startOpen(session) {
    const daemon = session.start('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // It would prompt for a password if this one were empty.
    daemon.stdin?.end('x\n');
    await until('gnome-keyring is open', async () => {
      if (!(await session.isOwned(secrets))) return false;
      const collection = await defaultCollection(session);
      return collection !== '/' && !(await isLocked(session, collection));
    });
    return daemon;
  },
  async lock(session) {
    const collection = await defaultCollection(session);
    await lockCollection(session, collection);
    await until('gnome-keyring is locked', () => isLocked(session, collection));
  },
  isPrompting: () => Promise.resolve(false),
  flush: () => Promise.resolve(),
};
