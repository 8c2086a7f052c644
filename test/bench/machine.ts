/** The machine that a bench ran on. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  electron: string;
  disk: string;
  /** The load of the last minute. More than a fraction of one process spoils figures that are not ratios. */
  busy: number;
}

/** `folder`: where the measured data is. */
export function describeMachine(electronPath: string, folder: string): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${distribution()} (${platform()} ${release()} ${arch()})`,
    node: process.versions.node,
    electron: electronVersion(electronPath),
    disk: diskKind(folder),
    busy: loadavg()[0] ?? 0,
  };
}

export const machineText = ({ cpu, cores, memoryGb, system, node, electron, disk, busy }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryGb} GB, ${disk}; ${system}; Node ${node}, Electron ${electron}; load before ${busy.toFixed(1)}`;

function distribution(): string {
  return orUndefined(() => /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]) ?? platform();
}

function electronVersion(path: string): string {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return orUndefined(() => execFileSync(path, ['-p', 'process.versions.electron'], { env, encoding: 'utf8' }).trim()) ?? 'unknown';
}

/** The file system, and on Linux the kind of disk below it. */
function diskKind(folder: string): string {
  const found = orUndefined(() => execFileSync('df', ['--output=source,fstype', folder], { encoding: 'utf8' }).trim().split('\n').at(-1));
  if (found === undefined) return 'unknown disk';
  const [source = '', kind = ''] = found.trim().split(/\s+/);
  const name = source.replace('/dev/', '');
  const rotates = orUndefined(() => readFileSync(`/sys/block/${name}/queue/rotational`, 'utf8').trim());
  return rotates === undefined ? kind : `${kind} on ${rotates === '0' ? 'flash or virtual disk' : 'rotating disk'}`;
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
