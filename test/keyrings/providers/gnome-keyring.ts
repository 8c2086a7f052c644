import { until } from '../session.ts';
import { defaultCollection, isLocked, lockCollection, secrets, type Provider } from './provider.ts';

/** Nothing on the test's bus shows its prompts, so it gives up at once where it would ask. */
export const gnomeKeyring: Provider = {
  name: 'gnome-keyring',
  prompts: false,
  async startOpen(session) {
    const daemon = session.start('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // With an empty password it would ask for one.
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
