/** The key of the evidence: each ledger has its own in the keychain, and a ledger that was restored from a copy is detected. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { bringingKey, EvidenceKey } from '../../../../electron/resolution/evidence-key.ts';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import { SessionVault } from '../../../../electron/accounts/session-vault.ts';
import type { Vault } from '../../../../electron/accounts/vault.ts';
import { FingerprintKey } from '../../../../electron/log/ledger/fingerprints.ts';
import { fail, ok } from '../../../../electron/shared/domain/result.ts';
import type { SendingAccounts } from '../../../../electron/accounts/account-access.ts';
import { logFile } from '../log/a-log.ts';
import { Computer, startDesk, type Desk } from '../log/ledger/a-ledger.ts';
import { secret as vaultSecret } from '../accounts/fake-keychain.ts';
import { entry, start as startVault, stored } from '../accounts/keychain/vault-bench.ts';

type Keychain = Pick<Vault, 'read' | 'write'>;
type Send = ReturnType<Desk['send']>;

const begin = () => {
  const [folder, computer] = [dirname(logFile()), new Computer()];
  return { folder, computer, desk: startDesk(folder, computer) };
};

const keyOf = ({ ledger }: Desk, keychain: Keychain, elapsed = () => 0): EvidenceKey =>
  new EvidenceKey({ keychain: { inBackground: keychain }, ledger, elapsed });

/** Runs Keypost in that folder with that keychain. */
async function run<T>(folder: string, computer: Computer, keychain: Keychain, work: (desk: Desk) => T): Promise<T> {
  const desk = startDesk(folder, computer);
  await keyOf(desk, keychain).load();
  const done = work(desk);
  desk.close();
  computer.pass(60_000);
  return done;
}

/** Runs an older version of Keypost, which had one keychain entry for all folders. */
async function formerRun<T>(folder: string, computer: Computer, keychain: Keychain, work: (desk: Desk) => T): Promise<T> {
  const desk = startDesk(folder, computer);
  const kept = await keychain.read('evidence');
  const found = kept.ok ? kept.value : null;
  const key = found === null ? randomBytes(32) : Buffer.from(found.password, 'base64');
  const next = `stamp of ${computer.wall}`;
  desk.ledger.useKey(new FingerprintKey(key), found?.realm ?? next, next);
  await keychain.write('evidence', { siteUrl: 'keypost:evidence', realm: next, password: key.toString('base64'), clientKey: '' });
  const done = work(desk);
  desk.close();
  computer.pass(60_000);
  return done;
}

const lose = (desk: Desk): Send => desk.send('unknown');
/** The number of known other sends that may explain an event of this one, or why it isn't known. */
const evidence =
  (send: Send) =>
  ({ ledger }: Desk): unknown => {
    const found = ledger.evidence(send.pressId);
    return typeof found === 'string' ? found : found.others.length;
  };

/** Copies all files of a data folder; the returned function puts them back as they were. */
function copyOf(folder: string): () => void {
  const copy = join(dirname(folder), 'copy');
  const copyAll = (from: string, to: string): void => {
    for (const name of readdirSync(from)) copyFileSync(join(from, name), join(to, name));
  };
  mkdirSync(copy, { recursive: true });
  copyAll(folder, copy);
  return () => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    copyAll(copy, folder);
  };
}

const folderIn = (parent: string, name: string): string => {
  const folder = join(parent, name);
  mkdirSync(folder);
  return folder;
};

