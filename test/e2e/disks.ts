/** Files that can't be written. Mounting them so needs root, who may write every other. */
import { spawnSync } from 'node:child_process';

export const canMount = process.platform === 'linux' && process.getuid?.() === 0;
export const whyNot = 'needs root on Linux, to mount a disk';

/** From now on this one file can be read only. */
export function makeReadOnly(file: string): void {
  run('mount', '--bind', file, file);
  run('mount', '-o', 'remount,ro,bind', file);
}

/** Undoes that; does nothing where it is undone already. */
export function unmount(path: string): void {
  spawnSync('umount', ['-l', path]);
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}
