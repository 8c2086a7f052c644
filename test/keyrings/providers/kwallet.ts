import type { ChildProcess } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { killed, until, type Session } from '../session.ts';
import { hasPrompt, secrets, type Provider } from './provider.ts';

const daemon = { destination: 'org.kde.kwalletd5', path: '/modules/kwalletd5', interface: 'org.kde.KWallet' };
const wallet = 'kdewallet';
/** The key that the login of a KDE session derives from the password. The tests need only a constant one. */
const key = new Array<number>(56).fill(1);

/** A closed wallet opens a window that asks for its password. */
export const kWallet: Provider = {
  name: 'KWallet',
  prompts: true,
  async startOpen(session) {
    writeFileSync(join(session.folder, 'config', 'kwalletrc'), kwalletrc);
    const known = existsSync(join(session.folder, 'data', 'kwalletd', `${wallet}.kwl`));
    const app = await started(session);
    if (known) return app;
    // It exposes a wallet as a collection only if the wallet existed when it started.
    await this.flush(session);
    await killed(app);
    return started(session);
  },
  async lock(session) {
    await session.valuesOf({ ...daemon, member: 'close', signature: 'sb', args: [wallet, true] });
    await until('KWallet is closed', async () => !(await isOpen(session)));
  },
  isPrompting: hasPrompt,
  async flush(session) {
    await session.valuesOf({ ...daemon, member: 'close', signature: 'sb', args: [wallet, true] });
    await open(session);
  },
};

async function started(session: Session): Promise<ChildProcess> {
  const app = session.start('kwalletd5', []);
  await until('KWallet is there', async () => (await session.isOwned(secrets)) && (await session.isOwned(daemon.destination)));
  await open(session);
  return app;
}

async function open(session: Session): Promise<void> {
  await session.valuesOf({ ...daemon, member: 'pamOpen', signature: 'sayi', args: [wallet, key, 0] });
  await until('the wallet is open', () => isOpen(session));
}

const isOpen = async (session: Session): Promise<boolean> =>
  (await session.valuesOf({ ...daemon, member: 'isOpen', signature: 's', args: [wallet] }))[0] === true;

const kwalletrc = `[Wallet]
First Use=false
Enabled=true
Use One Wallet=true
Default Wallet=${wallet}
Launch Manager=false
Close When Idle=false
Close on Screensaver=false
Leave Open=true
Prompt on Open=false
[org.freedesktop.secrets]
apiEnabled=true
`;