describe('the key', () => {
  test('is created once, and loaded in every later run', async () => {
    const [folder, computer, keychain] = [dirname(logFile()), new Computer(), new SessionVault()];
    const lost = await run(folder, computer, keychain, lose);
    const again = await run(folder, computer, keychain, (desk) => [evidence(lost)(desk), desk.send('accepted')] as const);
    expect(again[0]).toBe(0);
    for (let n = 0; n < 3; n++) expect(await run(folder, computer, keychain, evidence(lost))).toBe(1);
  });

  test('is loaded once per run', async () => {
    const keychain = new SessionVault();
    let reads = 0;
    const counted: Keychain = {
      read: (name) => {
        reads += 1;
        return keychain.read(name);
      },
      write: (name, secret) => keychain.write(name, secret),
    };
    const key = keyOf(begin().desk, counted);
    await Promise.all([key.load(), key.load()]);
    await key.load();
    expect(reads).toBe(1);
  });

  test('differs for each data folder: two folders used in turn keep their evidence', async () => {
    const [parent, computer, keychain] = [dirname(logFile()), new Computer(), new SessionVault()];
    const [first, second] = [folderIn(parent, 'first'), folderIn(parent, 'second')];
    const [lostHere, lostThere] = [await run(first, computer, keychain, lose), await run(second, computer, keychain, lose)];
    for (let n = 0; n < 2; n++) {
      expect(await run(first, computer, keychain, evidence(lostHere))).toBe(0);
      expect(await run(second, computer, keychain, evidence(lostThere))).toBe(0);
    }
  });

  test('detects that the files were restored from a copy of an earlier run', async () => {
    const [parent, computer, keychain] = [dirname(logFile()), new Computer(), new SessionVault()];
    const folder = folderIn(parent, 'home');
    const lost = await run(folder, computer, keychain, lose);
    const restore = copyOf(folder);
    await run(folder, computer, keychain, (desk) => desk.send('accepted'));
    restore();
    expect(await run(folder, computer, keychain, evidence(lost))).toBe('incomplete');
  });

  test('that is invalid is replaced, and earlier evidence becomes unclear', async () => {
    const [folder, computer, keychain] = [dirname(logFile()), new Computer(), new SessionVault()];
    const [lost, name] = await run(folder, computer, keychain, (desk) => [lose(desk), desk.ledger.keyRecord.entry ?? ''] as const);
    await keychain.write(name, { siteUrl: '', realm: 's', password: 'short', clientKey: '' });
    expect(await run(folder, computer, keychain, evidence(lost))).toBe('otherKey');
  });

  test('is not used in a run that cannot renew its stamp', async () => {
    const [parent, computer, keychain] = [dirname(logFile()), new Computer(), new SessionVault()];
    const folder = folderIn(parent, 'home');
    const lost = await run(folder, computer, keychain, lose);
    const restore = copyOf(folder);
    const readable: Keychain = {
      read: (name) => keychain.read(name),
      write: () => Promise.resolve(fail('vaultFailed', 'Refused.')),
    };
    expect(await run(folder, computer, readable, evidence(lost))).toBe('otherKey');
    // The former stamp is in the keychain again, and the next run continues with it.
    expect(await run(folder, computer, keychain, evidence(lost))).toBe(0);
    restore();
    expect(await run(folder, computer, keychain, evidence(lost))).toBe('incomplete');
  });

  test('is recognized in the next run if its write succeeded after the timeout', async () => {
    const [folder, computer, keychain] = [dirname(logFile()), new Computer(), new SessionVault()];
    const lost = await run(folder, computer, keychain, lose);
    const late: Keychain = {
      read: (name) => keychain.read(name),
      write: async (name, secret) => {
        await keychain.write(name, secret);
        return fail('vaultLocked', 'No response.');
      },
    };
    await run(folder, computer, late, () => undefined);
    expect(await run(folder, computer, keychain, evidence(lost))).toBe(0);
  });

  test('is not requested again at once when the keychain refuses it', async () => {
    let reads = 0;
    const locked: Keychain = {
      read: () => {
        reads += 1;
        return Promise.resolve(fail('vaultLocked', 'Locked.'));
      },
      write: () => Promise.reject(new Error('not to be called')),
    };
    const clock = { now: 0 };
    const key = keyOf(begin().desk, locked, () => clock.now);
    await key.load();
    await key.load();
    expect(reads).toBe(1);
    clock.now += 60_001;
    await key.load();
    expect(reads).toBe(2);
  });
});

