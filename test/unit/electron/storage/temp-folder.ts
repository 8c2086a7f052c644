/** A real folder for state files, on the same base class that electron-store has (which itself needs a running Electron). */
import Conf from 'conf';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { diskOptions, type OpenJsonStore } from '../../../../electron/storage/json-store.ts';
import type { StateFolder } from '../../../../electron/storage/state-file.ts';

const openDisk: OpenJsonStore = (folder, name) => new Conf<Record<string, unknown>>({ ...diskOptions, cwd: folder, configName: name });

export interface TempFolder extends StateFolder {
  notices: string[];
  write(fileName: string, content: string): void;
  read(fileName: string): string;
  /** As parsed JSON. */
  json(fileName: string): unknown;
  files(): string[];
  /** From now on every write fails like on a full disk, until `repair`. */
  break(): void;
  repair(): void;
}

export function tempFolder(path = mkdtempSync(join(tmpdir(), 'keypost-state-'))): TempFolder {
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const notices: string[] = [];
  let broken = false;
  return {
    path,
    notices,
    now: () => new Date('2026-11-24T10:11:12.345Z'),
    notify: (sentence) => notices.push(sentence),
    openDisk: (folder, name) => {
      const disk = openDisk(folder, name);
      return {
        get store() {
          return disk.store;
        },
        set store(value) {
          if (broken) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
          disk.store = value;
        },
      };
    },
    write: (fileName, content) => writeFileSync(join(path, fileName), content),
    read: (fileName) => readFileSync(join(path, fileName), 'utf8'),
    json: (fileName): unknown => JSON.parse(readFileSync(join(path, fileName), 'utf8')),
    files: () => (existsSync(path) ? readdirSync(path).sort() : []),
    break: () => void (broken = true),
    repair: () => void (broken = false),
  };
}
