/** Lifts what an older Keypost wrote to today's shape. */
import { reportFailure } from '../shared/base/report-failure.ts';

/** Makes the data of the next version from that of one version. Throws when the data is not what that version wrote. */
export type Upgrade = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** The version in which files are written: one more than there are steps. */
export const currentVersion = (upgrades: readonly Upgrade[]): number => upgrades.length + 1;

/** Whether a file says that a later Keypost wrote it: by any number above the current version. */
export const isNewer = (version: unknown, upgrades: readonly Upgrade[]): version is number =>
  typeof version === 'number' && version > currentVersion(upgrades);

export type Upgraded = { state: 'good'; data: Record<string, unknown> } | { state: 'damaged' } | { state: 'newer'; version: number };

/**
 * Runs the steps that a file still lacks; `upgrades[0]` leads from version 1 to 2. `newer` when a later Keypost wrote the
 * file; `damaged` when it has no version or a step can't make sense of it.
 */
export function upgradeFile(file: Readonly<Record<string, unknown>>, upgrades: readonly Upgrade[]): Upgraded {
  const { version, ...data } = file;
  if (isNewer(version, upgrades)) return { state: 'newer', version };
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) return { state: 'damaged' };
  try {
    return { state: 'good', data: upgrades.slice(version - 1).reduce((older, step) => step(older), data) };
  } catch (error) {
    reportFailure('a state file could not be upgraded', error);
    return { state: 'damaged' };
  }
}
