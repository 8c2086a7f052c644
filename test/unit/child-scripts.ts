/** Builds the scripts of Keypost's child processes before the unit tests, which start them as they are. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    childScripts: string;
  }
}

const project = fileURLToPath(new URL('../..', import.meta.url));

export default async function setup({ provide }: TestProject): Promise<() => void> {
  // Inside the project, so that the scripts find what lies in node_modules.
  mkdirSync(`${project}out`, { recursive: true });
  const folder = mkdtempSync(`${project}out/unit-`);
  const rolldownOptions = {
    input: { 'log-host': 'test/faults/log-stress/host.ts', 'log-acknowledge': 'test/faults/log-stress/acknowledge.ts' },
  };
  const configFile = `${project}vite.config.ts`;
  await build({ root: project, configFile, mode: 'children', logLevel: 'warn', build: { outDir: folder, rolldownOptions } });
  provide('childScripts', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
