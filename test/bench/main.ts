/** Runs figures and prints the results: `npm run bench -- [names] [--compare [file]] [--markdown] [--strict] [--entries n]`. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { electronPath } from '../e2e/environment.ts';
import type { Figure } from './figure.ts';
import { figures } from './figures.ts';
import { describeMachine, machineText } from './machine.ts';
import { allKept, asCells, asMarkdown, asTable, readEarlier, type Finding, type Report } from './report.ts';
import { openStage, outFolder, type Stage } from './stage.ts';

const file = join(outFolder, 'bench.json');
const previous = join(outFolder, 'bench.previous.json');
const million = 1_000_000;
/** The load above which a warning is printed. */
const tooBusy = 0.7;

const progress = (line: string): void => void process.stderr.write(`bench: ${line}\n`);

async function findingOf({ name, measure }: Figure, stage: Stage): Promise<Finding> {
  progress(name);
  try {
    return { figure: name, rows: await measure(stage), problem: '' };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return { figure: name, rows: [], problem: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}

function chosen(names: readonly string[]): readonly Figure[] {
  const wrong = names.find((name) => figures.every((figure) => figure.name !== name));
  if (wrong !== undefined) throw new Error(`there is no figure "${wrong}": ${figures.map(({ name }) => name).join(', ')}`);
  return names.length === 0 ? figures : figures.filter(({ name }) => names.includes(name));
}

/** Resolves with the exit code. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      compare: { type: 'boolean' },
      markdown: { type: 'boolean' },
      strict: { type: 'boolean' },
      entries: { type: 'string', default: String(million) },
    },
  });
  const files = positionals.filter((name) => name.endsWith('.json'));
  const wanted = chosen(positionals.filter((name) => !files.includes(name)));
  const earlier = values.compare ? readEarlier(readFileSync(files[0] ?? file, 'utf8')) : null;
  const machine = describeMachine(electronPath, outFolder);
  if (machine.busy > tooBusy)
    progress(`the machine is busy (load ${machine.busy.toFixed(1)}): figures that are not ratios will be worse than they are`);
  const stage = openStage(Number(values.entries), progress);
  const findings: Finding[] = [];
  const at = new Date().toISOString();
  try {
    for (const figure of wanted) findings.push(await findingOf(figure, stage));
  } finally {
    stage.end();
  }
  const report: Report = { machine, at, entries: stage.entries, findings };
  if (existsSync(file)) renameSync(file, previous);
  writeFileSync(file, `${JSON.stringify(report, null, 1)}\n`);
  const cells = asCells(report, earlier);
  process.stdout.write(`\n${machineText(report.machine)}\n\n${values.markdown ? asMarkdown(cells) : asTable(cells)}\n`);
  return values.strict && !allKept(report) ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    progress(error instanceof Error ? error.message : String(error));
    process.exit(2);
  },
);
