/** Starts other programs, and says what is going on. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder, without a slash at its end. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

export const say = (line) => process.stderr.write(`keypost: ${line}\n`);

/** An error whose message is all that a person needs to read. */
export class BuildError extends Error {}

/**
 * Runs a program with its output shown; resolves with its exit code when it has ended and all of its output is there. A signal
 * counts as 128 and more, as in a shell.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectFolder, stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    const end = () => {
      for (const signal of signals) process.off(signal, pass);
    };
    child.once('error', (error) => {
      end();
      reject(error);
    });
    child.once('close', (code, signal) => {
      end();
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** Runs a program to its end and gives back what it said. */
export function capture(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: projectFolder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options });
  return { code: result.error ? 127 : (result.status ?? 143), stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
}

/** Runs a tool of node_modules with this very Node. */
export const runTool = (name, args, options) => run(process.execPath, [tools[name], ...args], options);

export const tools = {
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
  eslint: 'node_modules/eslint/bin/eslint.js',
  tsc: 'node_modules/typescript/bin/tsc',
  svelteCheck: 'node_modules/svelte-check/bin/svelte-check',
  dependencyCruiser: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
  knip: 'node_modules/knip/bin/knip.js',
  mutants: 'build/mutants.mjs',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  electronBuilder: 'node_modules/electron-builder/cli.js',
};

/** The end of every script: a BuildError shows its message only, anything else its stack. */
export function main(job) {
  job().then(
    (code) => {
      process.exitCode = typeof code === 'number' ? code : 0;
    },
    (error) => {
      if (error instanceof BuildError) say(error.message);
      else process.stderr.write(`${error?.stack ?? error}\n`);
      process.exitCode = 1;
    },
  );
}
