/** A copy of the project to take things away from. What npm installed is shared with it. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../run.mjs';

const parts = [
  'build',
  'electron',
  'renderer',
  'test',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.app-tests.json',
  'vite.config.ts',
  'playwright.config.ts',
];

export class ProjectCopy {
  folder = mkdtempSync(join(tmpdir(), 'keypost-mutants-'));

  constructor() {
    for (const part of parts) cpSync(join(projectFolder, part), join(this.folder, part), { recursive: true, preserveTimestamps: true });
    symlinkSync(join(projectFolder, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
  }

  /** The texts of all TypeScript files below a folder, by their paths from the copy's. */
  texts(under) {
    const files = readdirSync(join(this.folder, under), { recursive: true }).filter((name) => name.endsWith('.ts'));
    return new Map(files.map((name) => [join(under, name), readFileSync(join(this.folder, under, name), 'utf8')]));
  }

  path = (file) => join(this.folder, file);

  write(file, text) {
    writeFileSync(this.path(file), text);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
