/** The built app: made anew when anything that it is made from has changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, projectFolder, say, tools, BuildError } from '../run.mjs';

const made = ['out/app/main.cjs', 'out/app/practice.cjs', 'out/app/preload.cjs', 'out/app/page/index.html'];
const sources = ['electron', 'renderer', 'vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const stamp = join(projectFolder, 'out', 'app.stamp');

export function prepareApp() {
  const state = sourceState();
  const fresh = made.every((file) => existsSync(join(projectFolder, file))) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state;
  if (!fresh) buildApp(state);
}

/** Always builds. */
export function buildApp(state = sourceState()) {
  say('building the app');
  for (const mode of ['main', 'practice', 'preload', 'production']) bundle(mode);
  stampAs(state);
}

function bundle(mode, more = []) {
  const { code, stdout, stderr } = capture(process.execPath, [tools.vite, 'build', '--mode', mode, '--logLevel', 'warn', ...more]);
  if (code !== 0) throw new BuildError(`the app could not be built (${mode}):\n${stdout}${stderr}`);
  if (stderr.trim() !== '') process.stderr.write(stderr);
}

function stampAs(state) {
  mkdirSync(join(projectFolder, 'out'), { recursive: true });
  writeFileSync(stamp, state);
}

/** Names, sizes and times of all sources: reading them takes a few milliseconds. */
function sourceState() {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(projectFolder, source);
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true })
          .sort()
          .map((name) => join(path, name))
      : [path];
    for (const file of files) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}
