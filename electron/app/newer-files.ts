/**
 * Finds files that a newer Keypost wrote, among those that Keypost can't do without. It runs before anything in Keypost's folder is opened
 * for writing.
 */
import { join } from 'node:path';
import { accountsKind } from '../accounts/account-store.ts';
import { proxiesKind } from '../accounts/proxy-login-store.ts';
import { newerLog } from '../log/recovery/newer-log.ts';
import { newerLedger } from '../log/ledger/ledger-database.ts';
import { viewsKind } from '../log/views/log-views.ts';
import { presetsKind } from '../presets/preset-store.ts';
import { settingsKind } from '../settings/settings-store.ts';
import { newerStateFile, type NewerFile } from '../storage/newer-file.ts';

/**
 * The window's position, the catalogs and the search index are not in this list: if a newer Keypost wrote them, they are left as they are,
 * and Keypost starts all the same.
 */
const essential = [accountsKind, presetsKind, proxiesKind, viewsKind, settingsKind] as const;

/** Only reads; changes no file. */
export function newerFiles(folder: string): readonly NewerFile[] {
  const all = [
    ...essential.map((kind) => newerStateFile(folder, kind)),
    newerLog(join(folder, 'log.sqlite')),
    newerLedger(join(folder, 'ledger.sqlite')),
  ];
  return all.filter((newer) => newer !== null);
}
