/** Upgrades the data of a state file that an older version of Keypost wrote to the current format. */
import { reportFailure } from '../shared/base/report-failure.ts';

/** Converts data of one version into that of the next. Throws if the data isn't in the format of its version. */
export type Upgrade = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** The version number that is written to files: the number of steps plus one. */
export const currentVersion = (upgrades: readonly Upgrade[]): number => upgrades.length + 1;

/** Whether a later Keypost wrote the file, that is, whether its version is any number above the current one. */
export const isNewer = (version: unknown, upgrades: readonly Upgrade[]): version is number =>
  typeof version === 'number' && version > currentVersion(upgrades);

export type Upgraded = { state: 'good'; data: Record<string, unknown> } | { state: 'damaged' } | { state: 'newer'; version: number };

/**
 * Runs the steps that are still missing; `upgrades[0]` converts version 1 to version 2. `newer` if a later Keypost wrote the file;
 * `damaged` if the file has no valid version or a step fails.
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
