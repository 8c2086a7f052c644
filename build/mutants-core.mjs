/**
 * The mutation test of the pure core: Stryker changes one thing at a time in the modules that keep the promise, and a unit test has to fail.
 * A change that no test notices is named with its reason in mutants-core-explained.json, or it fails the run.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { projectFolder, say, BuildError } from './run.mjs';

/** Percent of the mutants that a test has to notice. */
const goal = 92;

/** Folders of the core: all of their modules, or those that are named. */
const folders = {
  'electron/sending': null,
  'electron/resolution': null,
  'electron/whatcounts': null,
  'electron/net': [
    'authorities',
    'body-bytes',
    'compressed-content',
    'connection',
    'connection-failure',
    'decode-body',
    'node-transport',
    'proxy-authentication',
    'raw-bodies',
    'redact-response',
    'response-reading',
    'secure',
    'server-time',
    'time-limit',
    'transport',
    'tunnel',
    'when-open',
  ],
  'electron/shared/domain': [
    'body-members',
    'body-recipient',
    'check-body-recipient',
    'check-message',
    'contact-body',
    'curl-command',
    'draft',
    'message',
    'message-identity',
    'path-segment',
    'personal-fields',
    'press',
    'redacted-body',
    'resolving',
    'send-commands',
  ],
};

const explainedFile = new URL('./mutants-core-explained.json', import.meta.url);

/**
 * Mutates the core, or those of its modules that `names` has, and prints the score of each. Resolves with an exit code: 1 where a mutant
 * survives that is not explained, or where the score of the whole is below the goal. `force` forgets the results of earlier runs.
 */
export async function mutateCore(names, force) {
  const modules = modulesNamed(names);
  const results = await runStryker(modules, force);
  const explained = JSON.parse(readFileSync(explainedFile, 'utf8'));
  const survivors = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage').map(describe);
  const { open, unused } = compare(survivors, explained);
  process.stdout.write(`\n${asTable(results)}\n`);
  for (const { symbol, mutation, place } of open) process.stdout.write(`${place}\n${JSON.stringify({ symbol, mutation })}\n\n`);
  const score = scoreOf(results);
  say(`score ${score.toFixed(1)} %, goal ${goal} %; ${survivors.length} survivors, ${open.length} of them not explained`);
  const isWhole = names.length === 0;
  if (isWhole) for (const { symbol, mutation } of unused) say(`explained, but a test notices it now: ${symbol}: ${mutation ?? 'all'}`);
  return open.length > 0 || (isWhole && (score < goal || unused.length > 0)) ? 1 : 0;
}

function modulesNamed(names) {
  const all = Object.entries(folders)
    .flatMap(([folder, modules]) =>
      (modules?.map((name) => `${name}.ts`) ?? readdirSync(join(projectFolder, folder))).map((name) => `${folder}/${name}`),
    )
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const unknown = names.filter((name) => !all.some((file) => baseOf(file) === `${name}.ts`));
  if (unknown.length > 0) throw new BuildError(`not a module of the core: ${unknown.join(', ')}`);
  return names.length === 0 ? all : all.filter((file) => names.some((name) => baseOf(file) === `${name}.ts`));
}

const baseOf = (file) => file.slice(file.lastIndexOf('/') + 1);

/** Many tests write a log of their own. In memory they don't wait for the disk, which makes the run more than twice as fast. */
const memory = '/dev/shm';

