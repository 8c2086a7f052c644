import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until, type Session } from '../session.ts';
import { defaultCollection, isLocked, isSearchHeldUp, lockCollection, secrets, type Provider } from './provider.ts';

/** A locked database opens a window that asks for its password. */
export const keePassXC: Provider = {
  name: 'KeePassXC',
  prompts: true,
  async startOpen(session) {
    const file = join(session.folder, 'tests.kdbx');
    if (!existsSync(file)) makeDatabase(session, file);
    const settings = join(session.folder, 'keepassxc.ini');
    writeFileSync(settings, ini);
    const args = ['--config', settings, '--localconfig', join(session.folder, 'keepassxc-local.ini'), '--pw-stdin', file];
    const app = session.start('keepassxc', args, { stdio: ['pipe', 'ignore', 'ignore'] });
    app.stdin?.end('x\n');
    await until('KeePassXC is open', async () => {
      if (!(await session.isOwned(secrets))) return false;
      const collection = await defaultCollection(session);
      return collection !== '/' && !(await isLocked(session, collection));
    });
    return app;
  },
  async lock(session) {
    const collection = await defaultCollection(session);
    await lockCollection(session, collection);
    await until('KeePassXC is locked', () => isLocked(session, collection));
  },
  isPrompting: isSearchHeldUp,
  /** It saves a moment after every change. */
  flush: (session) => until('the database is saved', () => listed(session).includes('Keypost/a')),
};

const listed = (session: Session): string =>
  spawnSync('keepassxc-cli', ['ls', '--recursive', '--flatten', join(session.folder, 'tests.kdbx')], {
    env: session.env,
    input: 'x\n',
    encoding: 'utf8',
  }).stdout;

/** The database itself contains the group that the Secret Service may use. */
function makeDatabase(session: Session, file: string): void {
  const xml = join(session.folder, 'tests.xml');
  writeFileSync(xml, database);
  const made = spawnSync('keepassxc-cli', ['import', '--set-password', '--decryption-time', '100', xml, file], {
    env: session.env,
    input: 'x\nx\n',
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`the database was not made: ${made.stderr}`);
}

const group = Buffer.from('0123456789abcdef');
const groupId = group.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const database = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile>
  <Meta>
    <Generator>Keypost</Generator>
    <DatabaseName>tests</DatabaseName>
    <CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{${groupId}}</Value></Item></CustomData>
  </Meta>
  <Root>
    <Group><UUID>${group.toString('base64')}</UUID><Name>Secrets</Name></Group>
    <DeletedObjects />
  </Root>
</KeePassFile>
`;
const ini = `[General]
ConfigVersion=2
SingleInstance=false
UpdateCheckMessageShown=true
AutoSaveAfterEveryChange=true
[GUI]
CheckForUpdates=false
[Security]
LockDatabaseIdle=false
[FdoSecrets]
Enabled=true
ShowNotification=false
ConfirmAccessItem=false
ConfirmDeleteItem=false
`;
