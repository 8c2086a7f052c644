/** How much memory the processes of an app use. Pages that several of them share are counted once (PSS, from Linux). */
import { readdirSync, readFileSync } from 'node:fs';

/** In MB (1,048,576 bytes), of the process and all its descendants. Processes that end meanwhile are not counted. */
export function memoryOf(pid: number): number {
  const kilobytes = [pid, ...descendants(pid)].map(pssOf).reduce((sum, size) => sum + size, 0);
  return kilobytes / 1024;
}

function pssOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : null;
    if (parent !== null) parents.set(Number(name), parent);
  }
  const found = [pid];
  for (const one of found) found.push(...[...parents].filter(([, parent]) => parent === one).map(([child]) => child));
  return found.slice(1);
}

/** The second field after the name, which may contain any characters. */
function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