describe('the former common entry of all data folders', () => {
  test('stays with the ledger that used it last, and its evidence stays valid', async () => {
    const [folder, computer, keychain] = [dirname(logFile()), new Computer(), new SessionVault()];
    const lost = await formerRun(folder, computer, keychain, lose);
    await formerRun(folder, computer, keychain, (desk) => desk.send('accepted'));
    for (let n = 0; n < 3; n++) expect(await run(folder, computer, keychain, evidence(lost))).toBe(1);
  });

  test('is not used by any other ledger', async () => {
    const [parent, computer, keychain] = [dirname(logFile()), new Computer(), new SessionVault()];
    const [first, second] = [folderIn(parent, 'first'), folderIn(parent, 'second')];
    const lostHere = await formerRun(first, computer, keychain, lose);
    const lostThere = await formerRun(second, computer, keychain, lose);
    expect(await run(folderIn(parent, 'new'), computer, keychain, (desk) => desk.ledger.keyRecord.entry)).not.toBe('evidence');
    expect(await run(first, computer, keychain, evidence(lostHere))).toBe('otherKey');
    const lostLater = await run(first, computer, keychain, lose);
    expect(await run(second, computer, keychain, evidence(lostThere))).toBe(0);
    expect(await run(first, computer, keychain, (desk) => [desk.ledger.keyRecord.entry, evidence(lostLater)(desk)])).toEqual([
      expect.stringMatching(/^evidence-/),
      expect.anything(),
    ]);
  });

  test('is not used for files that were restored from an earlier copy', async () => {
    const [parent, computer, keychain] = [dirname(logFile()), new Computer(), new SessionVault()];
    const folder = folderIn(parent, 'home');
    const lost = await formerRun(folder, computer, keychain, lose);
    const restore = copyOf(folder);
    await run(folder, computer, keychain, (desk) => desk.send('accepted'));
    restore();
    expect(await run(folder, computer, keychain, evidence(lost))).toBe('otherKey');
  });

  test("is not assigned while the keychain can't be read", async () => {
    const [folder, computer, keychain] = [dirname(logFile()), new Computer(), new SessionVault()];
    const lost = await formerRun(folder, computer, keychain, lose);
    const locked: Keychain = {
      read: () => Promise.resolve(fail('vaultLocked', 'Locked.')),
      write: () => Promise.reject(new Error('not to be called')),
    };
    expect(await run(folder, computer, locked, (desk) => desk.ledger.keyRecord.entry)).toBeNull();
    expect(await run(folder, computer, keychain, evidence(lost))).toBe(0);
  });
});

test.each([
  ['in the keychain', { backend: 'keychain', builtIn: false }, 1],
  ['in memory', { backend: 'memory', builtIn: false }, 0],
  ['of the practice realm', { backend: 'keychain', builtIn: true }, 0],
] as const)(
  'loads the key together with the secret of an account only if that is in the keychain: %s %#',
  async (_, { backend, builtIn }, loads) => {
    let loaded = 0;
    const account = { builtIn, secret: { backend } } as AccountView;
    const secret = { siteUrl: '', realm: '', password: 'x', clientKey: '' };
    const accounts: SendingAccounts = { get: () => account, secretFor: () => Promise.resolve(ok(secret)) };
    const load = (): Promise<void> => {
      loaded += 1;
      return Promise.resolve();
    };
    expect(await bringingKey(accounts, { load }, true).secretFor(account)).toEqual(ok(secret));
    expect(loaded).toBe(loads);
  },
);

test('passes the abort signal of a press on to the keychain', async () => {
  const account = { builtIn: false, secret: { backend: 'keychain' } } as AccountView;
  const signals: (AbortSignal | undefined)[] = [];
  const accounts: SendingAccounts = {
    get: () => account,
    secretFor: (_, signal) => {
      signals.push(signal);
      return Promise.resolve(fail('vaultLocked', 'Locked.'));
    },
  };
  const { signal } = new AbortController();
  await bringingKey(accounts, { load: () => Promise.resolve() }, false).secretFor(account, signal);
  expect(signals).toEqual([signal]);
});

test.each(['getPassword', 'setPassword'] as const)('no press waits for the key, or for a prompt (%s) caused by it', async (call) => {
  const { keytar, vault } = startVault();
  keytar.hold(call);
  keytar.entries.set(entry, stored());
  const { desk } = begin();
  const key = new EvidenceKey({ keychain: vault, ledger: desk.ledger, elapsed: () => 0 });
  const loading = key.load();
  await vi.waitFor(() => expect(keytar.calls.at(-1)).toContain(call));
  expect(await vault.read('a')).toEqual(ok(vaultSecret()));
  await loading;
  expect(desk.ledger.keyRecord.hasKey).toBe(false);
});
