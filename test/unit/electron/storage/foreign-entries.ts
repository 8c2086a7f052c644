/** Foreign entries in the place of Keypost's files, and checks that their targets are unchanged. */
import { spawnSync } from 'node:child_process';
import { linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Creates another kind of entry at `path`; links lead to `elsewhere`. */
type Make = (path: string, elsewhere: string) => void | Promise<void>;

export type Maker = 'link' | 'hardLink' | 'pipe' | 'device' | 'folder' | 'socket';

export const makers: Readonly<Record<Maker, Make>> = {
  link: (path: string, elsewhere: string) => symlinkSync(elsewhere, path),
  hardLink: (path: string, elsewhere: string) => linkSync(elsewhere, path),
  pipe: (path: string) => run('mkfifo', path),
  device: (path: string) => run('mknod', path, 'c', '1', '5'),
  folder: (path: string) => mkdirSync(path),
  socket: async (path: string) => {
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(path, resolve));
  },
};

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

export const isRoot = process.getuid?.() === 0;
/** Only root can create devices, and Windows has none of these. */
export const makeable = (maker: Maker): boolean => process.platform !== 'win32' && (maker !== 'device' || isRoot);

/** A file outside, and whether it is unchanged. */
export function elsewhere(folder: string, content = 'somebody else’s'): { path: string; untouched: () => boolean } {
  const path = join(folder, 'elsewhere');
  writeFileSync(path, content, { mode: 0o644 });
  const { ino } = lstatSync(path);
  return { path, untouched: () => readFileSync(path, 'utf8') === content && lstatSync(path).ino === ino };
}

/** Names and kinds of all entries of a folder. */
export const kindsIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .map((one) => `${one.name}${one.isSymbolicLink() ? '@' : one.isDirectory() ? '/' : ''}`)
    .sort();