async function runStryker(mutate, force) {
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'keypost-mutants-'));
  process.env.TMPDIR = folder;
  try {
    return await stryker(mutate, force);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function stryker(mutate, force) {
  // Loaded only here, so that the other suites need not wait for it.
  const { Stryker } = await import('@stryker-mutator/core');
  process.chdir(projectFolder);
  return new Stryker({
    mutate,
    force,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    // Which tests are of a mutant is known from their coverage; to look for it in the imports, too, takes long.
    vitest: { configFile: 'build/mutants-core.vitest.config.js', related: false },
    coverageAnalysis: 'perTest',
    incremental: true,
    incrementalFile: 'out/mutants-core.json',
    tempDirName: 'out/mutants',
    ignorePatterns: ['/out', '/dist', '/renderer', '/.ci'],
    concurrency: Number(process.env.KEYPOST_MUTANT_WORKERS ?? 1),
    reporters: ['progress-append-only'],
    allowConsoleColors: false,
  }).runMutationTest();
}

const sources = new Map();

function sourceOf(fileName) {
  const file = join(projectFolder, fileName.replace(projectFolder, ''));
  if (!sources.has(file)) {
    sources.set(file, ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  }
  return sources.get(file);
}

/** A mutant named by the symbol that it lies in and by what was changed there: neither by a path nor by a line, which move. */
function describe({ fileName, location: { start, end }, replacement, mutatorName }) {
  const source = sourceOf(fileName);
  const [from, to] = [start, end].map(({ line, column }) => ts.getPositionOfLineAndCharacter(source, line - 1, column - 1));
  const mutation = `${short(source.text.slice(from, to))} → ${short(replacement ?? '')}`;
  return { symbol: symbolAt(source, from, to), mutation, mutator: mutatorName, place: `${source.fileName}:${start.line}` };
}

/** On one line, and of what is long only its ends. */
function short(code) {
  const line = code.replace(/\s+/g, ' ').trim();
  return line.length <= 100 ? line : `${line.slice(0, 60)} … ${line.slice(-35)}`;
}

/** The function, class member or constant of the module that holds a place; what is local to one changes too easily. */
function symbolAt(source, from, to) {
  const names = [];
  const visit = (node) => {
    if (node.getStart(source) > from || node.end < to) return;
    const isConstant = ts.isVariableDeclaration(node) && node.parent.parent.parent === source;
    if (isConstant || ts.isFunctionDeclaration(node) || ts.isClassLike(node) || ts.isClassElement(node)) {
      names.push(node.name === undefined ? 'constructor' : node.name.getText(source));
    }
    node.forEachChild(visit);
  };
  visit(source);
  return names.join('.');
}

/**
 * Which survivors are not explained, and which explanations have no survivor. An explanation names one mutation of a symbol and how often it
 * survives there (`times`, once if not said), or with `mutator` all of that kind in it, as for a table of texts.
 */
function compare(survivors, explained) {
  const open = [];
  const left = explained.map((entry) => ({ ...entry, left: entry.mutator === undefined ? (entry.times ?? 1) : Infinity, used: false }));
  for (const one of survivors) {
    const entry = left.find((entry) => entry.left > 0 && explains(entry, one));
    if (entry === undefined) open.push(one);
    else Object.assign(entry, { left: entry.left - 1, used: true });
  }
  return { open, unused: left.filter(({ left, used, mutator }) => !used || (mutator === undefined && left > 0)) };
}

const explains = (entry, one) =>
  entry.symbol === one.symbol && (entry.mutator === undefined ? entry.mutation === one.mutation : entry.mutator === one.mutator);

const isNoticed = ({ status }) => status === 'Killed' || status === 'Timeout';
const counts = ({ status }) => isNoticed({ status }) || status === 'Survived' || status === 'NoCoverage';

function scoreOf(results) {
  const counted = results.filter(counts);
  return counted.length === 0 ? 100 : (100 * counted.filter(isNoticed).length) / counted.length;
}

function asTable(results) {
  const rows = [...grouped(results)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => [name, scoreOf(of), of]);
  for (const folder of Object.keys(folders)) {
    rows.push([folder, scoreOf(results.filter((one) => moduleOf(one).startsWith(folder))), []]);
  }
  return rows
    .map(([name, score, of]) => `${score.toFixed(1).padStart(6)} %  ${String(of.filter(counts).length || '').padStart(4)}  ${name}`)
    .join('\n');
}

const moduleOf = ({ fileName }) => fileName.replace(projectFolder, '').replaceAll('\\', '/').replace(/^\//, '');

function grouped(results) {
  const groups = new Map();
  for (const one of results) groups.set(moduleOf(one), [...(groups.get(moduleOf(one)) ?? []), one]);
  return groups;
}
